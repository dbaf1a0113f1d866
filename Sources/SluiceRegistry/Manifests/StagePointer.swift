package import SluiceCore

/// `stages/<stage>.yaml`: which version a stage holds. The only mutable file; machine-written, byte-stable, flat.
package struct StagePointer: Sendable, Hashable {
    package var model: String
    package var stage: String
    package var version: SemanticVersion
    /// Nil on pointers older than the registry's first record.
    package var previous: SemanticVersion?
    package var uri: String
    package var digest: Digest
    /// The id of the record that set this pointer; nil on pointers older than the registry's first record.
    package var promotion: Digest?
    /// `<version>: <reason>`, written by a rollback; keeps automation away.
    package var hold: String?

    package init(
        model: String, stage: String, version: SemanticVersion, previous: SemanticVersion? = nil, uri: String,
        digest: Digest, promotion: Digest? = nil, hold: String? = nil
    ) {
        self.model = model
        self.stage = stage
        self.version = version
        self.previous = previous
        self.uri = uri
        self.digest = digest
        self.promotion = promotion
        self.hold = hold
    }
}
