/// A JSON value, as Sluice writes it: keys sorted by their UTF-8 bytes, numbers in shortest round-trip form, non-finite
/// numbers as the strings `"NaN"`, `"Infinity"` and `"-Infinity"`.
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// One line without insignificant white space.
    package var compact: String {
        var text = ""
        write(to: &text, indent: nil, level: 0)
        return text
    }

    /// Indented by two spaces, with a final newline: the form of files.
    package var pretty: String {
        var text = ""
        write(to: &text, indent: 2, level: 0)
        return text + "\n"
    }

    private func write(to text: inout String, indent: Int?, level: Int) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value): text += JSON.format(value)
        case .string(let value): JSON.quote(value, to: &text)
        case .array(let values):
            JSON.list(values, "[", "]", to: &text, indent, level) {
                $0.write(to: &$1, indent: indent, level: level + 1)
            }
        case .object(let members):
            let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            JSON.list(keys, "{", "}", to: &text, indent, level) { key, text in
                JSON.quote(key, to: &text)
                text += indent == nil ? ":" : ": "
                (members[key] ?? .null).write(to: &text, indent: indent, level: level + 1)
            }
        }
    }

    private static func list<Item>(
        _ items: [Item], _ open: String, _ close: String, to text: inout String, _ indent: Int?, _ level: Int,
        _ write: (Item, inout String) -> Void
    ) {
        text += open
        for (index, item) in items.enumerated() {
            if index > 0 { text += "," }
            if let indent { text += "\n" + String(repeating: " ", count: indent * (level + 1)) }
            write(item, &text)
        }
        if let indent, !items.isEmpty { text += "\n" + String(repeating: " ", count: indent * level) }
        text += close
    }

    /// The shortest text that reads back as `value`; whole numbers have no fraction.
    private static func format(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "\"NaN\"" : value < 0 ? "\"-Infinity\"" : "\"Infinity\"" }
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func quote(_ value: String, to text: inout String) {
        text += "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

/// A value that has one JSON form.
package protocol JSONConvertible {
    var json: JSON { get }
}

extension JSON {
    package static func optional(_ value: String?) -> JSON { value.map(JSON.string) ?? .null }
    package static func optional(_ value: Double?) -> JSON { value.map(JSON.number) ?? .null }
    package static func optional(_ value: Int?) -> JSON { value.map { .integer(Int64($0)) } ?? .null }
    package static func optional(_ value: (some JSONConvertible)?) -> JSON { value?.json ?? .null }
    package static func strings(_ values: some Sequence<String>) -> JSON { .array(values.map(JSON.string)) }
    package static func list(_ values: some Sequence<some JSONConvertible>) -> JSON { .array(values.map(\.json)) }
}
