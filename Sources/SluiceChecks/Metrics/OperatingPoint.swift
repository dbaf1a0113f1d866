import SluiceQuery
import SluiceRegistry

/// A metric at the one score where another rate is fixed (`at:`), among the distinct scores and +∞, at which nothing is
/// predicted. No interpolation: the rate is never exceeded.
extension BinaryMetric {
    func operatingPoint(
        _ metric: DecisionMetric, at point: MetricReference.OperatingPoint, _ totals: Totals?,
        _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        guard let rate = OperatingRate(point.rate) else {
            throw .errored("`at:` reads no metric at a fixed `\(point.rate)`")
        }
        guard let totals, let table = table(totals) else { return nil }
        guard
            let classes = try reader.integers(
                [.sumInteger(.column(ScoreTable.positives)), .sumInteger(.column(ScoreTable.negatives))],
                over: table.scores)
        else { return nil }
        let positives = Double(classes[0])
        let negatives = Double(classes[1])
        guard positives + negatives > 0 else { throw .undefined("there are no examples") }
        if rate.isOfPositives, positives == 0 { throw .undefined("no example is positive") }
        if rate.isOfNegatives, negatives == 0 { throw .undefined("no example is negative") }

        let slack = reference.weighted ? 1e-12 : 0
        let keeps = rate.condition(point.value, slack: slack, positives: positives, negatives: negatives)
        // Counts grow as the score falls, so the extreme score has the extreme counts.
        let cells = [ScoreTable.positivesSoFar, ScoreTable.negativesSoFar].map { name -> Expression in
            let count = Expression.when(keeps, .column(name), otherwise: .null)
            return .aggregate(rate.takesGreatestScore ? .minimum(count) : .maximum(count))
        }
        guard let found = try reader.optionalIntegers(cells, over: table.running(descending: true)) else { return nil }
        let nothing = rate.keepsWithoutPredictions(point.value, slack: slack)
        var counts = DecisionCounts(truePositives: 0, falsePositives: 0, positives: positives, negatives: negatives)
        if let hits = found[0], let alarms = found[1], !(nothing && rate.takesGreatestScore) {
            counts.truePositives = Double(hits)
            counts.falsePositives = Double(alarms)
        } else if !nothing {
            throw .undefined("no threshold reaches \(point.rate) \(MetricText.number(point.value))")
        }
        return try counts.value(of: metric, beta: reference.beta ?? 1)
    }
}

/// A rate that can be fixed.
private enum OperatingRate {
    /// At most the value, at the smallest score that keeps it.
    case falsePositiveRate, selectionRate
    /// At least the value, at the smallest score.
    case specificity, precision
    /// At least the value, at the greatest score.
    case recall

    init?(_ name: String) {
        switch name {
        case "false_positive_rate": self = .falsePositiveRate
        case "selection_rate": self = .selectionRate
        case "specificity": self = .specificity
        case "precision": self = .precision
        case "recall", "true_positive_rate": self = .recall
        default: return nil
        }
    }

    var isOfPositives: Bool { self == .recall }
    var isOfNegatives: Bool { self == .falsePositiveRate || self == .specificity }
    var takesGreatestScore: Bool { self == .recall }

    /// Whether the rate at a score keeps to the value. A quotient is compared, never a product: the two round apart on
    /// exact ties.
    func condition(_ value: Double, slack: Double, positives: Double, negatives: Double) -> Expression {
        let hits = Expression.column(ScoreTable.positivesSoFar)
        let alarms = Expression.column(ScoreTable.negativesSoFar)
        return switch self {
        case .falsePositiveRate: .atMost(alarms / .number(negatives), .number(value + slack))
        case .selectionRate: .atMost((hits + alarms) / .number(positives + negatives), .number(value + slack))
        case .specificity: .atLeast((.number(negatives) - alarms) / .number(negatives), .number(value - slack))
        case .precision: .atLeast(hits / (hits + alarms), .number(value - slack))
        case .recall: .atLeast(hits / .number(positives), .number(value - slack))
        }
    }

    /// Whether +∞ keeps to the value: every rate is 0 there, specificity 1, precision undefined.
    func keepsWithoutPredictions(_ value: Double, slack: Double) -> Bool {
        switch self {
        case .falsePositiveRate, .selectionRate: value + slack >= 0
        case .specificity: value - slack <= 1
        case .recall: value - slack <= 0
        case .precision: false
        }
    }
}
