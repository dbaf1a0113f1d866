package import SluiceCore

/// `versions/<version>.yaml`: what was trained, on what, and what it claims (kind `ModelVersion`).
package struct ModelVersion: Sendable, Hashable {
    package var file: String
    package var model: String
    package var version: SemanticVersion
    package var created: Instant
    package var parent: SemanticVersion?
    package var artifacts: [ArtifactEntry]
    package var data: [DataEntry]
    package var predictions: [DataEntry]
    package var claims: [Claim]
    package var params: [Parameter]
    package var code: CodeEntry?
    package var run: RunEntry?
    package var location: SourceLocation

    /// The artifact that a pointer names: the one called `model`, else the only one.
    package var primaryArtifact: ArtifactEntry? {
        artifacts.first { $0.name == "model" } ?? (artifacts.count == 1 ? artifacts[0] : nil)
    }

    package func dataset(_ name: String) -> DataEntry? { data.first { $0.name == name } }
    package func prediction(_ dataset: String) -> DataEntry? { predictions.first { $0.name == dataset } }
}

/// A recorded artifact.
package struct ArtifactEntry: Sendable, Hashable {
    package var name: String
    /// Relative to the repository root.
    package var uri: String
    package var digest: Digest
    package var size: Int64?
    package var format: String?
    package var location: SourceLocation
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
    }

    /// The dataset's name (`train`, `test` …).
    package var name: String
    package var source: Source
    package var rows: Int64?
    package var contractDigest: Digest?
    package var location: SourceLocation

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
}

package struct Parameter: Sendable, Hashable {
    package var name: String
    /// Scalars as written; lists and mappings in flow form.
    package var text: String
}

/// The code that trained the version.
package struct CodeEntry: Sendable, Hashable {
    package var repository: String
    package var commit: ObjectID?
    /// The git tree at `path`: survives squash merges, where the commit may not.
    package var tree: ObjectID?
    package var path: String?
    package var location: SourceLocation
}

/// How the version was trained.
package struct RunEntry: Sendable, Hashable {
    package var command: [String]
    package var environmentFile: String?
    package var environmentDigest: Digest?
    package var environmentLocation: SourceLocation?
    package var seed: String?
    package var location: SourceLocation
}
