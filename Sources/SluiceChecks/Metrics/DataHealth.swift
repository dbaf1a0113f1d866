import SluiceQuery

/// What a metric takes from each example.
struct MetricInputs: OptionSet {
    let rawValue: Int

    static let label = MetricInputs(rawValue: 1)
    /// Any finite score.
    static let score = MetricInputs(rawValue: 2)
    /// A score between 0 and 1.
    static let probability = MetricInputs(rawValue: 4)
    /// The recorded predicted label.
    static let prediction = MetricInputs(rawValue: 8)
    static let weight = MetricInputs(rawValue: 16)
}

/// Refuses data that a metric cannot be computed from: what is wrong is counted, never skipped.
extension PredictionLayout {
    /// False while not all is gathered.
    ///
    /// - Parameter score: the layout's name of the score column, for `.score` and `.probability`.
    /// - Throws: `errored` with the count of what is wrong.
    func requireHealth(
        _ inputs: MetricInputs, score: String?, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Bool {
        let covered = try requireCoverage(&reader)
        let served = try requireStatus(&reader)
        let labelled = inputs.contains(.label) ? try requireLabels(inputs, &reader) : true
        var conditions: [(Expression, String)] = []
        if let score, !inputs.isDisjoint(with: [.score, .probability]) {
            conditions.append((Expression.column(score).isMissing, "without a finite score"))
            if inputs.contains(.probability) {
                let outside = Expression.less(.column(score), .zero) || .greater(.column(score), .number(1))
                conditions.append((outside, "with a score outside 0 to 1, where a probability is needed"))
            }
        }
        if inputs.contains(.weight) {
            conditions.append((Expression.column(ColumnName.weight).isMissing, "without a finite weight"))
            conditions.append((.less(.column(ColumnName.weight), .zero), "with a negative weight"))
        }
        let counts = try reader.integers(conditions.map { .countIf($0.0) }, over: judged)
        guard covered, served, labelled, let counts else { return false }
        for (count, (_, defect)) in zip(counts, conditions) where count > 0 {
            throw .errored("\(MetricText.examples(count)) \(defect)")
        }
        return true
    }

    /// Rows whose status is `error` are left out, up to the rate that the model allows.
    private func requireStatus(_ reader: inout MeasureReader) throws(MetricProblem) -> Bool {
        guard columns.status != nil else { return true }
        let status = Expression.column(ColumnName.status)
        let unknown = status.isNull || !.isIn(status, ["ok", "refused", "error"].map { .text($0) })
        let counts = try reader.integers(
            [.count, .countIf(unknown), .countIf(.equal(status, .text("error")))], over: examples)
        guard let counts else { return false }
        guard counts[1] == 0 else {
            throw .errored("\(MetricText.examples(counts[1])) with a status other than ok, refused or error")
        }
        let rate = counts[0] == 0 ? 0 : Double(counts[2]) / Double(counts[0])
        guard rate <= maxErrorRate + 1e-12 else {
            throw .errored(
                "\(MetricText.examples(counts[2])) of \(MetricText.count(counts[0])) have the status error, a rate of "
                    + "\(MetricText.number(rate)); `maxErrorRate` is \(MetricText.number(maxErrorRate))")
        }
        return true
    }

    /// Labels and predicted labels are two values at most, one of them the positive one.
    private func requireLabels(_ inputs: MetricInputs, _ reader: inout MeasureReader) throws(MetricProblem) -> Bool {
        guard let label else {
            throw .errored("neither test data nor predictions on `\(dataset)` have a label column")
        }
        var parts = [("label", label, ColumnName.label)]
        if inputs.contains(.prediction), let prediction {
            parts.append(("prediction", prediction, ColumnName.prediction))
        }
        var counts: [Expression] = parts.map { .countIf(Expression.column($0.2).isNull) }
        if label.readAsBoolean != nil {
            counts.append(.countIf(.column(ColumnName.labelIsBoolean)))
            counts.append(.countIf(!.column(ColumnName.labelIsBoolean)))
        }
        let found = try reader.integers(counts, over: judged)
        let values = try reader.lists(
            parts.map { .aggregate(.distinctValues(.column($0.2), limit: 3)) }, over: judged)
        guard let found, let values else { return false }
        for (count, part) in zip(found, parts) where count > 0 {
            throw .errored("\(MetricText.examples(count)) with a \(part.0) that is missing or cannot be read")
        }
        if label.readAsBoolean != nil, found[parts.count] > 0, found[parts.count + 1] > 0 {
            throw .errored("some labels are written as booleans and some as numbers; `positiveLabel` must say which")
        }
        try judge(Set(values.joined().map { LabelKey($0, like: label.positive) }), label)
        return true
    }

    private func judge(_ labels: Set<LabelKey>, _ reading: LabelReading) throws(MetricProblem) {
        let negatives = labels.subtracting([reading.positive])
        if negatives.count > 1 {
            throw .errored(
                labels.contains(reading.positive)
                    ? "the labels have more than two values"
                    : "the labels have two values or more, none of them positive")
        }
        let allowed: Set<LabelKey> = [.number(0), .number(-1)]
        if !reading.isGiven, let negative = negatives.first, !allowed.contains(negative) {
            throw .errored(
                "without `positiveLabel`, labels are 0 and 1, -1 and 1, or false and true; there are others here")
        }
    }
}
