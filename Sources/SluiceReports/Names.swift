import SluiceCore

/// The names that may stand bare: built-in metrics and releases. All others are shown as values.
enum Names {
    static func version(_ version: String) -> RichText {
        guard let parsed = SemanticVersion(version), parsed.isRelease else { return "\(code: version)" }
        return RichText(spans: [.fixed(version)])
    }

    static func metric(_ metric: String) -> RichText {
        builtInMetrics.contains(metric) ? RichText(spans: [.fixed(metric)]) : "\(code: metric)"
    }

    private static let builtInMetrics: Set<String> = [
        "roc_auc", "average_precision", "accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1",
        "fbeta", "mcc", "log_loss", "brier_score", "ece", "selection_rate", "true_positive_rate",
        "false_positive_rate", "precision_macro", "precision_micro", "precision_weighted", "recall_macro",
        "recall_micro", "recall_weighted", "f1_macro", "f1_micro", "f1_weighted", "roc_auc_ovr", "top_k_accuracy",
        "cohen_kappa", "mae", "mse", "rmse", "r2", "mape", "median_absolute_error", "max_error", "bias",
        "pinball_loss", "mrr", "pass_rate", "win_rate", "artifact_size",
    ]
}
