import SluiceCore
import SluiceYAML

/// Reads the `arguments` of a library rule.
struct ArgumentReader {
    let level: QualityReader.Level

    func read(_ node: YAMLNode, into rule: inout LibraryRule, problems: inout FieldReader) {
        var fields = FieldReader(node, "arguments of `\(rule.metric.rawValue)`")
        switch rule.metric {
        case .nullValues, .rowCount: break
        case .missingValues: rule.missingValues = missingValues(&fields)
        case .invalidValues:
            rule.validValues = validValues(&fields)
            rule.pattern = PatternSyntax.read("pattern", &fields)
            if fields.node("validValues") == nil, fields.node("pattern") == nil {
                fields.report("`invalidValues` needs `validValues` or `pattern` in its arguments")
            }
        case .duplicateValues:
            if case .object(let columns) = level { rule.columns = properties(&fields, among: columns) }
        }
        problems.adopt(fields.finish())
    }

    /// Values that stand for "missing"; an unquoted `null` or nothing is NULL itself.
    private func missingValues(_ fields: inout FieldReader) -> [String?] {
        let items = fields.list("missingValues", required: true)
        if items.isEmpty, let node = fields.node("missingValues") {
            fields.report("`missingValues` lists no value", at: node.location)
        }
        return items.compactMap { item -> String?? in
            guard case .scalar(let text, let plain) = item.content else {
                fields.report("each item of `missingValues` must be a single value", at: item.location)
                return nil
            }
            return .some(isNull(text, plain: plain) ? nil : text)
        }
    }

    /// The values that are valid. NULL may be among them, as examples of the standard have it: it is never invalid.
    private func validValues(_ fields: inout FieldReader) -> [String] {
        guard let node = fields.node("validValues") else { return [] }
        var type: LogicalType?
        if case .property(_, let declared) = level { type = declared }
        let problems = fields.diagnostics.count
        let values = fields.list("validValues").compactMap { item -> String? in
            guard case .scalar(let text, let plain) = item.content else {
                fields.report("each item of `validValues` must be a single value", at: item.location)
                return nil
            }
            if isNull(text, plain: plain) { return nil }
            if !BoundGrammar.isValue(text, of: type) {
                let name = type?.rawValue ?? ""
                fields.report("`\(text.prefix(80))` is no value of the type \(name)", at: item.location)
            }
            return text
        }
        if values.isEmpty, fields.diagnostics.count == problems {
            fields.report("`validValues` lists no value", at: node.location)
        }
        return values
    }

    /// The columns whose tuples are compared.
    private func properties(_ fields: inout FieldReader, among columns: [String: String]) -> [String] {
        let items = fields.list("properties", required: true)
        if items.isEmpty, let node = fields.node("properties") {
            fields.report("`properties` lists no property", at: node.location)
        }
        var names: [(String, SourceLocation)] = []
        for (name, item) in zip(fields.texts("properties"), items) {
            if columns[name] == nil {
                fields.report("the object has no property `\(name.prefix(80))`", at: item.location)
            }
            names.append((name, item.location))
        }
        fields.reportRepeated(names, as: "property")
        return names.compactMap { columns[$0.0] }
    }

    private func isNull(_ text: String, plain: Bool) -> Bool {
        plain && ["", "null", "Null", "NULL", "~"].contains(text)
    }
}
