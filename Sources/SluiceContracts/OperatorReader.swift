import SluiceCore
import SluiceYAML

/// Reads the one operator that a rule compares its measure with.
enum OperatorReader {
    struct Result {
        let comparison: LibraryRule.Comparison
        /// One bound, or two in ascending order for the `Between` comparisons.
        let bounds: [Double]
    }

    /// The operator; nil where there is none, more than one, or a wrong value, which is reported.
    /// - Parameter acceptsBoolean: whether `mustBe` and `mustNotBe` take `true` and `false` (read as 1 and 0).
    static func read(_ fields: inout FieldReader, acceptsBoolean: Bool = false) -> Result? {
        let present = LibraryRule.Comparison.allCases.filter { fields.node($0.rawValue) != nil }
        guard let comparison = present.first else {
            let names = LibraryRule.Comparison.allCases.map(\.rawValue).joined(separator: ", ")
            fields.report("a quality rule needs an operator", remedy: "one of \(names)")
            return nil
        }
        guard present.count == 1 else {
            let names = present.map { "`\($0.rawValue)`" }.joined(separator: " and ")
            fields.report(
                "a quality rule has one operator, not \(names)", at: fields.location(of: present[1].rawValue),
                remedy: "write one rule for each, or `mustBeBetween`")
            return nil
        }
        let key = comparison.rawValue
        switch comparison {
        case .mustBeBetween, .mustNotBeBetween:
            return between(key, &fields).map { Result(comparison: comparison, bounds: $0) }
        case .mustBe, .mustNotBe:
            guard acceptsBoolean else { return number(key, comparison, &fields) }
            let value = fields.scalar(key, expected: "a finite number, true or false") { text in
                ["true": 1, "false": 0][text] ?? YAMLScalar.number(text)
            }
            return value.map { Result(comparison: comparison, bounds: [$0]) }
        default: return number(key, comparison, &fields)
        }
    }

    private static func number(
        _ key: String, _ comparison: LibraryRule.Comparison, _ fields: inout FieldReader
    ) -> Result? {
        fields.number(key).map { Result(comparison: comparison, bounds: [$0]) }
    }

    private static func between(_ key: String, _ fields: inout FieldReader) -> [Double]? {
        let values = fields.texts(key, required: true).map(YAMLScalar.number)
        if values.count == 2, let low = values[0], let high = values[1], low < high { return [low, high] }
        fields.report("`\(key)` must be two numbers, the smaller one first", at: fields.location(of: key))
        return nil
    }
}
