import SluiceCore
import SluiceYAML

/// Reads `quality`: each item is one rule.
struct QualityReader {
    /// What the rules are about.
    enum Level {
        /// The columns by the names of their properties.
        case object(columns: [String: String])
        case property(column: String, type: LogicalType?)
    }

    let level: Level
    let acceptsDeprecatedRules: Bool

    init(level: Level, acceptsDeprecatedRules: Bool) {
        self.level = level
        self.acceptsDeprecatedRules = acceptsDeprecatedRules
    }

    /// The rules; what is wrong is reported to `owner`.
    func read(_ owner: inout FieldReader, path: String) -> [ContractRule] {
        var rules: [ContractRule] = []
        for (index, node) in owner.list("quality").enumerated() {
            var fields = FieldReader(node, "quality rule")
            fields.metadata(Standard.quality)
            let id = fields.identifier()
            let severity = severity(&fields)
            if let kind = kind(&fields) {
                var column: String?
                if case .property(let name, _) = level { column = name }
                rules.append(
                    ContractRule(
                        path: "\(path).quality[\(index)]", id: id, column: column, severity: severity, kind: kind,
                        location: node.location))
            }
            owner.adopt(fields.finish())
        }
        owner.reportRepeated(rules.compactMap { rule in rule.id.map { ($0, rule.location) } }, as: "quality rule")
        return rules
    }

    /// The standard leaves severities open; whatever is not a known lesser one weighs as an error.
    private func severity(_ fields: inout FieldReader) -> Severity {
        switch fields.text("severity") {
        case "warning": .warning
        case "info": .info
        default: .error
        }
    }

    private func kind(_ fields: inout FieldReader) -> ContractRule.Kind? {
        let types = ["library", "sql", "text", "custom"]
        let hasType = fields.node("type") != nil
        let type = fields.scalar("type", expected: "one of " + types.joined(separator: ", ")) {
            types.contains($0) ? $0 : nil
        }
        if hasType, type == nil {
            // Which keys belong to it is unknown, so only the type is reported.
            for key in fields.keys { _ = fields.node(key) }
            return nil
        }
        switch type {
        case "text":
            fields.metadata([MetadataKey("unit")])
            return .documentation
        case "custom":
            fields.metadata([MetadataKey("unit")])
            return custom(&fields)
        case "sql":
            fields.metadata([MetadataKey("unit")])
            let query = fields.text("query", required: true)
            let comparison = OperatorReader.read(&fields, acceptsBoolean: true)
            return query == nil || comparison == nil ? nil : .notBuilt("SQL rules")
        default:
            return LibraryRuleReader(level: level, acceptsDeprecatedRules: acceptsDeprecatedRules).read(&fields)
        }
    }

    /// Operators are unknown keys here, as in the standard: thresholds belong into `implementation`.
    private func custom(_ fields: inout FieldReader) -> ContractRule.Kind? {
        let engine = fields.text("engine", required: true)
        guard let node = fields.requiredNode("implementation"), let engine else { return nil }
        switch node.content {
        case .mapping: break
        case .scalar(let text, let plain) where !(plain && text.isEmpty): break
        default:
            fields.report("`implementation` must be a text or a mapping", at: node.location)
            return nil
        }
        return .notBuilt("custom rules of the engine `\(engine.prefix(80))`")
    }
}
