package import SluiceCore

/// A metric with its parameters.
package struct MetricReference: Sendable, Hashable {
    /// The name without parameters: `roc_auc`, `ndcg`, or a model's own metric.
    package var name: String
    package var average: String?
    /// One class, or `each`.
    package var className: String?
    package var threshold: Double?
    package var beta: Double?
    package var k: Int?
    package var alpha: Double?
    /// A fixed rate of another metric at which this one is read, such as `false_positive_rate: 0.001`.
    package var at: OperatingPoint?
    /// A named score column.
    package var score: String?
    /// A column that an aggregate (`mean`, `p95` …) is taken over.
    package var column: String?
    package var weighted: Bool

    package struct OperatingPoint: Sendable, Hashable {
        package var rate: String
        package var value: Double

        package init(rate: String, value: Double) {
            self.rate = rate
            self.value = value
        }
    }

    package init(name: String) {
        self.name = name
        weighted = false
    }
}

/// A metric gate of a model or a registry.
package struct Gate: Sendable, Hashable {
    package enum Inconclusive: String, Sendable, CaseIterable { case fail, warn }

    package struct Change: Sendable, Hashable {
        package enum FirstVersion: String, Sendable, CaseIterable { case pass, fail }

        /// `target` (the holder of the judged stage), a stage, or a version.
        package var against: String
        /// In the metric's own unit, positive.
        package var maxWorsening: Double
        package var confidence: Double?
        package var firstVersion: FirstVersion
        package var location: SourceLocation
    }

    package var id: String
    package var metric: MetricReference
    package var dataset: String
    /// Nil: every stage.
    package var stages: [String]?
    package var severity: Severity
    package var minimum: Double?
    package var maximum: Double?
    /// Of `min` and `max`.
    package var confidence: Double?
    package var change: Change?
    /// Kinds that are read and not yet built (`slices`, `fairness`).
    package var unbuiltKinds: [UnbuiltRule]
    package var inconclusive: Inconclusive
    /// Registry-wide gates only: nil selects every model.
    package var models: [String]?
    package var tasks: [String]?
    package var location: SourceLocation
    /// Whether the gate was read at the merge target or comes with the change.
    package var source: RuleSource
}
