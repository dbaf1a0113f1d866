import Glibc
import SluiceChecks
import Testing

/// The engine's sums against a direct implementation of each definition.
@Suite struct RandomMetricTests {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6]) func `metrics equal their definitions on random data`(_ seed: UInt64)
        async throws
    {
        var generator = SplitMix(state: seed)
        let rows = (0..<Int.random(in: 20...200, using: &generator)).map { _ in
            let isPositive = Bool.random(using: &generator)
            let noise = Double.random(in: -0.5...0.5, using: &generator)
            let score = min(1, max(0, (isPositive ? 0.6 : 0.4) + noise))
            // Few distinct scores, so that many are tied.
            return Example(
                isPositive: isPositive, score: seed % 2 == 0 ? (score * 10).rounded() / 10 : score,
                weight: Double(Int.random(in: 0...5, using: &generator)) * 0.37)
        }
        var model = MetricModel()
        model.data = "role: test, id: id, label: y, weight: w"
        for isWeighted in [false, true] {
            let examples = isWeighted ? rows.filter { $0.weight > 0 } : rows.map { $0.with(weight: 1) }
            let expected = Definitions(examples: examples, threshold: 0.5).values
            let suffix = isWeighted ? "(weight=true)" : ""
            let values = try await MetricBench().values(
                expected.keys.map { $0 + suffix }, model, labels: rows.map { $0.isPositive ? "1" : "0" },
                scores: rows.map { "\($0.score)" }, weights: rows.map { "\($0.weight)" })
            for (name, value) in expected {
                let found = try #require(values[name + suffix]?.number, "\(name), seed \(seed)")
                #expect(abs(found - value) < 1e-9, "\(name)\(suffix), seed \(seed)")
            }
        }
    }
}

struct Example {
    let isPositive: Bool
    let score: Double
    var weight: Double

    func with(weight: Double) -> Example {
        var copy = self
        copy.weight = weight
        return copy
    }
}

/// Each metric as it is defined, over pairs and lists of examples; nothing is shared with what is tested.
private struct Definitions {
    let examples: [Example]
    let threshold: Double

    private func sum(_ holds: (Example) -> Bool) -> Double { examples.filter(holds).reduce(0) { $0 + $1.weight } }

    var values: [String: Double] {
        let hits = sum { $0.isPositive && $0.score >= threshold }
        let alarms = sum { !$0.isPositive && $0.score >= threshold }
        let positives = sum(\.isPositive)
        let negatives = sum { !$0.isPositive }
        let all = positives + negatives
        let precision = hits / (hits + alarms)
        let recall = hits / positives
        return [
            "accuracy": (hits + negatives - alarms) / all, "precision": precision, "recall": recall,
            "specificity": 1 - alarms / negatives, "false_positive_rate": alarms / negatives,
            "balanced_accuracy": (recall + 1 - alarms / negatives) / 2,
            "f1": 2 * precision * recall / (precision + recall), "selection_rate": (hits + alarms) / all,
            "mcc": correlation(all, positives / all, (hits + alarms) / all), "roc_auc": pairs / (positives * negatives),
            "average_precision": averagePrecision(positives),
            "log_loss": mean(all) { -log(max($0, 2.220446049250313e-16)) },
            "brier_score": mean(all) { (1 - $0) * (1 - $0) }, "ece": calibration(all),
        ]
    }

    /// Pearson's correlation of actual and predicted.
    private func correlation(_ all: Double, _ actual: Double, _ predicted: Double) -> Double {
        let covariance = examples.reduce(0) {
            $0 + $1.weight * (($1.isPositive ? 1 : 0) - actual) * (($1.score >= threshold ? 1 : 0) - predicted)
        }
        return covariance / all / sqrt(actual * (1 - actual) * predicted * (1 - predicted))
    }

    /// Pairs of a positive and a negative in the right order, ties counting one half.
    private var pairs: Double {
        var pairs = 0.0
        for positive in examples where positive.isPositive {
            for negative in examples where !negative.isPositive {
                let order = positive.score > negative.score ? 1 : positive.score == negative.score ? 0.5 : 0
                pairs += order * positive.weight * negative.weight
            }
        }
        return pairs
    }

    private func averagePrecision(_ positives: Double) -> Double {
        examples.filter(\.isPositive).reduce(0) { total, example in
            let precision = sum { $0.isPositive && $0.score >= example.score } / sum { $0.score >= example.score }
            return total + example.weight * precision / positives
        }
    }

    /// Mean of a loss of the probability that the true class was given.
    private func mean(_ all: Double, _ loss: (Double) -> Double) -> Double {
        examples.reduce(0) { $0 + $1.weight * loss($1.isPositive ? $1.score : 1 - $1.score) } / all
    }

    private func calibration(_ all: Double) -> Double {
        (0..<10).reduce(0) { total, bin in
            let inside = examples.filter {
                $0.score <= Double(bin + 1) * 0.1 && ($0.score > Double(bin) * 0.1 || bin == 0)
            }
            return total + abs(inside.reduce(0) { $0 + $1.weight * ($1.score - ($1.isPositive ? 1 : 0)) }) / all
        }
    }
}

/// A reproducible generator (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
