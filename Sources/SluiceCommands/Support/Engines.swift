import SluiceCore
import SluiceQuery
import SluiceRegistry

/// The engine that evaluates measures: DuckDB with the limits that the policy sets.
struct Engines {
    private let client: Result<DuckDBClient, EngineError>

    init() async {
        do throws(EngineError) {
            client = .success(try await DuckDBLocator.locate())
        } catch {
            client = .failure(error)
        }
    }

    func make(_ paths: [Digest: String], _ policy: RegistryPolicy) -> any QueryEngine {
        switch client {
        case .failure(let error): return MissingEngine(error: error)
        case .success(let client):
            let settings = policy.engines.first { $0.kind == "duckdb" }
            var limits = DuckDBLimits()
            if let memory = settings?.memory { limits.memory = Int(memory) }
            if let threads = settings?.threads { limits.threads = threads }
            if let timeout = settings?.timeout { limits.time = .seconds(timeout.seconds) }
            return DuckDBEngine(
                client: client, binding: paths.mapValues { BoundFile(path: $0, identity: FileIdentity(path: $0)) },
                limits: limits)
        }
    }
}

/// Answers every question with the reason why there is no engine.
private struct MissingEngine: QueryEngine {
    let error: EngineError
    let name = "duckdb"

    func shapes(of files: [DataFile]) async -> [DataFile: Result<FileShape, EngineError>] {
        Dictionary(files.map { ($0, .failure(error)) }) { first, _ in first }
    }

    func evaluate(_ measures: [Measure]) async -> Evaluation {
        Evaluation(values: Dictionary(measures.map { ($0, .failure(error)) }) { first, _ in first })
    }
}
