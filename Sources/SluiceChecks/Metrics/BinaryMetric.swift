import SluiceQuery
import SluiceRegistry

/// A metric of a binary classifier over the examples of one layout.
struct BinaryMetric {
    enum Kind {
        /// Of predicted labels.
        case decision(DecisionMetric)
        /// Of predicted labels, at the score where another rate is fixed.
        case operatingPoint(DecisionMetric, MetricReference.OperatingPoint)
        case loss(LossMetric)
        case ranking(RankingMetric)
    }

    let kind: Kind
    let reference: MetricReference
    let layout: PredictionLayout
    /// The layout's name of the score that is read; nil where predictions have none.
    let score: String?

    /// - Throws: `errored` where the metric needs what the files or the model do not have.
    init(_ reference: MetricReference, layout: PredictionLayout) throws(MetricProblem) {
        self.reference = reference
        self.layout = layout
        if let decision = DecisionMetric(rawValue: reference.name) {
            kind = reference.at.map { .operatingPoint(decision, $0) } ?? .decision(decision)
        } else if let loss = LossMetric(rawValue: reference.name) {
            kind = .loss(loss)
        } else if let ranking = RankingMetric(rawValue: reference.name) {
            kind = .ranking(ranking)
        } else {
            throw .errored("`\(reference.canonicalName)` is no metric of a binary classifier")
        }
        score = layout.columns.scores[reference.score ?? ""]
        if let name = reference.score, score == nil {
            throw .errored("model.yaml names no score `\(name)` in the predictions on `\(layout.dataset)`")
        }
        if reference.weighted, layout.columns.weight == nil {
            throw .errored("neither test data nor predictions on `\(layout.dataset)` have a weight column")
        }
        if case .decision = kind, usesPrediction || score != nil { return }
        guard score != nil else {
            throw .errored("model.yaml names no score column of the predictions on `\(layout.dataset)`")
        }
    }

    /// The recorded prediction wins over the score, unless a score or a threshold is asked for by name.
    private var usesPrediction: Bool {
        guard case .decision = kind else { return false }
        return layout.prediction != nil && reference.threshold == nil && reference.score == nil
    }

    private var inputs: MetricInputs {
        var inputs: MetricInputs = reference.weighted ? [.label, .weight] : [.label]
        switch kind {
        case .decision: inputs.insert(usesPrediction ? .prediction : .score)
        case .operatingPoint, .ranking: inputs.insert(.score)
        case .loss: inputs.formUnion([.score, .probability])
        }
        return inputs
    }

    /// The value; nil while not all measures are gathered.
    func value(_ reader: inout MeasureReader) throws(MetricProblem) -> MetricValue? {
        let isHealthy = try layout.requireHealth(inputs, score: score, &reader)
        let totals = try totals(&reader)
        if isHealthy, totals?.count == 0 {
            throw .undefined(reference.weighted ? "every example has weight 0" : "there are no examples")
        }
        let result: Double?
        do {
            result =
                switch kind {
                case .decision(let metric): try decision(metric, totals, &reader)
                case .loss(let metric): try loss(metric, &reader)
                case .ranking(let metric): try ranking(metric, totals, &reader)
                case .operatingPoint(let metric, let point):
                    try operatingPoint(metric, at: point, totals, &reader)
                }
        } catch {
            // What is wrong with the data is worth more than what follows from it.
            if !isHealthy { return nil }
            throw error
        }
        guard isHealthy, let totals, let result else { return nil }
        return .value(reference.weighted ? MetricText.rounded(result, digits: 12) : result, n: Int(totals.count))
    }

    /// Examples (without those of weight 0), and the counts or summed weights of both classes.
    struct Totals {
        let count: Int128
        let positives: Double
        let negatives: Double
        /// Of all weights, the greatest; 1 without weights.
        let greatestWeight: Double
    }

    private func totals(_ reader: inout MeasureReader) throws(MetricProblem) -> Totals? {
        let actual = Expression.column(ColumnName.actual)
        guard reference.weighted else {
            guard let counts = try reader.integers([.count, .countIf(actual), .countIf(!actual)], over: layout.judged)
            else { return nil }
            return Totals(
                count: counts[0], positives: Double(counts[1]), negatives: Double(counts[2]), greatestWeight: 1)
        }
        let weight = Expression.column(ColumnName.weight)
        let counts = try reader.integers([.countIf(.greater(weight, .zero))], over: layout.judged)
        let sums = try reader.numbers(
            [
                .sumNumber(.when(actual, weight, otherwise: .zero)),
                .sumNumber(.when(!actual, weight, otherwise: .zero)), .aggregate(.maximum(weight)),
            ], over: layout.judged)
        guard let counts, let sums else { return nil }
        return Totals(count: counts[0], positives: sums[0], negatives: sums[1], greatestWeight: sums[2])
    }

    private func decision(
        _ metric: DecisionMetric, _ totals: Totals?, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        let actual = Expression.column(ColumnName.actual)
        let predicted = predicted
        let cells = [actual && predicted, !actual && predicted]
        let hits: [Double]?
        if reference.weighted {
            let weight = Expression.column(ColumnName.weight)
            hits = try reader.numbers(
                cells.map { .sumNumber(.when($0, weight, otherwise: .zero)) }, over: layout.judged)
        } else {
            hits = try reader.integers(cells.map(Expression.countIf), over: layout.judged)?.map { Double($0) }
        }
        guard let totals, let hits else { return nil }
        let counts = DecisionCounts(
            truePositives: hits[0], falsePositives: hits[1], positives: totals.positives, negatives: totals.negatives)
        return try counts.value(of: metric, beta: reference.beta ?? 1)
    }

    /// Whether an example is predicted positive: at least the threshold, as scikit-learn's FixedThresholdClassifier.
    var predicted: Expression {
        guard !usesPrediction, let score else { return .column(ColumnName.predicted) }
        return .atLeast(.column(score), .number(reference.threshold ?? layout.threshold))
    }
}
