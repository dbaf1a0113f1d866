package import SluiceCore

/// A parameter of a metric, by the key that gates write.
package enum MetricParameter: String, Sendable, CaseIterable {
    case alpha, at, average, beta, `class`, column, k, score, threshold, weight
}

/// What may be written about a metric: which parameters it takes in which task, and which way it is better.
package struct MetricDefinition: Sendable {
    package let name: String
    /// Nil where more is neither better nor worse; such a metric takes no `change`.
    package let direction: Direction?
    package let required: Set<MetricParameter>
    package let optional: Set<MetricParameter>
    /// `average` or `class` must say which of several values is meant.
    package let needsAverageOrClass: Bool
    /// False for metrics of the artifact, whose gates name no dataset.
    package let readsDataset: Bool

    init(
        _ name: String, _ direction: Direction?, required: Set<MetricParameter> = [],
        optional: Set<MetricParameter> = [], needsAverageOrClass: Bool = false, readsDataset: Bool = true
    ) {
        self.name = name
        self.direction = direction
        self.required = required
        self.optional = optional
        self.needsAverageOrClass = needsAverageOrClass
        self.readsDataset = readsDataset
    }
}

/// The metrics of each task.
package enum MetricCatalogue {
    /// The built-in metrics of `task`, in the order of the documentation.
    package static func definitions(for task: ModelTask) -> [MetricDefinition] {
        let own =
            switch task {
            case .binaryClassification: binary
            case .multiclassClassification: multiclass
            case .regression: regression
            case .ranking: ranking
            case .scored: scored
            }
        let names = Set(own.map(\.name))
        return own + anyTask.filter { !names.contains($0.name) }
    }

    package static func definition(of name: String, for task: ModelTask) -> MetricDefinition? {
        definitions(for: task).first { $0.name == name }
    }

    /// Whether the name belongs to a built-in metric of any task, so that no model's own metric may take it.
    package static func isBuiltIn(_ name: String) -> Bool {
        ModelTask.allCases.contains { definition(of: name, for: $0) != nil }
    }

    /// Metrics at whose fixed rate another one may be read (`at:`).
    package static let operatingRates = [
        "false_positive_rate", "precision", "recall", "selection_rate", "specificity", "true_positive_rate",
    ]

    /// Aggregates of a column: their argument names a score of `scores:` first, else a column.
    package static let aggregates: Set<String> = ["mean", "sum", "median", "p90", "p95", "p99"]

    private static let binary: [MetricDefinition] = {
        let cut: Set<MetricParameter> = [.threshold, .at, .score, .weight]
        let graded: Set<MetricParameter> = [.score, .weight]
        return [
            MetricDefinition("roc_auc", .higher, optional: graded),
            MetricDefinition("average_precision", .higher, optional: graded),
            MetricDefinition("accuracy", .higher, optional: cut),
            MetricDefinition("balanced_accuracy", .higher, optional: cut),
            MetricDefinition("precision", .higher, optional: cut),
            MetricDefinition("recall", .higher, optional: cut),
            MetricDefinition("specificity", .higher, optional: cut),
            MetricDefinition("f1", .higher, optional: cut),
            MetricDefinition("fbeta", .higher, required: [.beta], optional: cut),
            MetricDefinition("mcc", .higher, optional: cut),
            MetricDefinition("log_loss", .lower, optional: graded),
            MetricDefinition("brier_score", .lower, optional: graded),
            MetricDefinition("ece", .lower, optional: graded),
            MetricDefinition("selection_rate", nil, optional: cut),
            MetricDefinition("true_positive_rate", .higher, optional: cut),
            MetricDefinition("false_positive_rate", .lower, optional: cut),
        ]
    }()

    private static let multiclass: [MetricDefinition] = [
        MetricDefinition("accuracy", .higher, optional: [.weight]),
        MetricDefinition("balanced_accuracy", .higher, optional: [.weight]),
        MetricDefinition("precision", .higher, optional: [.average, .class, .weight], needsAverageOrClass: true),
        MetricDefinition("recall", .higher, optional: [.average, .class, .weight], needsAverageOrClass: true),
        MetricDefinition("f1", .higher, optional: [.average, .class, .weight], needsAverageOrClass: true),
        MetricDefinition("log_loss", .lower, optional: [.weight]),
        MetricDefinition("brier_score", .lower, optional: [.weight]),
        MetricDefinition("roc_auc_ovr", .higher, optional: [.average, .weight]),
        MetricDefinition("top_k_accuracy", .higher, required: [.k], optional: [.weight]),
        MetricDefinition("cohen_kappa", .higher, optional: [.weight]),
        MetricDefinition("mcc", .higher, optional: [.weight]),
    ]

    private static let regression: [MetricDefinition] = [
        MetricDefinition("mae", .lower, optional: [.weight]),
        MetricDefinition("mse", .lower, optional: [.weight]),
        MetricDefinition("rmse", .lower, optional: [.weight]),
        MetricDefinition("r2", .higher, optional: [.weight]),
        MetricDefinition("mape", .lower, optional: [.weight]),
        MetricDefinition("median_absolute_error", .lower, optional: [.weight]),
        MetricDefinition("max_error", .lower),
        MetricDefinition("bias", .zero, optional: [.weight]),
        MetricDefinition("pinball_loss", .lower, required: [.alpha], optional: [.weight]),
    ]

    private static let ranking: [MetricDefinition] =
        ["ndcg", "map", "precision", "recall"].map {
            MetricDefinition($0, .higher, required: [.k], optional: [.score, .weight])
        } + [MetricDefinition("mrr", .higher, optional: [.score, .weight])]

    private static let scored: [MetricDefinition] = [
        MetricDefinition("pass_rate", .higher, optional: [.score, .threshold, .weight]),
        MetricDefinition("pass", .higher, required: [.k], optional: [.score, .threshold]),
        MetricDefinition("pass^", .higher, required: [.k], optional: [.score, .threshold]),
        MetricDefinition("win_rate", .higher, optional: [.score, .weight]),
        // Without an argument: over the `score` column.
        MetricDefinition("mean", nil, optional: [.column, .weight]),
    ]

    private static let anyTask: [MetricDefinition] =
        ["mean", "sum", "median", "p90", "p95", "p99"].map {
            MetricDefinition($0, nil, required: [.column], optional: $0 == "mean" || $0 == "sum" ? [.weight] : [])
        } + [MetricDefinition("artifact_size", .lower, readsDataset: false)]
}
