package import SluiceCore
import SluiceYAML

extension StagePointer {
    /// The one form of the file: flat, keys in this order, byte-stable.
    package var text: String {
        var fields = [
            YAMLField("apiVersion", .text(ManifestKind.apiVersion)),
            YAMLField("kind", .text(ManifestKind.stagePointer.rawValue)), YAMLField("model", .text(model)),
            YAMLField("stage", .text(stage)), YAMLField("version", .text(version.description)),
        ]
        if let previous { fields.append(YAMLField("previous", .text(previous.description))) }
        fields += [YAMLField("uri", .text(uri)), YAMLField("digest", .digest(digest))]
        if let promotion { fields.append(YAMLField("promotion", .digest(promotion))) }
        if let hold { fields.append(YAMLField("hold", .quoted(hold))) }
        return YAMLWriter.write(fields)
    }

    /// The `hold` line of a rollback that left `version`; what cannot be seen in the reason becomes spaces.
    package static func hold(_ version: SemanticVersion, reason: String) -> String {
        let line = reason.unicodeScalars.map { ResourcePath.isUnseen($0) ? " " : String($0) }.joined()
        return "\(version): \(line)"
    }
}
