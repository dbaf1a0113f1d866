import SluiceChecks
import SluiceContracts
import SluiceCore
import SluiceQuery

@testable import SluiceRegistry

/// A subject for tests: a small model and version that every check passes, to be changed by the test.
struct TestSubject {
    var model = TestSubject.demoModel
    var version = TestSubject.demoVersion
    var policy = TestSubject.demoPolicy
    var requires = ["registry", "artifacts", "data"]
    var contracts: [String: BoundContract] = [:]
    var gates: [Gate] = []
    var modelSource = RuleSource.base

    var subject: CheckSubject {
        CheckSubject(
            model: Loaded(value: model, path: "registry/models/demo/model.yaml", digest: Digest.of("model")),
            modelSource: modelSource,
            version: Loaded(
                value: version, path: "registry/models/demo/versions/1.0.0.yaml", digest: Digest.of("version")),
            stage: StagePolicy(
                name: "staging", promote: .manual, from: [], requires: requires, enforce: true, unbuiltRules: [],
                location: TestSubject.place("sluice.yaml", 3)),
            policy: policy, gates: gates, contracts: contracts, gateBaselines: [:], baseline: nil)
    }

    static func place(_ file: String, _ line: Int) -> SourceLocation {
        SourceLocation(file: file, line: line, column: 1)
    }

    static func role(
        _ name: String, contract: String? = nil, pin: Digest? = nil, optional: Bool = false
    ) -> DataRole {
        DataRole(
            name: name, role: name, contract: contract, contractObject: nil, id: [], label: nil, weight: nil, pin: pin,
            optional: optional, location: place("model.yaml", 10))
    }

    static func file(_ name: String, _ uri: String, _ digest: Digest, rows: Int64? = nil) -> DataEntry {
        DataEntry(
            name: name, source: .file(uri: uri, digest: digest), rows: rows, contractDigest: nil,
            location: place("version.yaml", 7))
    }

    static let table = DataEntry(
        name: "train", source: .table(name: "ml.train", engine: "warehouse", fingerprint: "1:2"), rows: nil,
        contractDigest: nil, location: place("version.yaml", 7))

    static let artifactDigest = Digest.of("model bytes")
    static let testDigest = Digest.of("test bytes")
    static let lockDigest = Digest.of("lock bytes")
    static let artifact = FileReference(path: "models/model.onnx", digest: artifactDigest)
    static let testFile = FileReference(path: "data/test.csv", digest: testDigest)
    static let lock = FileReference(path: "code/requirements.lock", digest: lockDigest)

    private static let demoModel = Model(
        file: "model.yaml", name: "demo", task: .binaryClassification, title: nil, description: nil, labels: [:],
        owners: ["anna@example.org"], license: "Apache-2.0", risk: nil, card: "CARD.md", stages: nil,
        data: [role("test")], predictions: [], gates: [], metrics: [:], checks: [], continues: nil, locations: [:],
        location: place("model.yaml", 1))

    private static let firstVersion: SemanticVersion = {
        guard let version = SemanticVersion("1.0.0") else { preconditionFailure("1.0.0 is a version") }
        return version
    }()

    private static let demoVersion = ModelVersion(
        file: "version.yaml", model: "demo", version: firstVersion,
        created: Instant(secondsSince1970: 1_764_000_000), parent: nil,
        artifacts: [
            ArtifactEntry(
                name: "model", uri: artifact.path, digest: artifactDigest, size: 11, format: nil,
                location: place("version.yaml", 5))
        ], data: [file("test", testFile.path, testDigest)], predictions: [], claims: [], params: [],
        code: CodeEntry(
            repository: ".", commit: ObjectID(String(repeating: "4f", count: 20)), tree: nil, path: "code",
            location: place("version.yaml", 11)),
        run: RunEntry(
            command: [], environmentFile: lock.path, environmentDigest: lockDigest,
            environmentLocation: place("version.yaml", 13), seed: "42", location: place("version.yaml", 12)),
        location: place("version.yaml", 1))

    private static let demoPolicy = RegistryPolicy(
        file: "sluice.yaml", notes: ManifestNotes(), name: "acme", id: "id", branch: "main", stages: [], teams: [:],
        dataRoots: ["data/"],
        engines: [], checks: [], gates: [], samples: .masked)

    static func setting(_ check: String, _ severity: Severity?) -> CheckSetting {
        CheckSetting(check: check, severity: severity, settings: [:], location: place("sluice.yaml", 20))
    }
}

extension Facts {
    /// Everything that the subject of `TestSubject` needs to pass.
    static func good(_ subject: TestSubject) -> Facts {
        var facts = Facts()
        facts.bytes[TestSubject.artifact] = .present(size: 11)
        facts.bytes[TestSubject.testFile] = .present(size: 10)
        facts.bytes[TestSubject.lock] = .present(size: 10)
        facts.recordedDocuments[TestSubject.lock] = .text(
            "numpy==1 --hash=sha256:\(String(repeating: "0f", count: 32))")
        if let code = subject.version.code { facts.code[code] = .commitReachable }
        facts.documents["CARD.md"] = .text(
            "## Intended use\nx\n## Training data\nx\n## Evaluation\nx\n## Limitations\nx\n")
        return facts
    }
}

extension Check {
    /// The outcomes of a subject, by rule.
    func outcomes(_ subject: TestSubject, _ facts: Facts) -> [String: Outcome] {
        Dictionary(
            judge(subject.subject, facts).findings.map {
                ("\($0.dataset.map { "\($0):" } ?? "")\($0.rule ?? "")", $0.outcome)
            },
            uniquingKeysWith: { first, _ in first })
    }

    func only(_ subject: TestSubject, _ facts: Facts) throws -> Finding {
        let findings = judge(subject.subject, facts).findings
        guard findings.count == 1, let finding = findings.first else { throw NotOneFinding(findings: findings) }
        return finding
    }
}

struct NotOneFinding: Error { let findings: [Finding] }
