import SluiceChecks
package import SluiceCore
package import SluiceGit
package import SluiceQuery
package import SluiceRegistry

/// What to judge.
package struct GateRequest: Sendable {
    /// A model, or one of its versions.
    package struct Selection: Sendable, Hashable {
        package let model: String
        package let version: SemanticVersion?

        package init(model: String, version: SemanticVersion?) {
            self.model = model
            self.version = version
        }
    }

    package var registry: String?
    package var selections: [Selection] = []
    package var stage: String?
    package var all = false
    package var only: Set<String>?

    package init() {}
}

/// The gate: what changed, which checks apply, one result.
package struct GateRun {
    /// A version at a stage.
    private struct Target: Hashable {
        let model: String
        let version: SemanticVersion
        let stage: String
    }

    private let comparison: Comparison
    private let repository: GitRepository
    private let asOf: Instant
    /// A private folder for bytes that are in git only.
    private let scratch: String
    private let makeEngine: ([Digest: String], RegistryPolicy) -> any QueryEngine

    package init(
        _ comparison: Comparison, in repository: GitRepository, asOf: Instant, scratch: String,
        makeEngine: @escaping ([Digest: String], RegistryPolicy) -> any QueryEngine
    ) {
        self.comparison = comparison
        self.repository = repository
        self.asOf = asOf
        self.scratch = scratch
        self.makeEngine = makeEngine
    }

    /// What the structural rules know of checks.
    package static var knownChecks: KnownChecks {
        var severities = CheckCatalog.notBuilt.mapValues { _ in Severity.error }
        for check in CheckCatalog.all { severities[check.descriptor.id] = check.descriptor.defaultSeverity }
        for id in StructuralRules.checks { severities[id] = .error }
        return KnownChecks(severities: severities)
    }

    /// Judges the change.
    ///
    /// - Throws: `CommandFailure` when nothing can be judged at all: no registry, or a policy that cannot be read at the
    ///   merge target; `RegistryError` and `GitError` likewise.
    ///
    /// - Parameter replay: judges a pointer that the change touches; nil refuses every one.
    package func check(
        _ request: GateRequest,
        replay: ((ChangeReport.Pointer, _ result: RegistrySnapshot) async -> Finding)? = nil
    ) async throws -> CheckResult {
        let base = try RegistrySnapshot.find(in: comparison.baseTree, hint: request.registry)
        // Where the merge target has a registry, that folder is judged: a change cannot move away from its rules.
        let found =
            try base.map { RegistrySnapshot(tree: comparison.resultTree, root: $0.root) }
            ?? RegistrySnapshot.find(in: comparison.resultTree, hint: request.registry)
        guard let result = found else {
            throw CommandFailure(
                .undecided, "there is no registry: no `sluice.yaml` in `registry/` or at the root",
                remedy: "run `sluice init`, or name the folder with `--registry`")
        }
        let report = try StructuralRules(known: GateRun.knownChecks).change(
            base: base, result: result, changes: comparison.changes, touchedByCommits: comparison.touchedByCommits)
        let source: RuleSource = report.isNewRegistry || report.repairsPolicy ? .head : .base
        let binding = source == .base ? base : result
        guard let policy = try (binding ?? result).policy() else {
            throw CommandFailure(.undecided, "`sluice.yaml` is missing at the merge target")
        }
        let assembler = SubjectAssembler(
            base: report.isNewRegistry ? nil : base, result: result, policy: policy, policySource: source)
        var output = CheckResult(
            asOf: asOf, registryName: policy.value.name, registryPath: result.recordPath, verdict: .undecided,
            base: comparison.base, head: comparison.head)
        let signers = try digest(of: "allowed_signers", in: binding ?? result)
        output.policy = PolicyReference(
            digest: digestOfLines(
                [(name: policy.path, digest: policy.digest)]
                    + (signers.map { [(name: $0.path, digest: $0.digest)] } ?? [])),
            source: source, changedInHead: !report.changedPolicy.isEmpty)
        if source == .head { output.scope.append("judged by its own rules, which come with this change") }
        if let only = request.only { output.scope.append("only \(only.sorted().joined(separator: ", "))") }
        output.findings = report.findings.map(GateRun.registryFinding)
        for pointer in report.touchedPointers where !pointer.isRemoved {
            output.findings.append(await replay?(pointer, result) ?? GateRun.unreplayed(pointer, result))
        }

        let targets = try targets(request, report, assembler, result, &output)
        try await judge(targets, assembler, policy, signers, request.only, &output)
        let whole = output.findings.filter { $0.version == nil || $0.family == "registry" }
        let verdicts = output.subjects.filter(\.enforced).map(\.verdict) + [Verdict.of(whole, requiresChecks: false)]
        output.verdict = Verdict.worst(verdicts)
        if output.subjects.isEmpty { output.notices.append("nothing to gate: the change touches no version") }
        return output
    }

    private func judge(
        _ targets: [Target], _ assembler: SubjectAssembler, _ policy: Loaded<RegistryPolicy>,
        _ signers: (path: String, digest: Digest)?, _ only: Set<String>?, _ output: inout CheckResult
    ) async throws {
        var subjects: [CheckSubject] = []
        for target in targets {
            guard let stage = policy.value.stage(target.stage),
                let subject = try assembler.subject(target.model, target.version, at: stage)
            else {
                throw CommandFailure(
                    .undecided,
                    "there is no version \(target.version) of `\(target.model)` to judge for `\(target.stage)`",
                    remedy: "`sluice show \(target.model)` lists its versions")
            }
            subjects.append(subject)
        }
        guard !subjects.isEmpty else { return }
        let bytes = byteSource(policy.value)
        let collector = FactCollector(
            bytes: bytes, judged: comparison.resultTree, code: locateCode,
            makeEngine: { makeEngine($0, policy.value) })
        var runner = CheckRunner(subjects, checks: CheckCatalog.all, only: only)
        let outcomes = await runner.run(collector)
        output.statements = collector.statements
        for (subject, outcome) in zip(subjects, outcomes) {
            var judgement = outcome.judgement
            for var finding in UnbuiltChecks.findings(for: subject)
            where !judgement.findings.contains(where: { $0.check == finding.check && $0.rule == finding.rule }) {
                CheckRunner.complete(
                    &finding, subject, isRequired: finding.required || subject.stage.requires(check: finding.check))
                judgement.findings.append(finding)
            }
            output.findings += judgement.findings
            output.notices += judgement.notices
            output.notices += outcome.emptyFamilies.map {
                "no check of `\($0)` applies to `\(subject.model.value.name)`"
            }
            output.notApplicable += outcome.notApplicable
            output.subjects.append(
                try SubjectReport.make(subject, judgement, assembler: assembler, policy: policy, signers: signers))
        }
    }

    /// Which versions are judged, and for which stage.
    private func targets(
        _ request: GateRequest, _ report: ChangeReport, _ assembler: SubjectAssembler, _ result: RegistrySnapshot,
        _ output: inout CheckResult
    ) throws -> [Target] {
        var targets: [Target] = []
        func add(_ model: String, _ version: SemanticVersion, _ stage: String?) throws {
            guard let bound = try assembler.model(model)?.model.value,
                let stage = try stage ?? request.stage ?? assembler.defaultStage(of: bound, for: version)?.name
            else { return }
            let target = Target(model: model, version: version, stage: stage)
            if !targets.contains(target) { targets.append(target) }
        }
        if request.selections.isEmpty || request.all {
            for version in report.addedVersions { try add(version.model, version.version, nil) }
            for pointer in report.touchedPointers where !pointer.isRemoved {
                guard let held = try? result.pointer(pointer.model, pointer.stage)?.value.version else { continue }
                try add(pointer.model, held, pointer.stage)
            }
        }
        for selection in request.selections {
            guard let version = try selection.version ?? result.versions(of: selection.model).last else {
                throw CommandFailure(.undecided, "there is no version of a model `\(selection.model)`")
            }
            try add(selection.model, version, nil)
        }
        if request.all {
            for model in try result.modelNames() {
                for stage in try result.stageNames(of: model) {
                    guard let held = try result.pointer(model, stage)?.value.version else { continue }
                    try add(model, held, stage)
                }
            }
        }
        return targets
    }

    /// A pointer is only valid with a record that says the same; where nothing can replay it, it is refused.
    private static func unreplayed(_ pointer: ChangeReport.Pointer, _ result: RegistrySnapshot) -> Finding {
        let version = (try? result.pointer(pointer.model, pointer.stage)?.value.version.description) ?? "VERSION"
        return Finding(
            check: "registry/pointer", rule: "record", model: pointer.model, version: version, stage: pointer.stage,
            outcome: .failed, required: true,
            message: "`\(pointer.stage)` of `\(pointer.model)` moves without a promotion that can be replayed",
            remedy: "`sluice promote \(pointer.model)@\(version) --stage \(pointer.stage) --apply`",
            location: SourceLocation(file: result.pointerPath(pointer.model, pointer.stage)))
    }

    /// Whether the bytes of each artifact are there with the recorded digest, hashed now.
    package func artifacts(
        of version: ModelVersion, _ policy: RegistryPolicy
    ) -> [(name: String, outcome: Outcome, message: String)] {
        let bytes = byteSource(policy)
        return version.artifacts.map { artifact in
            switch bytes.find(FileReference(path: artifact.uri, digest: artifact.digest)) {
            case .present: (artifact.name, .passed, "`\(artifact.uri)` has the recorded digest")
            case .differs(let found): (artifact.name, .failed, "`\(artifact.uri)` has the digest \(found)")
            case .absent(let reason): (artifact.name, .errored, reason)
            }
        }
    }

    private func byteSource(_ policy: RegistryPolicy) -> ByteSource {
        var places = [
            ByteSource.Place(name: "the judged commit", tree: comparison.resultTree, folder: nil)
        ]
        if let folder = repository.workingFolder {
            places.append(ByteSource.Place(name: "the working tree", tree: FolderTree(root: folder), folder: folder))
        }
        places.append(ByteSource.Place(name: "the merge target", tree: comparison.baseTree, folder: nil))
        return ByteSource(places: places, roots: policy.dataRoots, scratch: scratch)
    }

    private func locateCode(_ entry: CodeEntry) -> Facts.Code {
        if let path = entry.path, let tree = entry.tree {
            for candidate in [comparison.resultTree, comparison.baseTree] {
                if (try? candidate.treeID(at: path)) == tree { return .treeMatches }
            }
        }
        guard let commit = entry.commit else {
            return .unreachable("no commit is recorded and the recorded tree is not at the recorded path")
        }
        do {
            for tip in [comparison.base, comparison.head] where try repository.isAncestor(commit, of: tip) {
                return .commitReachable
            }
        } catch {
            if repository.isShallow { return .unknown("the clone is shallow") }
        }
        return .unreachable(
            "commit \(commit.short) is not reachable from base or head, and its tree is not there either")
    }

    private func digest(of file: String, in snapshot: RegistrySnapshot) throws -> (path: String, digest: Digest)? {
        let path = snapshot.path(file)
        return try snapshot.bytes(at: path).map { (path, Digest.of($0)) }
    }

    /// Structural findings count for every stage.
    private static func registryFinding(_ finding: Finding) -> Finding {
        var finding = finding
        finding.required = true
        if finding.outcome == .failed, finding.severity != .error { finding.outcome = .warned }
        return finding
    }
}
