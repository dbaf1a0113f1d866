import SluiceCore
import SluiceGate
import SluiceRegistry

/// Promoting one version of one model to one stage.
package enum Promotion {
    /// Pure: the same inputs give the same record and the same files.
    package static func plan(_ inputs: PromotionInputs) -> PromotionPlan {
        var plan = PromotionPlan(
            action: .promote, model: inputs.model.value.name, stage: inputs.stage, from: inputs.state.pointer?.version,
            to: inputs.requested, base: inputs.base, outcome: .already, rules: [])
        if let already = PromotionRules.already(inputs) {
            plan.rules = [already]
            plan.currentPromotion = inputs.state.validPromotion
            return plan
        }
        plan.rules = PromotionRules.evaluate(inputs)
        plan.outcome = plan.rules.decision
        if plan.outcome == .planned { plan.step = step(inputs) }
        // The rules passed only where there are a manifest, an artifact to name and a measurement.
        if plan.outcome == .planned, plan.step == nil { plan.outcome = .undecided }
        return plan
    }

    private static func step(_ inputs: PromotionInputs) -> PromotionStep? {
        guard let version = inputs.version, let artifact = version.value.primaryArtifact, let gate = inputs.gate,
            let stage = inputs.policy.stage(inputs.stage)
        else { return nil }
        let model = inputs.model.value.name
        let old = inputs.state.pointer
        var record = PromotionRecord(
            policy: inputs.policy, registryFolder: inputs.registryFolder, action: .promote,
            change: .init(
                model: model, stage: inputs.stage, old: old?.version, new: inputs.requested, manifest: version.digest,
                previousPromotion: old?.promotion ?? .zero),
            inputs: gate.inputs, judgement: gate.judgement)
        for source in stage.from {
            guard case .held(let promotion, _)? = inputs.sources[source.stage]?.holding(inputs.requested) else {
                return nil
            }
            record.sources.append(.init(model: model, stage: source.stage, digest: promotion))
        }
        let pointer = StagePointer(
            model: model, stage: inputs.stage, version: inputs.requested, previous: old?.version, uri: artifact.uri,
            digest: artifact.digest, promotion: record.id)
        return PromotionStep(
            registryFolder: inputs.registryFolder, modelFolder: RepositoryPath.folder(of: inputs.model.path),
            record: record, pointer: pointer,
            evidence: Evidence.statement(gate.subject, findings: gate.findings, policy: gate.policy),
            summary: PromotionSummary.sentence(gate, stage: stage, replaces: old?.version))
    }
}

extension PromotionRecord {
    /// The record of one change; `ref` is always the configured branch.
    init(
        policy: RegistryPolicy, registryFolder: String, action: Action, change: Change, inputs: Digest,
        judgement: Digest, reason: String? = nil
    ) {
        self.init(
            registryID: policy.id, registryPath: registryFolder.isEmpty ? "." : registryFolder,
            ref: "refs/heads/\(policy.branch)", action: action, changes: [change],
            inputs: [.init(model: change.model, stage: change.stage, digest: inputs)],
            judgements: [.init(model: change.model, stage: change.stage, digest: judgement)], reason: reason)
    }
}
