package import SluiceCore
package import SluiceRegistry

extension PromotionInputs {
    /// Everything but the measurement, read at one commit.
    ///
    /// - Parameter snapshot: the registry at `base`.
    /// - Throws: `RegistryError` when policy, model or the version's manifest cannot be read, or the tree cannot.
    package static func read(
        model: Loaded<Model>, version: SemanticVersion, stage: String, base: ObjectID, in snapshot: RegistrySnapshot,
        policy: RegistryPolicy
    ) throws(RegistryError) -> PromotionInputs {
        let name = model.value.name
        var sources: [String: StageState] = [:]
        for source in policy.stage(stage)?.from ?? [] {
            sources[source.stage] = try StageState.read(source.stage, of: name, in: snapshot, policy: policy)
        }
        return PromotionInputs(
            policy: policy, registryFolder: snapshot.recordPath, base: base, model: model, requested: version,
            version: try snapshot.version(name, version), stage: stage,
            state: try StageState.read(stage, of: name, in: snapshot, policy: policy), sources: sources,
            quarantine: try snapshot.quarantineFiles())
    }
}

extension RollbackInputs {
    /// Everything but the bytes, read at one commit; `version` is the manifest of the version to return to.
    ///
    /// - Parameters:
    ///   - requested: nil returns to the most recent former holder.
    ///   - snapshot: the registry at `base`.
    /// - Throws: `RegistryError` when the version's manifest cannot be read, or the tree cannot.
    package static func read(
        model: Loaded<Model>, stage: String, requested: SemanticVersion?, reason: String, base: ObjectID,
        in snapshot: RegistrySnapshot, policy: RegistryPolicy
    ) throws(RegistryError) -> RollbackInputs {
        var inputs = RollbackInputs(
            policy: policy, registryFolder: snapshot.recordPath, base: base, model: model, stage: stage,
            state: try StageState.read(stage, of: model.value.name, in: snapshot, policy: policy),
            requested: requested, reason: reason, quarantine: try snapshot.quarantineFiles())
        if let target = Rollback.target(inputs).version {
            inputs.version = try snapshot.version(model.value.name, target)
        }
        return inputs
    }
}

extension RegistrySnapshot {
    /// Whatever stands in the quarantine folder, of any kind: what cannot be read as a veto is not taken for none.
    func quarantineFiles() throws(RegistryError) -> [String] {
        if let entry = try entry(at: path("quarantine")), entry.kind != .folder { return [path("quarantine")] }
        return try children("quarantine").map { path("quarantine", $0.name) }
    }
}
