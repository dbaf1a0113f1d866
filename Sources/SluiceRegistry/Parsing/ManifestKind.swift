import SluiceCore
package import SluiceYAML

/// The kinds of YAML files that the format `sluice/v1` has.
package enum ManifestKind: String, Sendable, CaseIterable {
    case registry = "Registry"
    case model = "Model"
    case modelVersion = "ModelVersion"
    case evaluation = "Evaluation"
    case stagePointer = "StagePointer"
    case waiver = "Waiver"
    case quarantine = "Quarantine"
    case quarantineLift = "QuarantineLift"
    case promotionSet = "PromotionSet"

    /// The one value of `apiVersion:`.
    package static let apiVersion = "sluice/v1"

    /// Whether this release carries the kind out; the others are recognised and reported, never ignored.
    package var isBuilt: Bool {
        switch self {
        case .registry, .model, .modelVersion, .stagePointer: true
        case .evaluation, .waiver, .quarantine, .quarantineLift, .promotionSet: false
        }
    }

    /// The kind that a document says it is; nil when it says none that exists.
    package static func of(_ node: YAMLNode) -> ManifestKind? {
        guard case .mapping(let entries) = node.content,
            case .scalar(let text, _)? = entries.first(where: { $0.key == "kind" })?.value.content
        else { return nil }
        return ManifestKind(rawValue: text)
    }

    /// Starts reading a document of this kind. A document of another kind is refused before its keys are, because
    /// each of them would be reported as unknown.
    func open(_ node: YAMLNode) throws(InvalidFile) -> FieldReader {
        var reader = FieldReader(node, rawValue)
        guard case .mapping = node.content else { throw InvalidFile(reader.diagnostics) }
        _ = reader.scalar("apiVersion", required: true, expected: "`\(ManifestKind.apiVersion)`") {
            $0 == ManifestKind.apiVersion ? $0 : nil
        }
        _ = reader.scalar("kind", required: true, expected: "`\(rawValue)` in this place") { $0 == rawValue ? $0 : nil }
        guard reader.diagnostics.isEmpty else { throw InvalidFile(reader.diagnostics) }
        return reader
    }
}
