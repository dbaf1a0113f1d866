import SluiceCore
import SluiceQuery
import SluiceRegistry

/// What `metrics/coverage` says about the predictions on one dataset.
struct CoverageJudgement {
    private(set) var findings: [Finding] = []
    private(set) var notices: [String] = []

    /// Nil while not all is gathered.
    init?(_ entry: DataEntry, _ layout: PredictionLayout, _ reader: inout MeasureReader) throws(MetricProblem) {
        let coverage = try layout.coverage(&reader)
        let differences = try layout.differences(&reader)
        guard let coverage, let differences else { return nil }
        findings.append(Self.ids(entry, layout, coverage))
        for (rule, count) in differences { findings.append(Self.difference(entry, layout, rule, count)) }
        if layout.columns.label != nil, layout.columns.labelIsFromPredictions {
            var finding = Self.finding(entry, rule: "labels")
            finding.outcome = .passed
            finding.message =
                "the test data has no label column: the labels are those of the predictions, the author's word"
            findings.append(finding)
            notices.append("Labels of `\(entry.name)` come from the predictions: the test data has no label column.")
        }
    }

    static func finding(_ entry: DataEntry, rule: String) -> Finding {
        Finding(
            check: MetricCoverage.id, rule: rule, dataset: entry.name, outcome: .errored, source: .base, message: "",
            location: entry.location)
    }

    private static func ids(_ entry: DataEntry, _ layout: PredictionLayout, _ coverage: CoverageCounts) -> Finding {
        var finding = finding(entry, rule: "ids")
        finding.expected = "every example of the test data exactly once"
        let how = layout.keys.byPosition ? ", matched by position" : ""
        finding.outcome = coverage.isExact ? .passed : .failed
        if coverage.isExact {
            finding.observed = MetricText.examples(coverage.testRows)
            finding.message =
                "\(MetricText.examples(coverage.testRows)) of `\(entry.name)`, each predicted exactly once\(how)"
        } else {
            let defects = coverage.defects.joined(separator: ", ")
            finding.observed = defects
            finding.message =
                "predictions and test data of `\(entry.name)` do not hold the same examples\(how): \(defects) "
                + "(\(MetricText.count(coverage.predictionRows)) predictions of \(MetricText.examples(coverage.testRows)))"
            finding.remedy = "Predict every row of the test data once, and register the version again."
        }
        return finding
    }

    private static func difference(
        _ entry: DataEntry, _ layout: PredictionLayout, _ rule: PredictionLayout.Repetition, _ count: Int128
    ) -> Finding {
        var finding = finding(entry, rule: rule.rawValue)
        finding.outcome = count == 0 ? .passed : .failed
        finding.observed = "\(MetricText.count(count)) differ"
        finding.observedValue = Double(count)
        finding.boundValue = 0
        let examples = MetricText.examples(count)
        switch rule {
        case .labels, .weights:
            finding.expected = "\(rule.rawValue) equal to the test data's"
            finding.message =
                count == 0
                ? "the \(rule.rawValue) that the predictions on `\(entry.name)` repeat are those of the test data"
                : "the predictions on `\(entry.name)` repeat other \(rule.rawValue) than the test data has: \(examples)"
            if count > 0 { finding.remedy = "Leave the column out of the predictions, or take it from the test data." }
        case .decisions:
            finding.expected = "predictions that are the score at the threshold"
            let threshold = MetricText.number(layout.threshold)
            finding.message =
                count == 0
                ? "prediction and score agree on every example of `\(entry.name)` at \(threshold)"
                : "prediction and score at \(threshold) disagree on `\(entry.name)`: \(examples)"
            if count > 0 {
                finding.remedy = "Set `threshold` under `predictions:` to the one that made the predictions."
            }
        }
        return finding
    }
}

extension PredictionLayout {
    /// What a predictions file says twice.
    enum Repetition: String { case labels, weights, decisions }

    /// Of each thing that is said twice, on how many examples it differs. Nil while not all is gathered.
    func differences(_ reader: inout MeasureReader) throws(MetricProblem) -> [(Repetition, Int128)]? {
        var asked: [(Repetition, Expression, Relation)] = []
        if columns.repeatedLabel != nil { asked.append((.labels, !.column(ColumnName.sameLabel), examples)) }
        if columns.repeatedWeight { asked.append((.weights, !.column(ColumnName.sameWeight), examples)) }
        if prediction != nil, let score = columns.scores[""] {
            let byScore = Expression.atLeast(.column(score), .number(threshold))
            asked.append((.decisions, .binary(.notEqual, .column(ColumnName.predicted), byScore), judged))
        }
        var found: [(Repetition, Int128)] = []
        var complete = true
        for (rule, condition, relation) in asked {
            if let count = try reader.integers([.countIf(condition)], over: relation) {
                found.append((rule, count[0]))
            } else {
                complete = false
            }
        }
        return complete ? found : nil
    }
}
