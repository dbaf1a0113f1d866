import SluiceCore
import SluiceYAML

/// Reads a rule of the standard's metric library.
struct LibraryRuleReader {
    let level: QualityReader.Level
    let acceptsDeprecatedRules: Bool

    /// The rule; nil where it is wrong, which is reported.
    func read(_ fields: inout FieldReader) -> ContractRule.Kind? {
        if acceptsDeprecatedRules, fields.node("metric") == nil, fields.node("rule") != nil {
            return deprecated(&fields)
        }
        let metric = fields.choice("metric", LibraryRule.Metric.self, required: true)
        if let old = fields.text("rule"), let metric, old != metric.rawValue {
            fields.report(
                "`rule` and `metric` name different metrics", at: fields.location(of: "rule"),
                remedy: "remove `rule`, which is deprecated")
        }
        let unit = fields.choice("unit", LibraryRule.Unit.self) ?? .rows
        let arguments = fields.node("arguments")
        let comparison = OperatorReader.read(&fields)
        guard let metric, isAllowed(metric, &fields) else { return nil }
        if metric == .rowCount, unit == .percent {
            fields.report("`rowCount` cannot be a percentage", at: fields.location(of: "unit"))
        }
        var rule = LibraryRule(
            metric: metric, columns: [], comparison: comparison?.comparison ?? .mustBe,
            bounds: comparison?.bounds ?? [],
            unit: unit)
        if case .property(let column, _) = level { rule.columns = [column] }
        // A missing mapping reads as an empty one, so that its required keys are reported.
        let node = arguments ?? YAMLNode(.mapping([]), at: fields.location)
        ArgumentReader(level: level).read(node, into: &rule, problems: &fields)
        return comparison == nil ? nil : .library(rule)
    }

    /// v3.0 names metrics by `rule` and does not say which exist.
    private func deprecated(_ fields: inout FieldReader) -> ContractRule.Kind? {
        fields.metadata([MetadataKey("unit"), MetadataKey("arguments", .anything)])
        for comparison in LibraryRule.Comparison.allCases { _ = fields.node(comparison.rawValue) }
        return fields.text("rule", required: true).map { .notBuilt("`rule: \($0.prefix(80))`; name it by `metric`") }
    }

    private func isAllowed(_ metric: LibraryRule.Metric, _ fields: inout FieldReader) -> Bool {
        let isObject = if case .object = level { true } else { false }
        let allowed = isObject ? [.duplicateValues, .rowCount] : LibraryRule.Metric.allCases.filter { $0 != .rowCount }
        if allowed.contains(metric) { return true }
        let (right, wrong) = isObject ? ("a property", "an object") : ("an object", "a property")
        fields.report(
            "`\(metric.rawValue)` is a metric of \(right), not of \(wrong)", at: fields.location(of: "metric"))
        return false
    }
}
