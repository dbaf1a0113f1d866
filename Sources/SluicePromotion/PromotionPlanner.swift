package import SluiceCore
package import SluiceGate
package import SluiceRegistry

/// Plans promotions and rollbacks at one base commit, measuring what has to be measured.
package struct PromotionPlanner {
    private let base: ObjectID
    private let snapshot: RegistrySnapshot
    private let policy: RegistryPolicy
    /// Judges the base commit as it stands.
    private let gate: GateRun
    private let registry: String?

    /// - Parameters:
    ///   - snapshot: the registry at `base`.
    ///   - gate: compares `base` with itself.
    ///   - registry: the folder that was named for the registry.
    package init(base: ObjectID, snapshot: RegistrySnapshot, policy: RegistryPolicy, gate: GateRun, registry: String?) {
        self.base = base
        self.snapshot = snapshot
        self.policy = policy
        self.gate = gate
        self.registry = registry
    }

    /// - Parameter version: nil means the greatest eligible one.
    package func promotion(_ name: String, _ version: SemanticVersion?, to stage: String) async throws -> PromotionPlan
    {
        let model = try model(name)
        guard let version = try version ?? greatestEligible(name, stage) else {
            throw CommandFailure(
                .refused, "no version of `\(name)` can go to `\(stage)` now",
                remedy: "`sluice promote \(name)@VERSION --stage \(stage)` says why for one of them")
        }
        var inputs = try PromotionInputs.read(
            model: model, version: version, stage: stage, base: base, in: snapshot, policy: policy)
        if PromotionRules.already(inputs) == nil, inputs.version != nil, policy.stage(stage) != nil {
            var request = GateRequest()
            request.registry = registry
            request.selections = [GateRequest.Selection(model: name, version: version)]
            request.stage = stage
            let result = try await gate.check(request)
            if let subject = result.subjects.first, let policy = result.policy {
                inputs.gate = GateOutcome(subject: subject, findings: result.findings, policy: policy.digest)
            }
        }
        return Promotion.plan(inputs)
    }

    /// - Parameter version: nil means the most recent former holder that was never left by rollback.
    package func rollback(
        _ name: String, at stage: String, to version: SemanticVersion?, reason: String
    ) throws -> PromotionPlan {
        var inputs = try RollbackInputs.read(
            model: model(name), stage: stage, requested: version, reason: reason, base: base, in: snapshot,
            policy: policy)
        if let manifest = inputs.version {
            inputs.bytes = gate.artifacts(of: manifest.value, policy).map { artifact in
                RollbackInputs.ArtifactBytes(
                    name: artifact.name, outcome: artifact.outcome, message: artifact.message)
            }
        }
        return Rollback.plan(inputs)
    }

    /// Whether a pointer that a change touches is what `promote` or `rollback` would write at the base.
    ///
    /// - Parameter result: the registry of the merge result.
    package func replay(_ pointer: ChangeReport.Pointer, in result: RegistrySnapshot) async -> Finding {
        let path = result.pointerPath(pointer.model, pointer.stage)
        let loaded = try? result.pointer(pointer.model, pointer.stage)?.value
        var finding = Finding(
            check: "registry/pointer", rule: "record", model: pointer.model,
            version: loaded?.version.description, stage: pointer.stage, outcome: .passed, required: true,
            message: "pointer and record are what `promote` writes at the merge target",
            location: SourceLocation(file: path))
        do {
            let touched = TouchedPointer(
                path: path, bytes: try result.bytes(at: path), pointer: loaded,
                record: try loaded?.promotion.flatMap { try result.record($0)?.value.bytes })
            let record = try PointerReplay.record(of: touched)
            let plan =
                record.action == .rollback
                ? try rollback(pointer.model, at: pointer.stage, to: loaded?.version, reason: record.reason ?? "")
                : try await promotion(pointer.model, loaded?.version, to: pointer.stage)
            try PointerReplay.compare(touched, record: record, plan: plan)
        } catch let failure as ReplayFailure {
            finding.outcome = .failed
            finding.message = failure.reasons.joined(separator: "; ")
            finding.remedy = failure.remedy
        } catch {
            finding.outcome = .errored
            finding.message = "the promotion could not be replayed: \(error)"
        }
        return finding
    }

    private func model(_ name: String) throws -> Loaded<Model> {
        if let model = try snapshot.model(name) { return model }
        throw CommandFailure(
            .undecided, "there is no model `\(name)` at the target branch",
            remedy: "models: \(try snapshot.modelNames().joined(separator: ", "))")
    }

    private func greatestEligible(_ model: String, _ stage: String) throws -> SemanticVersion? {
        guard let rules = policy.stage(stage) else {
            throw CommandFailure(
                .refused, "there is no stage `\(stage)`",
                remedy: "stages: \(policy.stages.map(\.name).joined(separator: ", "))")
        }
        var sources: [String: StageState] = [:]
        for source in rules.from {
            sources[source.stage] = try StageState.read(source.stage, of: model, in: snapshot, policy: policy)
        }
        return PromotionRules.greatestEligible(
            of: try snapshot.versions(of: model), stage: rules,
            state: try StageState.read(stage, of: model, in: snapshot, policy: policy), sources: sources)
    }
}
