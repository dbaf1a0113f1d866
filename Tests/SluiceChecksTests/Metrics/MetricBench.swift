import FoundationEssentials
import SluiceChecks
import SluiceCore
import SluiceProcess
import SluiceQuery
import SluiceRegistry
import SluiceYAML

/// A scratch folder with files of rows, a model over them, and the real engine.
final class MetricBench {
    private let folder: String
    private let client: DuckDBClient
    private var binding: [Digest: BoundFile] = [:]
    /// Files whose bytes are not what was recorded, or nowhere.
    var bytes: [FileReference: Facts.Bytes] = [:]

    init() async throws {
        folder = FileManager.default.temporaryDirectory.path + "/sluice-metrics-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if let client = try? await DuckDBLocator.locate() {
            self.client = client
        } else {
            let path = "\(Self.repository)/.venv/bin"
            client = try await DuckDBLocator.locate(environment: ["PATH": path], besideProgram: nil)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    static let repository =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/")

    /// Writes a file of rows as text; returns it as a manifest entry names it.
    func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
        return try entry(name, at: "\(folder)/\(name)")
    }

    /// Writes a Parquet file of what a query gives.
    func parquet(_ name: String, _ query: String) async throws -> String {
        let script = "COPY (\(query)) TO '\(folder)/\(name)' (FORMAT parquet);\n"
        let result = try await ProcessRunner.run(ChildProcess(client.path, ["-bail"], input: Array(script.utf8)))
        guard result.isSuccess else { throw Failure(message: result.errorText) }
        return try entry(name, at: "\(folder)/\(name)")
    }

    /// A file of this repository.
    func repositoryFile(_ path: String) throws -> String { try entry(path, at: "\(Self.repository)/\(path)") }

    private func entry(_ name: String, at path: String) throws -> String {
        let digest = Digest.of(try Data(contentsOf: URL(filePath: path)))
        binding[digest] = BoundFile(path: path)
        return "{uri: data/\(name), digest: \"\(digest)\"}"
    }

    var engine: DuckDBEngine { DuckDBEngine(client: client, binding: binding, scratch: folder) }

    /// Gathers as the gate does, until nothing new is needed.
    func gather(_ needs: (Facts) -> [Need]) async throws -> Facts {
        var facts = Facts()
        for _ in 0..<10 {
            let missing = Set(needs(facts)).filter { !facts.knows($0) }
            if missing.isEmpty { return facts }
            var files: [DataFile] = []
            var measures: [Measure] = []
            for need in missing {
                switch need {
                case .bytes(let reference): facts.bytes[reference] = bytes[reference] ?? .present(size: 1)
                case .shape(let file): files.append(file)
                case .measure(let measure): measures.append(measure)
                default: throw Failure(message: "a metric needs \(need)")
                }
            }
            if !files.isEmpty { facts.shapes.merge(await engine.shapes(of: files)) { $1 } }
            if !measures.isEmpty { facts.measures.merge(await engine.evaluate(measures).values) { $1 } }
        }
        throw Failure(message: "needs never end")
    }

    func judge(_ check: some Check, _ subject: CheckSubject) async throws -> Judgement {
        check.judge(subject, try await gather { check.needs(for: subject, known: $0) })
    }

    struct Failure: Error { let message: String }
}

/// A binary model with one dataset, `test`, as its manifests would say it.
struct MetricModel {
    var task = "binary-classification"
    /// Keys of `data: test`.
    var data = "role: test, id: id, label: y"
    /// Keys of `predictions: test`.
    var predictions = "columns: {id: id, score: s}, positiveLabel: 1"
    /// Lines of `gates:`.
    var gates: [String] = []
    var metrics = "{}"

    func model() throws -> Model {
        let text = """
            apiVersion: sluice/v1
            kind: Model
            name: late
            task: \(task)
            owners: [anna@example.org]
            metrics: \(metrics)
            data:
              test: {\(data)}
            predictions:
              test: {\(predictions)}
            gates: [\(gates.map { "{\($0)}" }.joined(separator: ", "))]
            """
        let file = "registry/models/late/model.yaml"
        return try Model(YAMLReader.read(Array(text.utf8), file: file), file: file)
    }

    func version(_ version: String = "1.1.0", test: String?, predictions: String?, claims: String = "{}") throws
        -> ModelVersion
    {
        var text = """
            apiVersion: sluice/v1
            kind: ModelVersion
            model: late
            version: \(version)
            created: 2026-11-20T10:00:00Z
            artifacts:
              - {name: model, uri: data/model.bin, digest: "sha256:\(String(repeating: "a", count: 64))"}
            metrics:
              test: \(claims)

            """
        if let test { text += "data:\n  test: \(test)\n" }
        if let predictions { text += "predictions:\n  test: \(predictions)\n" }
        let file = "registry/models/late/versions/\(version).yaml"
        return try ModelVersion(YAMLReader.read(Array(text.utf8), file: file), file: file)
    }

    func subject(
        _ version: ModelVersion, baseline: ModelVersion? = nil, gateBaselines: [String: GateBaseline]? = nil
    ) throws -> CheckSubject {
        let model = try model()
        let text = """
            apiVersion: sluice/v1
            kind: Registry
            name: tests
            id: 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d
            branch: main
            stages: [{name: staging}]
            data: {roots: [data/]}
            """
        let policy = try RegistryPolicy(YAMLReader.read(Array(text.utf8), file: "sluice.yaml"), file: "sluice.yaml")
        let loaded = baseline.map { Loaded(value: $0, path: $0.file, digest: .zero) }
        let compared: GateBaseline = loaded.map { .version($0, stage: "staging") } ?? .none
        return CheckSubject(
            model: Loaded(value: model, path: model.file, digest: .zero), modelSource: .base,
            version: Loaded(value: version, path: version.file, digest: .zero), stage: policy.stages[0], policy: policy,
            gates: model.gates, contracts: [:],
            gateBaselines: gateBaselines ?? Dictionary(model.gates.map { ($0.id, compared) }) { $1 }, baseline: loaded)
    }
}

extension MetricBench {
    /// Values of metrics by their canonical names.
    func values(
        _ names: [String], _ model: MetricModel, test: String, predictions: String
    ) async throws -> [String: MetricValue] {
        let version = try model.version(test: test, predictions: predictions)
        let source = MetricSource(
            model: try model.model(), dataset: "test", test: version.dataset("test"),
            predictions: version.prediction("test"), version: "late@1.1.0")
        let references = names.compactMap { MetricReference(canonical: $0) }
        let calculator = MetricCalculator(source)
        let facts = try await gather { calculator.values(of: references, known: $0).missing }
        let values = calculator.values(of: references, known: facts).values
        return Dictionary(values.map { ($0.key.canonicalName, $0.value) }) { $1 }
    }

    /// Labels and scores as two CSV files with the ids 1, 2, 3 …
    func values(
        _ names: [String], _ model: MetricModel = MetricModel(), labels: [String], scores: [String],
        weights: [String]? = nil
    ) async throws -> [String: MetricValue] {
        let test = try write(
            "test.csv",
            "id,y,w\n" + labels.indices.map { "\($0 + 1),\(labels[$0]),\(weights?[$0] ?? "1")\n" }.joined())
        let predictions = try write(
            "predictions.csv", "id,s\n" + scores.indices.reversed().map { "\($0 + 1),\(scores[$0])\n" }.joined())
        return try await values(names, model, test: test, predictions: predictions)
    }
}
