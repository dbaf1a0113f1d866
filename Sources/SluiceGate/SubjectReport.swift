import SluiceChecks
import SluiceCore
import SluiceRegistry

/// Turns what checks said about one subject into its part of the result document.
enum SubjectReport {
    static func make(
        _ subject: CheckSubject, _ judgement: Judgement, assembler: SubjectAssembler, policy: Loaded<RegistryPolicy>,
        signers: (path: String, digest: Digest)?
    ) throws -> SubjectResult {
        let version = subject.version.value
        let model = subject.model.value
        let baseline = try assembler.reportBaseline(model, version.version)
        let digests = Inputs.of(subject, policy: policy, signers: signers)
        let verdict = Verdict.of(judgement.findings, requiresChecks: true)
        return SubjectResult(
            model: model.name, version: version.version.description, task: model.task.rawValue,
            stage: subject.stage.name,
            baseline: baseline.map {
                SubjectResult.Baseline(version: $0.version.value.version.description, stage: $0.stage)
            },
            verdict: verdict, enforced: subject.stage.enforce,
            reproducibility: ReproducibilityLevel(version: version, findings: judgement.findings).rawValue,
            metrics: judgement.metrics, flips: judgement.flips,
            changes: baseline.map { SubjectHistory.changes(from: $0.version.value, to: version) }
                ?? SubjectResult.Changes(),
            history: SubjectHistory.claims(of: version) { assembler.version(model.name, $0) },
            policyDigest: policyDigest(subject, policy, signers), next: next(subject, verdict, assembler),
            digests: digests)
    }

    /// `sluice.yaml` and signers as in `policy.digest`, with the model and its contracts.
    private static func policyDigest(
        _ subject: CheckSubject, _ policy: Loaded<RegistryPolicy>, _ signers: (path: String, digest: Digest)?
    ) -> Digest {
        var files = [policy.path: policy.digest, subject.model.path: subject.model.digest]
        if let signers { files[signers.path] = signers.digest }
        for case .contract(let contract, _, _) in subject.contracts.values { files[contract.path] = contract.digest }
        return digestOfLines(files.map { (name: $0.key, digest: $0.value) })
    }

    /// What merging does and what comes after, or how to go on after a failure.
    private static func next(_ subject: CheckSubject, _ verdict: Verdict, _ assembler: SubjectAssembler) -> [String] {
        let model = subject.model.value.name
        let version = subject.version.value.version
        let stage = subject.stage
        guard verdict == .passed else {
            return ["Fix what failed, then run `sluice check \(model)@\(version) --stage \(stage.name)` again."]
        }
        var sentences = [
            "Merging registers \(version); `sluice promote \(model)@\(version) --stage \(stage.name) --apply` then moves"
                + " `\(stage.name)` to it."
        ]
        let stages = assembler.stages(of: subject.model.value)
        if let index = stages.firstIndex(where: { $0.name == stage.name }), index + 1 < stages.count {
            let following = stages[index + 1]
            let sources = following.from.map { "`\($0.stage)` first" }
            let more = following.requires.filter { !stage.requires.contains($0) }.map { "the checks of `\($0)`" }
            let needs = (sources + more).joined(separator: ", ")
            if !needs.isEmpty { sentences.append("`\(following.name)` then needs: \(needs).") }
        }
        return sentences
    }
}

extension SubjectAssembler {
    /// A version of the merge result, for the history of claims; nil where it cannot be read.
    func version(_ model: String, _ version: SemanticVersion) -> ModelVersion? {
        (try? resultVersion(model, version)) ?? nil
    }
}
