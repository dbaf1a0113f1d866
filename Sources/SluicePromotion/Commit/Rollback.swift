package import SluiceCore
import SluiceGate
import SluiceRegistry

/// Returning a stage to a version that it held before. Ignores stage graph, freeze and approvals; never digests or
/// quarantine.
package enum Rollback {
    /// The version to return to, or why there is none. Its manifest and the state of its bytes belong into the inputs of
    /// `plan`.
    package static func target(_ inputs: RollbackInputs) -> (version: SemanticVersion?, rule: RuleOutcome) {
        func refused(_ message: String) -> (SemanticVersion?, RuleOutcome) {
            (nil, RuleOutcome("former-holder", .failed, message))
        }
        let name = inputs.model.value.name
        guard inputs.state.problem == nil else { return refused("former holders are not known") }
        guard let pointer = inputs.state.pointer else { return refused("\(inputs.stage) holds nothing") }
        let left = inputs.state.leftByRollback
        let holders = inputs.state.formerHolders
        guard let requested = inputs.requested else {
            guard let latest = holders.first(where: { !left.contains($0) }) else {
                let seen = holders.map { "\($0) was left by a rollback" }.joined(separator: ", ")
                return refused(
                    "no former holder of \(inputs.stage) to return to" + (seen.isEmpty ? "" : ": \(seen)"))
            }
            return (latest, RuleOutcome("former-holder", .passed, "\(inputs.stage) held \(name) \(latest) before"))
        }
        if requested == pointer.version { return refused("\(inputs.stage) holds \(name) \(requested) now") }
        guard holders.contains(requested) else {
            let known = holders.isEmpty ? "none" : holders.map(\.description).joined(separator: ", ")
            return refused("\(inputs.stage) never held \(name) \(requested); former holders: \(known)")
        }
        if left.contains(requested) {
            return refused("\(name) \(requested) was left by a rollback; a person may promote it again")
        }
        return (requested, RuleOutcome("former-holder", .passed, "\(inputs.stage) held \(name) \(requested) before"))
    }

    /// Pure: the same inputs give the same record and the same files.
    package static func plan(_ inputs: RollbackInputs) -> PromotionPlan {
        let target = target(inputs)
        let rules =
            [StageRules.stage(inputs.stage, policy: inputs.policy, model: inputs.model.value), pointer(inputs)]
            + [target.rule, version(inputs, target.version)] + artifacts(inputs)
            + [StageRules.quarantine(inputs.quarantine), reason(inputs.reason)]
        var plan = PromotionPlan(
            action: .rollback, model: inputs.model.value.name, stage: inputs.stage, from: inputs.state.pointer?.version,
            to: target.version, base: inputs.base, outcome: rules.decision, rules: rules)
        if plan.outcome == .planned { plan.step = step(inputs) }
        // The rules passed only where there are a pointer, a manifest and an artifact to name.
        if plan.outcome == .planned, plan.step == nil { plan.outcome = .undecided }
        return plan
    }

    private static func pointer(_ inputs: RollbackInputs) -> RuleOutcome {
        if let problem = StageRules.pointerProblem(inputs.state) { return RuleOutcome("pointer", .failed, problem) }
        guard let pointer = inputs.state.pointer else {
            return RuleOutcome("pointer", .failed, "\(inputs.stage) holds nothing")
        }
        return RuleOutcome("pointer", .passed, "\(inputs.stage) holds \(pointer.version)")
    }

    private static func version(_ inputs: RollbackInputs, _ target: SemanticVersion?) -> RuleOutcome {
        guard let target else { return RuleOutcome("version", .notRun, "no version to return to") }
        let name = "\(inputs.model.value.name)@\(target)"
        guard let version = inputs.version, version.value.model == inputs.model.value.name,
            version.value.version == target
        else { return RuleOutcome("version", .failed, "there is no manifest of \(name) at \(inputs.base.short)") }
        guard version.value.primaryArtifact != nil else {
            return RuleOutcome("version", .failed, "\(version.path) names no artifact that a pointer could name")
        }
        return RuleOutcome("version", .passed, "\(name) is registered: \(version.path)")
    }

    /// One rule per recorded artifact; one whose bytes were not hashed in this run is not passed over.
    private static func artifacts(_ inputs: RollbackInputs) -> [RuleOutcome] {
        guard let version = inputs.version else {
            return [RuleOutcome("artifacts", .notRun, "no manifest, no bytes to verify")]
        }
        return version.value.artifacts.map { artifact in
            guard let seen = inputs.bytes.first(where: { $0.name == artifact.name }) else {
                return RuleOutcome("artifacts", .errored, "the bytes of `\(artifact.name)` were not verified")
            }
            return RuleOutcome("artifacts", seen.outcome, "`\(artifact.name)`: \(seen.message)")
        }
    }

    private static func reason(_ reason: String) -> RuleOutcome {
        guard !reason.allSatisfy(\.isWhitespace), reason != "-" else {
            return RuleOutcome("reason", .failed, "a rollback needs a reason: --reason")
        }
        guard reason.utf8.count <= 1_000, CommitText.visible(reason) == reason else {
            return RuleOutcome(
                "reason", .failed, "the reason must be one line of at most 1000 bytes without invisible characters")
        }
        return RuleOutcome("reason", .passed, reason)
    }

    private static func step(_ inputs: RollbackInputs) -> PromotionStep? {
        guard let version = inputs.version, let artifact = version.value.primaryArtifact,
            let old = inputs.state.pointer
        else { return nil }
        let model = inputs.model.value.name
        let target = version.value.version
        let record = PromotionRecord(
            policy: inputs.policy, registryFolder: inputs.registryFolder, action: .rollback,
            change: .init(
                model: model, stage: inputs.stage, old: old.version, new: target, manifest: version.digest,
                previousPromotion: old.promotion ?? .zero),
            inputs: Inputs.digest(Inputs.ofRollback(version)), judgement: Digest.of(""), reason: inputs.reason)
        let pointer = StagePointer(
            model: model, stage: inputs.stage, version: target, previous: old.version, uri: artifact.uri,
            digest: artifact.digest, promotion: record.id, hold: StagePointer.hold(old.version, reason: inputs.reason))
        return PromotionStep(
            registryFolder: inputs.registryFolder, modelFolder: RepositoryPath.folder(of: inputs.model.path),
            record: record, pointer: pointer, evidence: nil,
            summary: "Back to \(target) from \(old.version): \(CommitText.neutral(inputs.reason))")
    }
}
