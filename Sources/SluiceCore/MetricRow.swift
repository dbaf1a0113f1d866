/// Which way a metric is better.
package enum Direction: String, Sendable, Hashable {
    case higher
    case lower
    /// Better towards 0, judged by its absolute value.
    case zero
}

/// One metric of a version, as it stands in the result document: one row per metric, dataset, slice and gate, and one
/// per claim without a gate.
package struct MetricRow: Sendable, Hashable {
    /// The canonical name, such as `roc_auc` or `fbeta(beta=2)`.
    package var metric: String
    package var dataset: String
    package var slice: String?
    /// The gate's id; nil for a claim that no gate judges.
    package var gate: String?
    package var outcome: Outcome
    /// Nil where the metric has no direction, such as `selection_rate`.
    package var direction: Direction?
    /// The baseline's version.
    package var baseline: String?
    package var value: Double?
    package var claimed: Double?
    /// False when only the claim is known.
    package var recomputed: Bool
    package var baselineValue: Double?
    /// Candidate minus baseline, in the metric's own unit.
    package var change: Double?
    package var interval: [Double]?
    package var worst: Double?
    package var confidence: Double?
    package var method: String?
    /// Examples (for ranking: queries).
    package var n: Int?
    /// The bound in words, such as `≥ 0.64` or `change ≥ −0.005`.
    package var limit: String?

    package init(
        metric: String, dataset: String, slice: String? = nil, gate: String? = nil, outcome: Outcome,
        direction: Direction? = nil, baseline: String? = nil, value: Double? = nil, claimed: Double? = nil,
        recomputed: Bool = false, baselineValue: Double? = nil, change: Double? = nil, n: Int? = nil,
        limit: String? = nil
    ) {
        self.metric = metric
        self.dataset = dataset
        self.slice = slice
        self.gate = gate
        self.outcome = outcome
        self.direction = direction
        self.baseline = baseline
        self.value = value
        self.claimed = claimed
        self.recomputed = recomputed
        self.baselineValue = baselineValue
        self.change = change
        self.n = n
        self.limit = limit
    }
}

extension MetricRow: JSONConvertible {
    package var json: JSON {
        .object([
            "metric": .string(metric), "dataset": .string(dataset), "slice": .optional(slice), "gate": .optional(gate),
            "outcome": .string(outcome.rawValue), "direction": .optional(direction?.rawValue),
            "baseline": .optional(baseline), "value": .optional(value), "claimed": .optional(claimed),
            "recomputed": .bool(recomputed), "baselineValue": .optional(baselineValue), "change": .optional(change),
            "interval": interval.map { .array($0.map(JSON.number)) } ?? .null, "worst": .optional(worst),
            "confidence": .optional(confidence), "method": .optional(method), "n": .optional(n),
            "limit": .optional(limit),
        ])
    }
}
