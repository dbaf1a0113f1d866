package import SluiceCore

/// A recorded artifact.
package struct ArtifactEntry: Sendable, Hashable {
    package var name: String
    /// Relative to the repository root.
    package var uri: String
    package var digest: Digest
    package var size: Int64?
    package var format: String?
    package var location: SourceLocation

    /// The formats that a manifest may name; `opaque` claims nothing.
    package static let formats = [
        "safetensors", "onnx", "gguf", "keras", "savedmodel", "torchscript", "pickle", "joblib", "skops", "pmml",
        "xgboost", "lightgbm", "catboost", "json", "text", "opaque",
    ]

    package init(
        name: String, uri: String, digest: Digest, size: Int64? = nil, format: String? = nil, location: SourceLocation
    ) {
        self.name = name
        self.uri = uri
        self.digest = digest
        self.size = size
        self.format = format
        self.location = location
    }
}

/// A recorded dataset or predictions file.
package struct DataEntry: Sendable, Hashable {
    package enum Source: Sendable, Hashable {
        /// A file, relative to the repository root.
        case file(uri: String, digest: Digest)
        /// A folder of listed files; `digest` is over all of them.
        case folder(uri: String, digest: Digest, files: [FolderFile])
        /// A table of an engine.
        case table(name: String, engine: String, fingerprint: String)
    }

    package struct FolderFile: Sendable, Hashable {
        package var path: String
        package var digest: Digest
        package var size: Int64?

        package init(path: String, digest: Digest, size: Int64? = nil) {
            self.path = path
            self.digest = digest
            self.size = size
        }
    }

    /// The dataset's name (`train`, `test` …).
    package var name: String
    package var source: Source
    package var rows: Int64?
    package var contractDigest: Digest?
    package var location: SourceLocation

    package init(
        name: String, source: Source, rows: Int64? = nil, contractDigest: Digest? = nil, location: SourceLocation
    ) {
        self.name = name
        self.source = source
        self.rows = rows
        self.contractDigest = contractDigest
        self.location = location
    }

    /// Where the bytes lie, relative to the repository root; nil for a table.
    package var uri: String? {
        switch source {
        case .file(let uri, _), .folder(let uri, _, _): uri
        case .table: nil
        }
    }

    package var digest: Digest? {
        switch source {
        case .file(_, let digest), .folder(_, let digest, _): digest
        case .table: nil
        }
    }
}

/// A metric value that the author wrote down.
package struct Claim: Sendable, Hashable {
    package var dataset: String
    /// The canonical name, as written: `roc_auc`, `fbeta(beta=2)`.
    package var metric: String
    package var value: Double
    /// As written: the claim's precision is half a unit of its last digit.
    package var text: String
    package var location: SourceLocation

    package init(dataset: String, metric: String, value: Double, text: String, location: SourceLocation) {
        self.dataset = dataset
        self.metric = metric
        self.value = value
        self.text = text
        self.location = location
    }
}

/// A setting that the model was trained with.
package struct Parameter: Sendable, Hashable {
    package var name: String
    /// Scalars as written; lists and mappings in flow form.
    package var text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
