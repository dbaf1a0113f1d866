import SluiceQuery
import SluiceRegistry

/// Metrics that take the score as a probability, by their names.
enum LossMetric: String, Sendable, CaseIterable {
    case logLoss = "log_loss"
    case brierScore = "brier_score"
    /// Expected calibration error over ten bins of equal width, (lo, hi], with 0 in the first.
    case expectedCalibrationError = "ece"

    /// What scikit-learn clips probabilities to in `log_loss` (the machine epsilon of float64).
    private static let epsilon = 2.220446049250313e-16

    /// `numpy.linspace(0, 1, 11)`, bit for bit: a plain 0.3 would put 0.1 + 0.2 one bin higher.
    static let edges = [
        0, 0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001, 0.7000000000000001, 0.8, 0.9, 1,
    ]

    /// Sums over examples whose absolute values add up to the metric times the number of examples.
    ///
    /// - Parameter score: a number; values outside 0 to 1 are counted elsewhere and must only not break the sum.
    func terms(score: Expression, actual: Expression) -> [Expression] {
        let isProbability = Expression.atLeast(score, .zero) && .atMost(score, .number(1))
        switch self {
        case .logLoss:
            let probability = Expression.when(actual, score, otherwise: .number(1) - score)
            let low = Expression.number(Self.epsilon)
            let high = Expression.number(1 - Self.epsilon)
            let clipped = Expression.choose(
                [
                    .init(when: .less(probability, low), then: low),
                    .init(when: .greater(probability, high), then: high),
                ],
                otherwise: probability)
            return [.unary(.negate, .unary(.logarithm, clipped))]
        case .brierScore:
            let error = score - Self.zeroOrOne(actual)
            return [.when(isProbability, error * error, otherwise: .zero)]
        case .expectedCalibrationError:
            let gap = score - Self.zeroOrOne(actual)
            return (0..<10).map { bin in
                let below = Expression.atMost(score, .number(Self.edges[bin + 1]))
                let above = bin == 0 ? Expression.atLeast(score, .zero) : .greater(score, .number(Self.edges[bin]))
                return .when(above && below, gap, otherwise: .zero)
            }
        }
    }

    private static func zeroOrOne(_ actual: Expression) -> Expression { .when(actual, .number(1), otherwise: .zero) }
}

extension BinaryMetric {
    /// The mean of a metric's terms. Sums are exact in units of 2^-40, so they do not depend on the order of rows.
    func loss(_ metric: LossMetric, _ reader: inout MeasureReader) throws(MetricProblem) -> Double? {
        guard let score else { return nil }
        let terms = metric.terms(score: .column(score), actual: .column(ColumnName.actual))
        let sums: [Double]?
        let total: Double?
        if reference.weighted {
            let weight = Expression.column(ColumnName.weight)
            sums = try reader.numbers(terms.map { .sumNumber($0 * weight) }, over: layout.judged)
            total = try reader.numbers([.sumNumber(weight)], over: layout.judged)?[0]
        } else {
            sums = try reader.scaled(terms.map(Expression.sumScaled), over: layout.judged)
            total = try reader.integers([.count], over: layout.judged).map { Double($0[0]) }
        }
        guard let sums, let total else { return nil }
        guard total > 0 else { throw .undefined("there are no examples") }
        return sums.reduce(0) { $0 + (metric == .expectedCalibrationError ? abs($1) : $1) } / total
    }
}
