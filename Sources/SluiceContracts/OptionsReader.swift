import SluiceCore
import SluiceYAML

/// Reads `logicalTypeOptions`: each option is a rule of its own.
enum OptionsReader {
    static func read(
        _ property: inout FieldReader, type: LogicalType?, path: String, column: String
    ) -> [ContractRule] {
        guard let node = property.node("logicalTypeOptions") else { return [] }
        guard let type else {
            property.report(
                "`logicalTypeOptions` without a `logicalType`", at: node.location, remedy: "add `logicalType:`")
            return []
        }
        var fields = FieldReader(node, "logicalTypeOptions of type \(type.rawValue)")
        var rules: [ContractRule] = []
        for key in keys(of: type) {
            if let kind = read(key, of: type, &fields) {
                rules.append(
                    ContractRule(
                        path: "\(path).logicalTypeOptions.\(key)", column: column, kind: kind,
                        location: fields.location(of: key)))
            }
        }
        property.adopt(fields.finish())
        return rules
    }

    private static func keys(of type: LogicalType) -> [String] {
        let bounds = ["minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"]
        return switch type {
        case .string: ["minLength", "maxLength", "pattern", "format"]
        case .date: bounds + ["format"]
        case .timestamp, .time: bounds + ["format", "timezone", "defaultTimezone"]
        case .integer, .number: bounds + ["multipleOf", "format"]
        case .object: ["maxProperties", "minProperties", "required"]
        case .array: ["maxItems", "minItems", "uniqueItems"]
        case .boolean: []
        }
    }

    /// The rule of one option; nil where it is absent, declares nothing, or is wrong and was reported.
    private static func read(
        _ key: String, of type: LogicalType, _ fields: inout FieldReader
    ) -> ContractRule.Kind? {
        switch key {
        case "minimum": bound(key, of: type, &fields).map { .minimum($0) }
        case "exclusiveMinimum": bound(key, of: type, exclusive: true, &fields).map { .minimum($0) }
        case "maximum": bound(key, of: type, &fields).map { .maximum($0) }
        case "exclusiveMaximum": bound(key, of: type, exclusive: true, &fields).map { .maximum($0) }
        case "minLength": fields.integer(key).map { .minimumLength($0) }
        case "maxLength": fields.integer(key).map { .maximumLength($0) }
        case "pattern": PatternSyntax.read(key, &fields).map { .pattern($0) }
        case "format": format(of: type, &fields)
        case "multipleOf": multiple(&fields)
        case "maxProperties", "minProperties", "maxItems", "minItems":
            fields.integer(key).map { _ in .notBuilt("`\(key)`") }
        case "required": members(&fields)
        case "uniqueItems": fields.boolean(key) == true ? .notBuilt("`uniqueItems`") : nil
        case "timezone": fields.boolean(key).map { _ in .notBuilt("`timezone`") }
        // UTC is what Sluice assumes anyway.
        default: fields.text(key).flatMap { ["Etc/UTC", "UTC"].contains($0) ? nil : .notBuilt("`defaultTimezone`") }
        }
    }

    private static func bound(
        _ key: String, of type: LogicalType, exclusive: Bool = false, _ fields: inout FieldReader
    ) -> ContractRule.Bound? {
        if exclusive, case .scalar(let text, plain: true) = fields.node(key)?.content, ["true", "false"].contains(text)
        {
            fields.report(
                "`\(key)` must be the bound itself", at: fields.location(of: key),
                remedy: "since v3.1.0 write `\(key): <bound>` in place of the inclusive one")
            return nil
        }
        let value = fields.scalar(key, expected: BoundGrammar.expected(of: type)) { BoundGrammar.value($0, of: type) }
        return value.map { ContractRule.Bound($0, exclusive: exclusive) }
    }

    private static func format(of type: LogicalType, _ fields: inout FieldReader) -> ContractRule.Kind? {
        let formats: [String]? =
            switch type {
            case .integer: ["i8", "i16", "i32", "i64", "i128", "u8", "u16", "u32", "u64", "u128"]
            case .number: ["f32", "f64"]
            default: nil
            }
        let expected = formats.map { "one of " + $0.joined(separator: ", ") } ?? "a text"
        let format = fields.scalar("format", expected: expected) { text in
            (formats?.contains(text) ?? !text.isEmpty) ? text : nil
        }
        return format.map { _ in .notBuilt("`format`") }
    }

    private static func members(_ fields: inout FieldReader) -> ContractRule.Kind? {
        guard let node = fields.node("required") else { return nil }
        if fields.list("required").isEmpty { fields.report("`required` lists no member", at: node.location) }
        return fields.texts("required").isEmpty ? nil : .notBuilt("`required` members of an object")
    }

    private static func multiple(_ fields: inout FieldReader) -> ContractRule.Kind? {
        let factor = fields.scalar("multipleOf", expected: "a number above zero") { text in
            YAMLScalar.number(text).flatMap { $0 > 0 ? $0 : nil }
        }
        return factor.map { _ in .notBuilt("`multipleOf`") }
    }
}
