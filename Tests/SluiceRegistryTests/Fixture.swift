import SluiceCore
import SluiceRegistry
import SluiceTesting
import SluiceYAML

/// A small registry with one model of two versions, and helpers that change it.
enum Fixture {
    static let digest = "sha256:" + String(repeating: "a", count: 64)
    static let otherDigest = "sha256:" + String(repeating: "b", count: 64)

    static let policy = """
        apiVersion: sluice/v1
        kind: Registry
        name: acme-models
        id: 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d
        branch: main
        stages:
          - name: staging
          - name: production
            from: [{stage: staging}]
        data:
          roots: [data/, registry/]

        """

    static let model = """
        apiVersion: sluice/v1
        kind: Model
        name: flight
        task: binary-classification
        owners: ["@flights"]
        card: ./CARD.md
        data:
          train: {role: train, optional: true}
          test: {role: test, contract: ./contracts/flights.odcs.yaml, id: id, label: late}
        predictions:
          test: {columns: {id: id, score: p_late}}
        gates:
          - {id: auc-floor, metric: roc_auc, dataset: test, min: 0.6}

        """

    static let contract = """
        apiVersion: v3.1.0
        kind: DataContract
        id: flights
        version: 1.0.0
        status: active
        schema:
          - name: flights
            properties:
              - {name: id, logicalType: integer, required: true}

        """

    static func version(_ version: String, parent: String? = nil, extra: String = "") -> String {
        """
        apiVersion: sluice/v1
        kind: ModelVersion
        model: flight
        version: \(version)
        created: 2026-11-20T10:00:00Z
        \(parent.map { "parent: \($0)\n" } ?? "")artifacts:
          - {name: model, uri: data/\(version).onnx, digest: "\(digest)"}
        data:
          test: {uri: data/test.parquet, digest: "\(digest)", rows: 10}
        metrics:
          test: {roc_auc: 0.66}
        \(extra)
        """
    }

    static func pointer(_ version: String, stage: String = "staging", promotion: Digest? = nil) -> String {
        StagePointer(
            model: "flight", stage: stage, version: SemanticVersion(version) ?? .zero, uri: "data/\(version).onnx",
            digest: Digest(digest) ?? .zero, promotion: promotion
        ).text
    }

    static let files: [String: String] = [
        "registry/sluice.yaml": policy,
        "registry/models/flight/model.yaml": model,
        "registry/models/flight/CARD.md": "# flight\n",
        "registry/models/flight/contracts/flights.odcs.yaml": contract,
        "registry/models/flight/versions/1.0.0.yaml": version("1.0.0"),
        "registry/models/flight/versions/1.1.0.yaml": version("1.1.0", parent: "1.0.0"),
        "registry/models/flight/stages/staging.yaml": pointer("1.0.0"),
        "data/test.parquet": "rows",
    ]

    static var tree: MemoryTree { MemoryTree(files) }

    static let rules = StructuralRules(
        known: KnownChecks(
            severities: [
                "registry/schema": .error, "artifacts/digest": .error, "data/digest": .error, "data/drift": .error,
                "metrics/claim": .error, "governance/model-card": .warning, "reproducibility/code": .error,
            ], settings: ["data/drift": ["method", "max"]]))

    static func snapshot(_ tree: MemoryTree) -> RegistrySnapshot { RegistrySnapshot(tree: tree, root: "registry") }

    /// The problems that `lint` finds in the fixture after `changes`.
    static func lint(_ changes: [String: String?] = [:], links: [String: FileKind] = [:]) throws -> [Finding] {
        try rules.lint(snapshot(tree.changing(changes, links: links))).filter { $0.outcome != .passed }
    }

    /// The report on `changes` to the fixture, after `base` changed it.
    static func change(
        _ changes: [String: String?], base: [String: String?] = [:], touched: Set<String> = [],
        links: [String: FileKind] = [:]
    ) throws -> ChangeReport {
        let before = tree.changing(base)
        let after = before.changing(changes, links: links)
        var paths: [PathChange] = []
        for path in Set(changes.keys).union(links.keys) {
            let had = try before.entry(at: path) != nil
            let has = try after.entry(at: path) != nil
            paths.append(PathChange(path, had && has ? .modified : has ? .added : .removed))
        }
        return try rules.change(
            base: snapshot(before), result: snapshot(after), changes: paths, touchedByCommits: touched)
    }

    static func read(_ text: String, file: String = "f.yaml") throws(InvalidFile) -> YAMLNode {
        try YAMLReader.read(Array(text.utf8), file: file)
    }
}

extension SemanticVersion {
    static let zero = SemanticVersion("0.0.0").unsafelyKnown
}

extension Optional {
    /// For constants of tests.
    var unsafelyKnown: Wrapped {
        guard let self else { preconditionFailure("a constant of the tests is wrong") }
        return self
    }
}

extension [Finding] {
    var problems: [Finding] { filter { $0.outcome != .passed } }

    /// `check: message` of each problem.
    var texts: [String] { problems.map { "\($0.check): \($0.message)" } }
}
