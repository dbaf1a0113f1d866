import SluiceCore
import SluiceGate
import SluicePromotion
import SluiceRegistry
import Testing

/// A tree in memory.
struct MemoryTree: FileTree {
    var files: [String: [UInt8]]

    func entry(at path: String) throws(FileTreeError) -> FileEntry? {
        let name = RepositoryPath.name(of: path)
        if files[path] != nil { return FileEntry(name: name, kind: .file, object: nil) }
        guard files.keys.contains(where: { $0.hasPrefix(path + "/") }) else { return nil }
        return FileEntry(name: name, kind: .folder, object: nil)
    }

    func children(of path: String) throws(FileTreeError) -> [FileEntry] {
        let names = Set(
            files.keys.filter { $0.hasPrefix(path + "/") }
                .map { String($0.dropFirst(path.count + 1).prefix { $0 != "/" }) })
        var found: [FileEntry] = []
        for name in names.sorted() {
            if let entry = try entry(at: path + "/" + name) { found.append(entry) }
        }
        return found
    }

    func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]? { files[path] }
}

/// A small registry whose promotions are carried out in memory, each on top of the one before.
struct Fixture {
    var files: [String: [UInt8]] = [:]
    static let base = ObjectID(String(repeating: "b", count: 40))
    static let registryID = "3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d"

    /// - Parameter production: lines of the stage `production`, indented by four spaces.
    init(production: String = "    from: [{stage: staging}]\n", versions: [String] = ["1.0.0", "1.1.0", "1.2.0"]) {
        self["registry/sluice.yaml"] = """
            apiVersion: sluice/v1
            kind: Registry
            name: acme
            id: \(Fixture.registryID)
            branch: main
            stages:
              - name: staging
              - name: production
            \(production)data:
              roots: [registry/]

            """
        self["registry/models/churn/model.yaml"] = """
            apiVersion: sluice/v1
            kind: Model
            name: churn
            task: binary-classification
            owners: ["@ml"]
            data:
              test: {role: test}

            """
        for version in versions { addVersion(version) }
    }

    subscript(path: String) -> String? {
        get { files[path].map { String(decoding: $0, as: UTF8.self) } }
        set { files[path] = newValue.map { Array($0.utf8) } }
    }

    mutating func addVersion(_ version: String) {
        self["registry/models/churn/versions/\(version).yaml"] = """
            apiVersion: sluice/v1
            kind: ModelVersion
            model: churn
            version: \(version)
            created: 2026-11-20T10:00:00Z
            artifacts:
              - name: model
                uri: registry/models/churn/artifacts/\(version)/model.onnx
                digest: "\(Fixture.artifactDigest(version))"

            """
    }

    static func artifactDigest(_ version: String) -> Digest { Digest.of("artifact of \(version)") }

    /// A pointer as teams had them before their first record.
    mutating func addUnrecordedPointer(_ version: String, stage: String) {
        self[Fixture.pointerPath(stage)] = """
            apiVersion: sluice/v1
            kind: StagePointer
            model: churn
            stage: \(stage)
            version: \(version)
            uri: registry/models/churn/artifacts/\(version)/model.onnx
            digest: "\(Fixture.artifactDigest(version))"

            """
    }

    static func pointerPath(_ stage: String) -> String { "registry/models/churn/stages/\(stage).yaml" }

    /// The pointer's file as the design shows it, written without the code under test.
    static func design(_ pointer: StagePointer) -> String {
        var lines = [
            "apiVersion: sluice/v1", "kind: StagePointer", "model: \(pointer.model)", "stage: \(pointer.stage)",
            "version: \(pointer.version)",
        ]
        if let previous = pointer.previous { lines.append("previous: \(previous)") }
        lines += ["uri: \(pointer.uri)", "digest: \"\(pointer.digest)\""]
        if let promotion = pointer.promotion { lines.append("promotion: \"\(promotion)\"") }
        if let hold = pointer.hold { lines.append("hold: \"\(hold)\"") }
        return lines.map { $0 + "\n" }.joined()
    }

    var snapshot: RegistrySnapshot { RegistrySnapshot(tree: MemoryTree(files: files), root: "registry") }

    func pointer(_ stage: String) throws -> StagePointer {
        try #require(try snapshot.pointer("churn", stage)?.value)
    }

    // MARK: Promoting

    static func gate(
        _ version: String, stage: String, verdict: Verdict = .passed, findings: [Finding]? = nil,
        metrics: [MetricRow] = []
    ) -> GateOutcome {
        let subject = SubjectResult(
            model: "churn", version: version, task: "binary-classification", stage: stage, verdict: verdict,
            enforced: true, reproducibility: "R1", metrics: metrics, policyDigest: Digest.of("policy"),
            digests: ["manifest:churn@\(version)": Digest.of("m"), "artifact:model": Digest.of("a")])
        let passed = Finding(
            check: "metrics/floor", rule: "auc floor", model: "churn", version: version, stage: stage, dataset: "test",
            outcome: .passed, required: true, message: "is above its floor")
        return GateOutcome(subject: subject, findings: findings ?? [passed], policy: Digest.of("policy"))
    }

    /// - Parameter gate: nil measures a pass.
    func promotion(_ version: String, to stage: String, gate: GateOutcome? = nil) throws -> PromotionInputs {
        let snapshot = snapshot
        let policy = try #require(try snapshot.policy()?.value)
        let model = try #require(try snapshot.model("churn"))
        var inputs = try PromotionInputs.read(
            model: model, version: try #require(SemanticVersion(version)), stage: stage,
            base: try #require(Fixture.base), in: snapshot, policy: policy)
        inputs.gate = gate ?? Fixture.gate(version, stage: stage)
        return inputs
    }

    func rollback(
        _ stage: String, to version: String? = nil, reason: String = "wrong labels"
    ) throws -> RollbackInputs {
        let snapshot = snapshot
        let policy = try #require(try snapshot.policy()?.value)
        let model = try #require(try snapshot.model("churn"))
        var inputs = try RollbackInputs.read(
            model: model, stage: stage, requested: version.flatMap { SemanticVersion($0) }, reason: reason,
            base: try #require(Fixture.base), in: snapshot, policy: policy)
        inputs.bytes = [.init(name: "model", outcome: .passed, message: "has the recorded digest")]
        return inputs
    }

    /// Writes what a plan would commit, and gives its step.
    @discardableResult
    mutating func apply(_ plan: PromotionPlan) throws -> PromotionStep {
        let step = try #require(plan.step, "\(plan.rules)")
        for edit in PromotionCommit(step).edits { files[edit.path] = edit.bytes }
        return step
    }

    @discardableResult
    mutating func promote(_ version: String, to stage: String) throws -> PromotionStep {
        try apply(Promotion.plan(try promotion(version, to: stage)))
    }

    @discardableResult
    mutating func rollBack(_ stage: String, reason: String = "wrong labels") throws -> PromotionStep {
        try apply(Rollback.plan(try rollback(stage, reason: reason)))
    }
}

extension [RuleOutcome] {
    /// The messages of a rule with an outcome.
    func messages(_ rule: String, _ outcome: Outcome) -> [String] {
        filter { $0.rule == rule && $0.outcome == outcome }.map(\.message)
    }

    var failedRules: [String] { filter { $0.outcome == .failed }.map(\.rule) }
}
