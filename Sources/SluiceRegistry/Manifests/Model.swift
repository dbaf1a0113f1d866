package import SluiceCore

/// What a model predicts.
package enum ModelTask: String, Sendable, CaseIterable {
    case binaryClassification = "binary-classification"
    case multiclassClassification = "multiclass-classification"
    case regression
    case ranking
    case scored
}

/// `model.yaml`: task, owners, data roles and gates of a model (kind `Model`).
package struct Model: Sendable, Hashable {
    package var file: String
    package var name: String
    package var task: ModelTask
    package var title: String?
    package var description: String?
    package var labels: [String: String]
    package var owners: [String]
    package var license: String?
    package var risk: String?
    /// Path of the card relative to the repository root.
    package var card: String?
    /// Nil: every stage of the registry.
    package var stages: [String]?
    /// Data roles by their name (`train`, `test` …), in the order of the file.
    package var data: [DataRole]
    package var predictions: [PredictionDefaults]
    package var gates: [Gate]
    /// Own metrics: name to direction.
    package var metrics: [String: Direction]
    package var checks: [CheckSetting]
    package var continues: String?
    /// Of `owners`, `license`, `card`, `risk`, `stages`, `continues`: where they stand, for findings.
    package var locations: [String: SourceLocation]
    package var location: SourceLocation

    package func role(_ name: String) -> DataRole? { data.first { $0.name == name } }

    package func predictionDefaults(_ dataset: String) -> PredictionDefaults? {
        predictions.first { $0.dataset == dataset }
    }
}

/// One dataset that versions of a model use.
package struct DataRole: Sendable, Hashable {
    package var name: String
    /// `train`, `test`, `serving`, `validation` …
    package var role: String
    /// Path of the contract relative to the repository root.
    package var contract: String?
    /// Picks one object of a contract that has several (`path#object`).
    package var contractObject: String?
    /// The id columns; empty where none are declared.
    package var id: [String]
    package var label: String?
    package var weight: String?
    package var pin: Digest?
    package var optional: Bool
    package var location: SourceLocation

    /// Rows are matched by position (`id: $row`).
    package var matchesByPosition: Bool { id == ["$row"] }
}

/// A value of a label column, as it is written in YAML.
package struct LabelValue: Sendable, Hashable {
    package var text: String
    /// Quoted text is never read as a number or a boolean.
    package var isPlain: Bool

    package init(text: String, isPlain: Bool) {
        self.text = text
        self.isPlain = isPlain
    }
}

/// How the predictions on a dataset are read, for every version.
package struct PredictionDefaults: Sendable, Hashable {
    package var dataset: String
    package var columns: PredictionColumns
    package var positiveLabel: LabelValue?
    package var threshold: Double?
    package var maxErrorRate: Double?
    package var location: SourceLocation
}

/// Which column of a predictions file plays which part.
package struct PredictionColumns: Sendable, Hashable {
    package var id: [String] = []
    package var label: String?
    package var score: String?
    package var prediction: String?
    package var weight: String?
    package var query: String?
    package var cluster: String?
    package var status: String?
    package var probabilities: [String: String] = [:]
    package var scores: [String: String] = [:]

    package init() {}
}
