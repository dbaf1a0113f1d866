import SluiceContracts
import SluiceQuery

/// Plans a rule of the standard's metric library. Semantics that the standard leaves open: `missingValues` counts NULL,
/// NaN and the infinities besides the listed texts; `invalidValues` does not count NULL; `duplicateValues` counts rows
/// beyond the first of each key.
struct LibraryPlanner {
    let rule: LibraryRule
    let columns: [ColumnReading]

    var plan: RulePlan {
        let needed = [.mustBeBetween, .mustNotBeBetween].contains(rule.comparison) ? 2 : 1
        guard rule.bounds.count == needed, rule.bounds.allSatisfy(\.isFinite) else {
            return .errored("`\(rule.comparison.rawValue)` needs \(needed == 1 ? "one bound" : "two bounds").")
        }
        if rule.metric == .rowCount {
            guard rule.unit == .rows else { return .errored("`rowCount` has no share of rows.") }
            return .library(RowTally(added: [.count]), rule)
        }
        guard let column = columns.first, columns.count == 1 || rule.metric == .duplicateValues else {
            return .errored("`\(rule.metric.rawValue)` needs \(columns.isEmpty ? "a column" : "one column").")
        }
        switch rule.metric {
        case .nullValues: return .library(RowTally(added: [.countIf(column.cell.isNull)]), rule)
        case .missingValues: return .library(RowTally(added: [.countIf(missing(column))]), rule)
        case .invalidValues: return planInvalid(column)
        case .duplicateValues, .rowCount: return .library(RulePlanner.duplicates(columns), rule)
        }
    }

    private func missing(_ column: ColumnReading) -> Expression {
        let texts = rule.missingValues.compactMap { $0 }
        // A text that is no value of the column's type cannot stand in it. Files without types hold the text itself.
        let literals = texts.compactMap { column.info.isUntyped ? .text($0) : TypedLiteral.of($0, as: column.type) }
        guard !literals.isEmpty else { return column.isMissing }
        return column.isMissing || .isIn(column.cell, literals)
    }

    private func planInvalid(_ column: ColumnReading) -> RulePlan {
        var invalid: [Expression] = []
        if !rule.validValues.isEmpty {
            var literals: [Literal] = []
            for text in rule.validValues {
                guard let literal = TypedLiteral.of(text, as: column.type) else {
                    return .errored("The valid value `\(text)` is no \(column.type.rawValue).")
                }
                literals.append(literal)
            }
            let isOutside = !Expression.isIn(column.value, literals)
            invalid.append(column.isUnreadable.map { $0 || isOutside } ?? isOutside)
        }
        if let pattern = rule.pattern {
            guard let text = column.text else { return .notRun(column.isNot("text")) }
            invalid.append(!.matches(text, pattern: pattern))
        }
        guard !invalid.isEmpty else { return .errored("`invalidValues` needs `validValues` or `pattern`.") }
        return .library(RowTally(added: [.countIf(invalid.any)]), rule)
    }
}

extension LibraryRule {
    /// Whether the observed value keeps the rule. `Between` includes both ends.
    func holds(_ value: Double) -> Bool {
        guard let first = bounds.first, let last = bounds.last else { return false }
        return switch comparison {
        case .mustBe: value == first
        case .mustNotBe: value != first
        case .mustBeGreaterThan: value > first
        case .mustBeGreaterOrEqualTo: value >= first
        case .mustBeLessThan: value < first
        case .mustBeLessOrEqualTo: value <= first
        case .mustBeBetween: first <= value && value <= last
        case .mustNotBeBetween: !(first <= value && value <= last)
        }
    }

    /// The bound in words: `≤ 5 percent`.
    var expectation: String {
        let ends = bounds.map(Count.number)
        let sign =
            switch comparison {
            case .mustBe: "= \(ends[0])"
            case .mustNotBe: "≠ \(ends[0])"
            case .mustBeGreaterThan: "> \(ends[0])"
            case .mustBeGreaterOrEqualTo: "≥ \(ends[0])"
            case .mustBeLessThan: "< \(ends[0])"
            case .mustBeLessOrEqualTo: "≤ \(ends[0])"
            case .mustBeBetween: "\(ends[0]) to \(ends[1]), both included"
            case .mustNotBeBetween: "outside of \(ends[0]) to \(ends[1])"
            }
        return unit == .percent ? "\(sign) percent of rows" : sign
    }
}
