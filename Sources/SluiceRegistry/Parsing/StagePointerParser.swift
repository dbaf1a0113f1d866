package import SluiceCore
package import SluiceYAML

extension StagePointer {
    /// Reads `stages/<stage>.yaml`.
    /// - Throws: every problem of the file, each at its place.
    package init(_ document: YAMLNode, file: String) throws(InvalidFile) {
        var reader = try ManifestKind.stagePointer.open(document)
        let model = reader.name("model", required: true)
        let stage = reader.stage("stage", required: true)
        let version = reader.version("version", required: true)
        let previous = reader.version("previous")
        let uri = reader.path("uri", in: file, required: true)
        let digest = reader.digest("digest", required: true)
        let promotion = reader.digest("promotion")
        let hold = reader.scalar("hold", expected: "`<version>: <reason>`") { StagePointer.isHold($0) ? $0 : nil }
        if let invalid = reader.problems() { throw invalid }
        guard let model, let stage, let version, let uri, let digest else { throw InvalidFile([]) }
        self.init(
            model: model, stage: stage, version: version, previous: previous, uri: uri, digest: digest,
            promotion: promotion, hold: hold)
    }

    /// The version that `hold` keeps automation away from; nil without a hold.
    package var heldBack: SemanticVersion? {
        hold.flatMap { SemanticVersion(String($0.unicodeScalars.prefix { $0 != ":" })) }
    }

    private static func isHold(_ text: String) -> Bool {
        let version = String(text.unicodeScalars.prefix { $0 != ":" })
        let rest = text.utf8.dropFirst(version.utf8.count)
        return SemanticVersion(version) != nil && rest.starts(with: ": ".utf8) && rest.count > 2
            && !text.unicodeScalars.contains(where: { $0 == "\n" })
    }
}
