import SluiceCore
import SluiceQuery
import SluiceRegistry

/// How many examples the candidate gets right that the baseline gets wrong, and the other way around, by predicted
/// class. Shown, never judged: where it cannot be said, there is nothing.
struct PredictionFlips {
    private let measured: MeasuredVersion

    init(_ measured: MeasuredVersion) { self.measured = measured }

    func needs(_ facts: Facts) -> [Need] {
        guard let pair else { return [] }
        let needs = (pair.old.needs(facts) + pair.new.needs(facts)).filter { !facts.knows($0) }
        guard needs.isEmpty else { return needs }
        var reader = MeasureReader(facts.measures)
        _ = try? count(pair, facts, &reader)
        return reader.missing.map(Need.measure)
    }

    func flips(_ facts: Facts) -> SubjectResult.Flips? {
        guard let pair else { return nil }
        var reader = MeasureReader(facts.measures)
        return try? count(pair, facts, &reader)
    }

    private typealias Pair = (new: MetricSource, old: MetricSource)

    /// The first dataset of role `test`, else the first with predictions, that the baseline was evaluated on too.
    private var pair: Pair? {
        let subject = measured.subject
        guard let baseline = subject.baseline?.value, subject.model.value.task == .binaryClassification else {
            return nil
        }
        let names = subject.version.value.predictions.map(\.name)
            .filter { measured.incomparable(baseline, on: $0) == nil }
        guard let name = names.first(where: { subject.model.value.role($0)?.role == "test" }) ?? names.first else {
            return nil
        }
        return (measured.candidate(name).source, measured.calculator(of: baseline, on: name).source)
    }

    private func count(
        _ pair: Pair, _ facts: Facts, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> SubjectResult.Flips? {
        guard let new = try pair.new.layout(facts), let old = try pair.old.layout(facts) else { return nil }
        let accuracy = MetricReference(name: DecisionMetric.accuracy.rawValue)
        let metrics = try (BinaryMetric(accuracy, layout: new), BinaryMetric(accuracy, layout: old))
        let both = Relation.join(
            .init(
                .inner, decisions(metrics.0), decisions(metrics.1), on: new.keys.names.map { .init($0, $0) },
                outputs: [.init("new_right", .left, "is_right"), .init("old_right", .right, "is_right")]))
        let now = Expression.column("new_right")
        let before = Expression.column("old_right")
        let counts = try reader.integers([.countIf(before && !now), .countIf(now && !before)], over: both)
        // What makes no accuracy makes no flips: labels or predictions that are missing, examples that do not match.
        let values = try (metrics.0.value(&reader), metrics.1.value(&reader))
        guard values.0 != nil, values.1 != nil, let counts else { return nil }
        return SubjectResult.Flips(toWrong: Int(counts[0]), toRight: Int(counts[1]))
    }

    /// Every example, and whether its predicted class is its actual one.
    private func decisions(_ metric: BinaryMetric) -> Relation {
        let columns = metric.layout.keys.names.map { Relation.NamedExpression($0, .column($0)) }
        let isRight = Expression.equal(.column(ColumnName.actual), metric.predicted)
        return .select(metric.layout.judged, columns + [.init("is_right", isRight)], where: nil)
    }
}
