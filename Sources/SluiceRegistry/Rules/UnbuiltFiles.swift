import SluiceCore
import SluiceYAML

extension StructuralRules {
    /// A file of a kind that the format has and this release does not carry out: said, never ignored.
    func reportUnbuilt(_ noun: String, path: String, subject: FindingList.Subject? = nil, _ list: inout FindingList) {
        list.fail(
            "registry/schema", "`\(path)` is \(noun), which this release does not carry out", path: path,
            remedy: "remove the file, or use a release that carries it out", subject: subject, outcome: .notRun)
    }

    /// YAML whose name means nothing where it lies: a mistake, or a kind that has no folder of its own.
    func checkUnknownYAML(
        _ path: String, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        let document = try snapshot.bytes(at: path).flatMap { try? YAMLReader.read($0, file: path) }
        if let kind = document.flatMap(ManifestKind.of), kind == .promotionSet {
            reportUnbuilt("a `\(kind.rawValue)`", path: path, &list)
            return
        }
        list.fail(
            "registry/schema", "`\(path)` has no meaning here", path: path,
            remedy: "files are named `model.yaml`, `versions/VERSION.yaml`, `stages/STAGE.yaml` and "
                + "`contracts/NAME.odcs.yaml`, names in `[a-z0-9._-]`; move or rename it")
    }

    /// The noun for a kind of file that is not built; nil for all others.
    func unbuiltNoun(_ kind: RegistryPath) -> String? {
        switch kind {
        case .evaluation: "an `Evaluation`"
        case .waiver: "a `Waiver`"
        case .quarantine: "a `Quarantine`"
        case .quarantineLift: "a `QuarantineLift`"
        case .approval: "an approval"
        default: nil
        }
    }
}
