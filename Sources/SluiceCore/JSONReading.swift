import FoundationEssentials

extension JSON {
    /// Reads one JSON text.
    ///
    /// - Parameter relaxed: accepts what engines print beyond the standard (bare `NaN` and `Infinity`).
    /// - Throws: `UnreadableJSON` when the bytes are not JSON.
    package static func parse(_ bytes: some Sequence<UInt8>, relaxed: Bool = false) throws(UnreadableJSON) -> JSON {
        let decoder = JSONDecoder()
        decoder.allowsJSON5 = relaxed
        do {
            return try decoder.decode(Parsed.self, from: Data(bytes)).value
        } catch {
            throw UnreadableJSON()
        }
    }

    private struct Parsed: Decodable {
        let value: JSON

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                value = .null
            } else if let bool = try? container.decode(Bool.self) {
                value = .bool(bool)
            } else if let text = try? container.decode(String.self) {
                value = .string(text)
            } else if let integer = try? container.decode(Int64.self) {
                value = .integer(integer)
            } else if let number = try? container.decode(Double.self) {
                value = .number(number)
            } else if let items = try? container.decode([Parsed].self) {
                value = .array(items.map(\.value))
            } else {
                value = .object(try container.decode([String: Parsed].self).mapValues(\.value))
            }
        }
    }

    package subscript(key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    package var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    package var items: [JSON]? {
        guard case .array(let values) = self else { return nil }
        return values
    }

    /// The number, whether it was written as an integer, a fraction, or one of the non-finite strings.
    package var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string("NaN"): .nan
        case .string("Infinity"): .infinity
        case .string("-Infinity"): -.infinity
        default: nil
        }
    }

    package var int: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }
}

/// The bytes are not JSON.
package struct UnreadableJSON: Error, Hashable, Sendable {}
