import SluiceCore

extension StructuralRules {
    /// The shape of a pointer: it names a stage that is declared, an existing version, that version's true path and
    /// digest, and a record that set this stage to this version. Whether the record is valid is judged elsewhere.
    func check(
        _ pointer: Loaded<StagePointer>, model: Model?, policy: RegistryPolicy?, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        let value = pointer.value
        let subject = FindingList.Subject(model: value.model, version: value.version, stage: value.stage)
        let command =
            "`sluice promote \(value.model)@\(value.version) --stage \(value.stage) --apply` writes the pointer"
        func fail(_ message: String, remedy: String) {
            list.fail("registry/pointer", message, path: pointer.path, remedy: remedy, subject: subject)
        }
        if let policy, policy.stage(value.stage) == nil {
            fail("the stage `\(value.stage)` is not declared by `sluice.yaml`", remedy: "declare it there")
        }
        if let stages = model?.stages, !stages.contains(value.stage) {
            fail(
                "the model `\(value.model)` does not use the stage `\(value.stage)`",
                remedy: "add it to `stages:` of model.yaml")
        }
        let manifest = snapshot.versionPath(value.model, value.version)
        guard try snapshot.entry(at: manifest) != nil else {
            fail("the pointer names the version `\(value.version)`, which does not exist", remedy: command)
            return
        }
        let version = try list.attempt(manifest, subject: subject) { () throws(RegistryError) in
            try snapshot.version(value.model, value.version)
        }
        if let artifact = version?.value.primaryArtifact {
            if !artifact.uri.utf8.elementsEqual(value.uri.utf8) {
                fail("`uri` is `\(value.uri)`, but the version's artifact is `\(artifact.uri)`", remedy: command)
            }
            if artifact.digest != value.digest {
                fail("`digest` is `\(value.digest)`, but the version's is `\(artifact.digest)`", remedy: command)
            }
        }
        guard let promotion = value.promotion else { return }
        let path = PromotionRecord.path(of: promotion, root: snapshot.root)
        guard try snapshot.entry(at: path) != nil else {
            fail("the pointer names the record `\(promotion)`, which does not exist", remedy: command)
            return
        }
        let record = try list.attempt(path, subject: subject) { () throws(RegistryError) in
            try snapshot.record(promotion)
        }
        if let record, record.value.change(of: value.model, stage: value.stage)?.new != value.version {
            fail(
                "the record `\(promotion)` does not set the stage `\(value.stage)` to `\(value.version)`",
                remedy: command)
        }
    }
}
