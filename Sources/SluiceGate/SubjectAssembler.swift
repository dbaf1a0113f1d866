package import SluiceChecks
import SluiceContracts
package import SluiceCore
package import SluiceRegistry

/// Puts together what binds one version at one stage: rules from the merge target, the version from the merge result.
package struct SubjectAssembler: Sendable {
    /// Nil when the merge target has no registry.
    private let base: RegistrySnapshot?
    private let result: RegistrySnapshot
    private let policy: Loaded<RegistryPolicy>
    private let policySource: RuleSource

    package init(
        base: RegistrySnapshot?, result: RegistrySnapshot, policy: Loaded<RegistryPolicy>, policySource: RuleSource
    ) {
        self.base = base
        self.result = result
        self.policy = policy
        self.policySource = policySource
    }

    /// Where pointers and baselines are read.
    private var target: RegistrySnapshot { base ?? result }

    /// The model as it binds: the merge target's, or the change's when the model is new.
    package func model(_ name: String) throws(RegistryError) -> (model: Loaded<Model>, source: RuleSource)? {
        if let model = try base?.model(name) { return (model, .base) }
        return try result.model(name).map { ($0, .head) }
    }

    /// The stages that a model passes through, in the order of the registry.
    package func stages(of model: Model) -> [StagePolicy] {
        policy.value.stages.filter { model.stages?.contains($0.name) ?? true }
    }

    /// The stage judged when none is named: the first that does not hold the version, the last one if all do.
    package func defaultStage(
        of model: Model, for version: SemanticVersion
    ) throws(RegistryError) -> StagePolicy? {
        let stages = stages(of: model)
        for stage in stages where try target.pointer(model.name, stage.name)?.value.version != version { return stage }
        return stages.last
    }

    /// - Returns: nil when the model or the version is not there.
    package func subject(
        _ name: String, _ version: SemanticVersion, at stage: StagePolicy
    ) throws(RegistryError) -> CheckSubject? {
        guard let (model, source) = try model(name), let manifest = try result.version(name, version) else {
            return nil
        }
        let gates = gates(for: model.value, source: source, at: stage)
        var baselines: [String: GateBaseline] = [:]
        for gate in gates { baselines[gate.id] = baseline(of: gate, model.value, version, at: stage) }
        return CheckSubject(
            model: model, modelSource: source, version: manifest, stage: stage, policy: policy.value, gates: gates,
            contracts: try contracts(of: model.value), gateBaselines: baselines,
            baseline: try reportBaseline(model.value, version)?.version)
    }

    /// The holder of the model's last stage that holds another version.
    package func reportBaseline(
        _ model: Model, _ version: SemanticVersion
    ) throws(RegistryError) -> (version: Loaded<ModelVersion>, stage: String)? {
        for stage in stages(of: model).reversed() {
            guard let pointer = try target.pointer(model.name, stage.name)?.value, pointer.version != version,
                let holder = try target.version(model.name, pointer.version)
            else { continue }
            return (holder, stage.name)
        }
        return nil
    }

    func resultVersion(_ model: String, _ version: SemanticVersion) throws(RegistryError) -> ModelVersion? {
        try result.version(model, version)?.value
    }

    private func gates(for model: Model, source: RuleSource, at stage: StagePolicy) -> [Gate] {
        let registryWide = policy.value.gates.filter { $0.selects(model) }.map { gate in
            var gate = gate
            gate.source = policySource
            return gate
        }
        let own = model.gates.map { gate in
            var gate = gate
            gate.source = source
            return gate
        }
        return (registryWide + own).filter { $0.stages?.contains(stage.name) ?? true }
    }

    private func baseline(of gate: Gate, _ model: Model, _ version: SemanticVersion, at stage: StagePolicy)
        -> GateBaseline?
    {
        guard let against = gate.change?.against else { return nil }
        do throws(RegistryError) {
            if let named = SemanticVersion(against) {
                return try target.version(model.name, named).map { .version($0, stage: nil) }
                    ?? .unreadable("`\(model.name)` has no version \(named)")
            }
            let holder = against == "target" ? stage.name : against
            guard let pointer = try target.pointer(model.name, holder)?.value, pointer.version != version else {
                return GateBaseline.none
            }
            return try target.version(model.name, pointer.version).map { .version($0, stage: holder) }
                ?? .unreadable("\(holder) holds \(pointer.version), whose manifest is missing")
        } catch {
            return .unreadable(error.description)
        }
    }

    /// Contracts of the binding model; roles that only the change has are bound by the change's own contracts.
    private func contracts(of model: Model) throws(RegistryError) -> [String: BoundContract] {
        var roles = model.data
        if base != nil, let changed = try? result.model(model.name)?.value {
            roles += changed.data.filter { role in !model.data.contains { $0.name == role.name } }
        }
        var contracts: [String: BoundContract] = [:]
        for role in roles {
            guard let path = role.contract else { continue }
            contracts[role.name] = bound(path, role.contractObject)
        }
        return contracts
    }

    private func bound(_ path: String, _ object: String?) -> BoundContract {
        for (snapshot, source) in [(base, RuleSource.base), (result, .head)] {
            guard let snapshot else { continue }
            do throws(RegistryError) {
                guard let contract = try snapshot.contract(at: path) else { continue }
                let objects = contract.value.objects
                let picked =
                    object.map { name in objects.first { $0.name == name } } ?? (objects.count == 1 ? objects[0] : nil)
                if let picked { return .contract(contract, object: picked, source: source) }
                let message = "the contract has \(objects.count) objects: name one as `\(path)#<object>`"
                return .unreadable(
                    path: path, diagnostics: [Diagnostic(message, at: SourceLocation(file: path))], source: source)
            } catch {
                return .unreadable(path: path, diagnostics: error.diagnostics, source: source)
            }
        }
        let missing = Diagnostic("there is no contract at `\(path)`", at: SourceLocation(file: path))
        return .unreadable(path: path, diagnostics: [missing], source: policySource)
    }
}
