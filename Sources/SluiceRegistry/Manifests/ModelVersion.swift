package import SluiceCore

/// `versions/<version>.yaml`: what was trained, on what, and what it claims (kind `ModelVersion`).
package struct ModelVersion: Sendable, Hashable {
    package var file: String
    package var notes: ManifestNotes
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
    package var signature: Signature?
    /// Of the manifest's own keys: where they stand, for findings.
    package var locations: [String: SourceLocation]
    package var location: SourceLocation

    package init(
        file: String, notes: ManifestNotes = ManifestNotes(), model: String, version: SemanticVersion, created: Instant,
        parent: SemanticVersion? = nil, artifacts: [ArtifactEntry], data: [DataEntry] = [],
        predictions: [DataEntry] = [], claims: [Claim] = [], params: [Parameter] = [], code: CodeEntry? = nil,
        run: RunEntry? = nil, signature: Signature? = nil, locations: [String: SourceLocation] = [:],
        location: SourceLocation? = nil
    ) {
        self.file = file
        self.notes = notes
        self.model = model
        self.version = version
        self.created = created
        self.parent = parent
        self.artifacts = artifacts
        self.data = data
        self.predictions = predictions
        self.claims = claims
        self.params = params
        self.code = code
        self.run = run
        self.signature = signature
        self.locations = locations
        self.location = location ?? SourceLocation(file: file)
    }

    /// The artifact that a pointer names: the one called `model`, else the only one.
    package var primaryArtifact: ArtifactEntry? {
        artifacts.first { $0.name == "model" } ?? (artifacts.count == 1 ? artifacts[0] : nil)
    }

    package func dataset(_ name: String) -> DataEntry? { data.first { $0.name == name } }
    package func prediction(_ dataset: String) -> DataEntry? { predictions.first { $0.name == dataset } }
}
