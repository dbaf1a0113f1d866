import SluiceCore
import SluiceYAML

/// How values of each logical type are written in a contract.
enum BoundGrammar {
    /// The value that `text` is in the type; nil where it is none. Whole numbers beyond 64 bits are none, because a
    /// floating-point number would silently be another one.
    static func value(_ text: String, of type: LogicalType) -> ContractRule.Bound.Value? {
        switch type {
        case .integer, .number:
            if let integer = YAMLScalar.integer(text) { return .integer(integer) }
            let isWhole = text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
            return isWhole ? nil : YAMLScalar.number(text).map { .number($0) }
        case .date: return isDate(text) ? .temporal(text) : nil
        case .time: return isTime(text[...]) ? .temporal(text) : nil
        case .timestamp: return isTimestamp(text) ? .temporal(text) : nil
        case .string, .object, .array, .boolean: return nil
        }
    }

    /// The grammar in words, for diagnostics.
    static func expected(of type: LogicalType) -> String {
        switch type {
        case .integer, .number: "a finite number (whole ones of 64 bits at most)"
        case .date: "a date (YYYY-MM-DD)"
        case .time: "a time (hh:mm:ss, with a fraction of at most 9 digits)"
        case .timestamp: "a timestamp (YYYY-MM-DDThh:mm:ss, a fraction, Z or +hh:mm if needed)"
        case .string: "a text"
        case .boolean: "true or false"
        case .object, .array: "a single value"
        }
    }

    /// Whether `text` can be a value of a column of the type; every text is one where no type is declared.
    static func isValue(_ text: String, of type: LogicalType?) -> Bool {
        switch type {
        case .integer: YAMLScalar.integer(text) != nil
        case .number, .date, .time, .timestamp: type.flatMap { value(text, of: $0) } != nil
        case .boolean: text == "true" || text == "false"
        case .string, .object, .array, nil: true
        }
    }

    private static func isDate(_ text: String) -> Bool { Instant("\(text)T00:00:00Z") != nil }

    private static func isTime(_ text: Substring) -> Bool {
        let (whole, fraction) = (text.prefix(8), text.dropFirst(8))
        guard Instant("1970-01-01T\(whole)Z") != nil else { return false }
        return fraction.isEmpty
            || fraction.first == "." && (1...9).contains(fraction.utf8.count - 1) && isDigits(fraction.dropFirst())
    }

    private static func isTimestamp(_ text: String) -> Bool {
        guard isDate(String(text.prefix(10))), let separator = text.dropFirst(10).first,
            separator == "T" || separator == " "
        else { return false }
        var time = text.dropFirst(11)
        if time.last == "Z" {
            time = time.dropLast()
        } else if let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) {
            let offset = time[sign...].dropFirst()
            guard offset.utf8.count == 5, isTime("\(offset):00"[...]), offset.prefix(2) <= "14" else { return false }
            time = time[..<sign]
        }
        return isTime(time)
    }

    private static func isDigits(_ text: Substring) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }
}
