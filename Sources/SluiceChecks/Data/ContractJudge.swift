import SluiceContracts
import SluiceCore
import SluiceQuery

/// Judges every rule of a contract on one dataset.
struct ContractJudge {
    let dataset: ContractDataset
    let builder: FindingBuilder
    let facts: Facts

    var findings: [Finding] {
        if let obstacle = dataset.obstacle(facts) { return withoutRows(obstacle) }
        guard let file = dataset.file, let shape = dataset.shape(facts) else { return [] }
        let relation = Relation.file(file)
        let rows = facts.wholeNumber(Measure(.count, over: relation))
        let planner = RulePlanner(dataset.object, shape: shape)
        return [judgeRows(rows)]
            + dataset.object.rules.map { judge($0, planner.plan($0), relation, rows) } + extraColumns(shape)
    }

    /// Every declared rule appears, also where none can be judged.
    private func withoutRows(_ obstacle: ContractDataset.Obstacle) -> [Finding] {
        let whole: Finding
        let reason: String
        switch obstacle {
        case .notRun(let message):
            whole = finding(.notRun, message)
            reason = message
        case .errored(let message, let remedy):
            whole = finding(.errored, message, remedy: remedy)
            reason = "The dataset `\(dataset.name)` could not be read."
        }
        return [whole]
            + dataset.object.rules.map { rule in
                if case .documentation = rule.kind { return documentation(rule) }
                return finding(.notRun, rule, reason, remedy: "")
            }
    }

    private func judgeRows(_ rows: Result<Int64, EngineError>) -> Finding {
        switch rows {
        case .success(0):
            finding(
                .failed, observed: "0 rows", observedValue: 0, expected: "at least one row", boundValue: 1,
                "`\(dataset.name)` is an empty dataset.", remedy: "Register a dataset that has rows.")
        case .success(let count):
            finding(
                .passed, observed: Count.text(count, "row"), observedValue: Double(count),
                expected: "at least one row", boundValue: 1, "`\(dataset.name)` has \(Count.text(count, "row")).")
        case .failure(let error):
            finding(.errored, "The rows could not be counted: \(error.message)", remedy: error.remedy)
        }
    }

    private func judge(
        _ rule: ContractRule, _ plan: RulePlan, _ relation: Relation, _ rows: Result<Int64, EngineError>
    ) -> Finding {
        switch plan {
        case .documentation: return documentation(rule)
        case .notRun(let message): return finding(.notRun, rule, message)
        case .errored(let message): return finding(.errored, rule, message, remedy: "Correct the rule in the contract.")
        case .decided(let passes, let observed, let expected, let message):
            return finding(passes ? .passed : .failed, rule, observed: observed, expected: expected, message)
        case .violations(let tally, let expected):
            return judge(rule, tally, relation, rows) { value, count in
                finding(
                    value == 0 ? .passed : .failed, rule, observed: ContractJudge.observed(value, of: count),
                    observedValue: Double(value), expected: expected, boundValue: 0,
                    ContractJudge.sentence(rule, value, of: count, breaks: expected))
            }
        case .library(let tally, let library):
            return judge(rule, tally, relation, rows) { value, count in
                let measured = library.unit == .percent ? 100 * Double(value) / Double(count) : Double(value)
                return finding(
                    library.holds(measured) ? .passed : .failed, rule,
                    observed: library.metric == .rowCount
                        ? Count.text(value, "row") : ContractJudge.observed(value, of: count),
                    observedValue: measured, expected: "\(library.metric.rawValue) \(library.expectation)",
                    boundValue: library.bounds.count == 1 ? library.bounds[0] : nil,
                    library.metric == .rowCount
                        ? "The dataset has \(Count.text(value, "row")); it must be \(library.expectation)."
                        : "\(library.metric.rawValue) is \(ContractJudge.observed(value, of: count)); "
                            + "it must be \(library.expectation).")
            }
        }
    }

    private func judge(
        _ rule: ContractRule, _ tally: RowTally, _ relation: Relation, _ rows: Result<Int64, EngineError>,
        _ verdict: (Int64, Int64) -> Finding
    ) -> Finding {
        switch (rows, tally.value(over: relation, facts)) {
        case (.success(0), .success(let value)) where tally.added == [.count]: return verdict(value, 0)
        case (.success(0), _): return finding(.notRun, rule, "The dataset has no rows to judge.", remedy: "")
        case (.success(let count), .success(let value)): return verdict(value, count)
        case (.failure(let error), _), (_, .failure(let error)):
            return finding(.errored, rule, "The rule could not be evaluated: \(error.message)", remedy: error.remedy)
        }
    }

    private func extraColumns(_ shape: FileShape) -> [Finding] {
        let known = Set(dataset.object.properties.map { Array($0.column.utf8) })
        let extra = shape.columns.map(\.name).filter { !known.contains(Array($0.utf8)) }
        let forbids = dataset.object.extraColumns == .forbid
        guard forbids || !extra.isEmpty else { return [] }
        let names = extra.prefix(10).map { "`\($0)`" }.joined(separator: ", ") + (extra.count > 10 ? " …" : "")
        return [
            builder.finding(
                forbids && !extra.isEmpty ? .failed : .passed, rule: "\(dataset.path).extraColumns",
                dataset: dataset.name, cap: forbids ? .error : .info,
                observed: Count.text(Int64(extra.count), "column"), observedValue: Double(extra.count),
                expected: forbids ? "no columns beyond the contract" : "reported, not judged",
                boundValue: forbids ? 0 : nil,
                extra.isEmpty ? "The file has only columns of the contract." : "Not in the contract: \(names).",
                remedy: forbids && !extra.isEmpty ? "Drop the columns, or describe them in the contract." : "",
                at: dataset.object.location)
        ]
    }
}

extension ContractJudge {
    private func finding(
        _ outcome: Outcome, observed: String? = nil, observedValue: Double? = nil, expected: String? = nil,
        boundValue: Double? = nil, _ message: String, remedy: String? = nil
    ) -> Finding {
        builder.finding(
            outcome, rule: dataset.path, dataset: dataset.name, observed: observed, observedValue: observedValue,
            expected: expected, boundValue: boundValue, message, remedy: remedy, at: dataset.object.location)
    }

    private func finding(
        _ outcome: Outcome, _ rule: ContractRule, observed: String? = nil, observedValue: Double? = nil,
        expected: String? = nil, boundValue: Double? = nil, _ message: String, remedy: String? = nil
    ) -> Finding {
        builder.finding(
            outcome, rule: rule.path, dataset: dataset.name, column: rule.column, cap: rule.severity,
            observed: observed, observedValue: observedValue, expected: expected, boundValue: boundValue, message,
            remedy: remedy, at: rule.location)
    }

    private func documentation(_ rule: ContractRule) -> Finding {
        builder.finding(
            .passed, rule: rule.path, dataset: dataset.name, column: rule.column, cap: .info,
            "Prose: there is nothing to execute.", at: rule.location)
    }

    private static func observed(_ value: Int64, of rows: Int64) -> String {
        "\(Count.text(value)) of \(Count.text(rows, "row")) (\(Count.percent(value, of: rows)))"
    }

    private static func sentence(
        _ rule: ContractRule, _ value: Int64, of rows: Int64, breaks expected: String
    ) -> String {
        let name = rule.column.map { "`\($0)`" } ?? rule.keyText
        return value == 0
            ? "All \(Count.text(rows, "row")) keep the rule on \(name): \(expected)."
            : "\(observed(value, of: rows)) break the rule on \(name): \(expected)."
    }
}

extension ContractRule {
    /// The columns of a key, for messages.
    fileprivate var keyText: String {
        switch kind {
        case .unique(let names), .primaryKey(let names): names.map { "`\($0)`" }.joined(separator: ", ")
        default: "the dataset"
        }
    }
}
