import SluiceCore

/// Writes machine-written files: equal values give equal bytes. Two spaces of indentation, LF, no line is ever folded,
/// a final newline. `YAMLReader` reads back what this writes.
package enum YAMLWriter {
    /// A file that holds one mapping.
    package static func write(_ fields: [YAMLField]) -> String {
        fields.isEmpty ? "{}\n" : block(fields, indent: 0)
    }

    private static func block(_ fields: [YAMLField], indent: Int) -> String {
        fields.map { field in
            let pad = String(repeating: " ", count: indent)
            let key = YAMLText.write(field.key)
            // Readers look for the colon within 1,024 characters only.
            let head = key.utf8.count <= 512 ? "\(pad)\(key):" : "\(pad)? \(key)\n\(pad):"
            return head
                + value(field.value, indent: indent + 2, separator: "\n" + String(repeating: " ", count: indent + 2))
        }.joined()
    }

    private static func block(_ items: [YAMLValue], indent: Int) -> String {
        let pad = String(repeating: " ", count: indent)
        return items.map { "\(pad)-" + value($0, indent: indent + 2, separator: " ") }.joined()
    }

    /// What follows a colon or a dash, line end included. A block begins after `separator` in place of its first indent.
    private static func value(_ value: YAMLValue, indent: Int, separator: String) -> String {
        switch value {
        case .mapping(let fields) where !fields.isEmpty:
            separator + block(fields, indent: indent).dropFirst(indent)
        case .list(let items) where !items.isEmpty:
            separator + block(items, indent: indent).dropFirst(indent)
        default: " \(inline(value))\n"
        }
    }

    private static func inline(_ value: YAMLValue) -> String {
        switch value {
        case .text(let text): YAMLText.write(text)
        case .quoted(let text): YAMLText.quote(text)
        case .integer(let number): String(number)
        case .number(let number): YAMLText.write(number)
        case .boolean(let flag): flag ? "true" : "false"
        case .null: "null"
        case .instant(let instant): instant.description
        case .list(let items), .inlineList(let items): "[" + items.map(inline).joined(separator: ", ") + "]"
        case .mapping(let fields), .inlineMapping(let fields):
            "{" + fields.map(inline).joined(separator: ", ") + "}"
        }
    }

    private static func inline(_ field: YAMLField) -> String {
        let key = YAMLText.write(field.key)
        let mark = key.utf8.count <= 512 ? "" : "? "
        return "\(mark)\(key): \(inline(field.value))"
    }
}
