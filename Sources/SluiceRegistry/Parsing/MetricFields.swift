import SluiceCore
import SluiceYAML

extension FieldReader {
    /// `metric:` and the metric's own parameters beside it. The metric may be a bare name or carry parameters as in
    /// canonical names (`ndcg@10`, `f1_macro`); a parameter is written in one of the two ways.
    mutating func metricReference() -> MetricReference? {
        let written = scalar("metric", required: true, expected: "a metric such as `roc_auc` or `ndcg@10`") {
            MetricReference(lenient: $0) ?? MetricReference(placeholder: $0)
        }
        let average = scalar("average", expected: "one of macro, micro, weighted") {
            CanonicalText.averages.contains($0) ? $0 : nil
        }
        let className = filledText("class")
        let threshold = number("threshold")
        let beta = positive("beta", below: nil)
        let k = integer("k", in: 1...1_000_000)
        let alpha = positive("alpha", below: 1)
        let at = operatingPoint()
        let score = filledText("score")
        let weight = boolean("weight")
        let column = filledText("column")
        guard var metric = written else { return nil }
        merge(&metric.average, average, "average")
        merge(&metric.className, className, "class")
        merge(&metric.threshold, threshold, "threshold")
        merge(&metric.beta, beta, "beta")
        merge(&metric.k, k.map(Int.init), "k")
        merge(&metric.alpha, alpha, "alpha")
        merge(&metric.at, at, "at")
        merge(&metric.column, column, "column")
        // The argument of an aggregate names a score first, so `score:` says the same as `column:`.
        if MetricCatalogue.aggregates.contains(metric.name) {
            merge(&metric.column, score, "score")
        } else {
            merge(&metric.score, score, "score")
        }
        metric.weighted = metric.weighted || weight == true
        reportRanges(of: metric)
        return metric
    }

    /// Parameters that came with the name have the same ranges as those that have a key.
    private mutating func reportRanges(of metric: MetricReference) {
        if let problem = metric.rangeProblem { report(problem, at: location(of: "metric")) }
    }

    private mutating func merge<Value>(_ target: inout Value?, _ value: Value?, _ key: String) {
        guard let value else { return }
        if target != nil { report("`\(key)` is written twice", at: location(of: key), remedy: "keep one of them") }
        target = value
    }

    private mutating func positive(_ key: String, below limit: Double?) -> Double? {
        let expected = limit.map { "a number above 0 and below \(CanonicalText.format($0))" } ?? "a number above 0"
        return scalar(key, expected: expected) { text in
            YAMLScalar.number(text).flatMap { $0 > 0 && $0 < limit ?? .infinity ? $0 : nil }
        }
    }

    private mutating func operatingPoint() -> MetricReference.OperatingPoint? {
        mapping("at", "`at`") { reader in
            var points: [MetricReference.OperatingPoint] = []
            for rate in MetricCatalogue.operatingRates {
                let value = reader.scalar(rate, expected: "a number from 0 to 1") { text in
                    YAMLScalar.number(text).flatMap { (0...1).contains($0) ? $0 : nil }
                }
                if let value { points.append(MetricReference.OperatingPoint(rate: rate, value: value)) }
            }
            if points.count != 1, reader.diagnostics.isEmpty {
                reader.report("`at` names one rate, such as `{false_positive_rate: 0.001}`")
            }
            return points.first
        }
    }
}

extension MetricReference {
    /// A metric written without its parameter (`ndcg@k`, `pass^k`): `k:` gives it.
    init?(placeholder text: String) {
        switch text {
        case "pass^k": self.init(name: "pass^")
        case _ where text.hasSuffix("@k"):
            let base = String(text.unicodeScalars.dropLast(2))
            guard CanonicalText.isName(base) else { return nil }
            self.init(name: base)
        default: return nil
        }
    }

    /// What is wrong with the value of a parameter; nil when nothing is.
    package var rangeProblem: String? {
        if let beta, !(beta > 0) { return "`beta` must be a number above 0" }
        if let alpha, !(alpha > 0 && alpha < 1) { return "`alpha` must be a number above 0 and below 1" }
        if let at {
            if !MetricCatalogue.operatingRates.contains(at.rate) { return "`at` knows no rate `\(at.rate.prefix(80))`" }
            if !(0...1).contains(at.value) { return "`at` must be a number from 0 to 1" }
        }
        return nil
    }

    /// False for metrics of the artifact.
    var readsDataset: Bool { name != "artifact_size" }
}
