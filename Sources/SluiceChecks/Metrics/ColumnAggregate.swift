import SluiceQuery
import SluiceRegistry

/// A metric over a named column of the predictions, for every task: `mean(safe)`, `p95(latency_ms)`.
struct ColumnAggregate {
    enum Function: String, CaseIterable { case mean, sum, median, p90, p95, p99 }

    let function: Function
    let reference: MetricReference
    let layout: PredictionLayout

    init?(_ reference: MetricReference, layout: PredictionLayout) {
        guard let function = Function(rawValue: reference.name) else { return nil }
        self.function = function
        self.reference = reference
        self.layout = layout
    }

    /// The value; nil while not all measures are gathered. Percentiles interpolate linearly, as NumPy's default.
    func value(_ reader: inout MeasureReader) throws(MetricProblem) -> MetricValue? {
        if reference.weighted, layout.columns.weight == nil {
            throw .errored("neither test data nor predictions on `\(layout.dataset)` have a weight column")
        }
        let column = Expression.column(ColumnName.named)
        let isHealthy = try layout.requireHealth(reference.weighted ? .weight : [], score: nil, &reader)
        let counts = try reader.integers([.count, .countIf(column.isMissing)], over: layout.judged)
        guard isHealthy, let counts else {
            _ = try? result(column, &reader)
            return nil
        }
        guard counts[1] == 0 else {
            throw .errored("\(MetricText.examples(counts[1])) without a finite `\(reference.column ?? "")`")
        }
        guard counts[0] > 0 else { throw .undefined("there are no examples") }
        guard let result = try result(column, &reader) else { return nil }
        return .value(MetricText.rounded(result, digits: 12), n: Int(counts[0]))
    }

    private func result(_ column: Expression, _ reader: inout MeasureReader) throws(MetricProblem) -> Double? {
        let weight = reference.weighted ? Expression.column(ColumnName.weight) : .number(1)
        let sum = Expression.sumNumber(reference.weighted ? column * weight : column)
        switch function {
        case .sum: return try reader.numbers([sum], over: layout.judged)?[0]
        case .mean:
            guard let sums = try reader.numbers([sum, .sumNumber(weight)], over: layout.judged) else { return nil }
            guard sums[1] > 0 else { throw .undefined("every example has weight 0") }
            return sums[0] / sums[1]
        case .median: return try quantile(0.5, column, &reader)
        case .p90: return try quantile(0.9, column, &reader)
        case .p95: return try quantile(0.95, column, &reader)
        case .p99: return try quantile(0.99, column, &reader)
        }
    }

    private func quantile(
        _ fraction: Double, _ column: Expression, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        try reader.numbers([.aggregate(.quantile(column, fraction: fraction))], over: layout.judged)?[0]
    }
}
