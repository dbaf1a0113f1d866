import Glibc

/// A binary confusion matrix: counts of examples, or sums of their weights.
struct DecisionCounts: Sendable, Hashable {
    var truePositives: Double
    var falsePositives: Double
    /// Actual positives and negatives.
    var positives: Double
    var negatives: Double

    var falseNegatives: Double { positives - truePositives }
    var trueNegatives: Double { negatives - falsePositives }
    var total: Double { positives + negatives }
    var predicted: Double { truePositives + falsePositives }

    /// A metric of predicted labels, equal to scikit-learn's function of that name (fairlearn's for
    /// `false_positive_rate` and `selection_rate`) except where a denominator is zero: that is undefined here.
    ///
    /// - Throws: `undefined`, with the reason.
    func value(of metric: DecisionMetric, beta: Double = 1) throws(MetricProblem) -> Double {
        guard total > 0 else { throw .undefined("there are no examples") }
        switch metric {
        case .accuracy: return (truePositives + trueNegatives) / total
        case .selectionRate: return predicted / total
        case .balancedAccuracy:
            try requireBothClasses()
            return (truePositives / positives + trueNegatives / negatives) / 2
        case .precision:
            guard predicted > 0 else { throw .undefined("no example is predicted positive") }
            return truePositives / predicted
        case .recall, .truePositiveRate:
            try requirePositives()
            return truePositives / positives
        case .specificity:
            try requireNegatives()
            return trueNegatives / negatives
        case .falsePositiveRate:
            try requireNegatives()
            return falsePositives / negatives
        case .f1: return try fbeta(1)
        case .fbeta: return try fbeta(beta)
        case .mcc: return try mcc()
        }
    }

    /// (1+β²)TP / ((1+β²)TP + β²FN + FP); 0 where nothing is predicted positive and something is.
    private func fbeta(_ beta: Double) throws(MetricProblem) -> Double {
        try requirePositives()
        let square = beta * beta
        let denominator = (1 + square) * truePositives + square * falseNegatives + falsePositives
        guard denominator > 0 else { throw .undefined("nothing is predicted positive") }
        return (1 + square) * truePositives / denominator
    }

    /// Matthews' correlation (1975); 0 for a constant prediction.
    private func mcc() throws(MetricProblem) -> Double {
        try requireBothClasses()
        let unpredicted = total - predicted
        guard predicted > 0, unpredicted > 0 else { return 0 }
        let covariance = truePositives * trueNegatives - falsePositives * falseNegatives
        return covariance / (sqrt(predicted * unpredicted) * sqrt(positives * negatives))
    }

    private func requireBothClasses() throws(MetricProblem) {
        try requirePositives()
        try requireNegatives()
    }

    private func requirePositives() throws(MetricProblem) {
        guard positives > 0 else { throw .undefined("no example is positive") }
    }

    private func requireNegatives() throws(MetricProblem) {
        guard negatives > 0 else { throw .undefined("no example is negative") }
    }
}

/// Metrics of predicted labels, by their names.
enum DecisionMetric: String, Sendable, CaseIterable {
    case accuracy, precision, recall, specificity, f1, fbeta, mcc
    case balancedAccuracy = "balanced_accuracy"
    case truePositiveRate = "true_positive_rate"
    case falsePositiveRate = "false_positive_rate"
    case selectionRate = "selection_rate"
}
