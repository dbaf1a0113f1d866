package import SluiceCore
import Synchronization

/// Evaluates measures with DuckDB's command-line client, which gets generated statements only.
package struct DuckDBEngine: QueryEngine {
    package let name = "duckdb"
    private let client: DuckDBClient
    private let binding: [Digest: BoundFile]
    private let limits: DuckDBLimits
    private let isolation: DuckDBIsolation
    private let scratch: String?
    private let known = ShapeCache()

    /// - Parameters:
    ///   - binding: where the verified bytes of each digest lie.
    ///   - scratch: where private folders are made; nil for `TMPDIR`, else `/tmp`.
    package init(
        client: DuckDBClient, binding: [Digest: BoundFile], limits: DuckDBLimits = DuckDBLimits(),
        isolation: DuckDBIsolation = .automatic, scratch: String? = nil
    ) {
        self.client = client
        self.binding = binding
        self.limits = limits
        self.isolation = isolation
        self.scratch = scratch
    }

    /// Files whose shape is known already are not read again.
    package func shapes(of files: [DataFile]) async -> [DataFile: Result<FileShape, EngineError>] {
        var shapes: [DataFile: Result<FileShape, EngineError>] = [:]
        for file in files { shapes[file] = known[file].map { .success($0) } }
        let unknown = Set(files).subtracting(shapes.keys).sorted {
            $0.label.utf8.lexicographicallyPrecedes($1.label.utf8)
        }
        guard !unknown.isEmpty else { return shapes }
        do throws(EngineError) {
            let (read, failures) = try await withSession(unknown) { session, files in
                await DuckDBShapes(session: session).read(files)
            }
            for file in unknown {
                shapes[file] = failures[file].map { .failure($0) } ?? read[file] ?? .failure(DuckDBAnswers.unexpected)
            }
        } catch {
            for file in unknown { shapes[file] = .failure(error) }
        }
        for file in unknown { known[file] = try? shapes[file]?.get() }
        return shapes
    }

    package func evaluate(_ measures: [Measure]) async -> Evaluation {
        var files: Set<DataFile> = []
        for measure in measures { files.formUnion(measure.relation.files) }
        let plan = MeasurePlan(measures, shapes: await shapes(of: Array(files)), dialect: DuckDBDialect())
        var evaluation = Evaluation(
            values: plan.refused.mapValues { .failure($0) }, statements: plan.records(engine: name))
        guard !plan.groups.isEmpty else { return evaluation }
        do throws(EngineError) {
            let used = Set(plan.groups.flatMap(\.files))
            let (values, failures) = try await withSession(Array(used)) { session, files in
                let usable = plan.groups.filter { $0.files.isSubset(of: files) }
                return await MeasureRun(session: session, shapes: plan.shapes).values(usable)
            }
            for group in plan.groups {
                let failure = group.sortedFiles.lazy.compactMap { failures[$0] }.first
                for measure in group.measures {
                    evaluation.values[measure] =
                        failure.map { .failure($0) } ?? values[measure] ?? .failure(DuckDBAnswers.unexpected)
                }
            }
        } catch {
            for measure in plan.groups.flatMap(\.measures) { evaluation.values[measure] = .failure(error) }
        }
        return evaluation
    }

    /// Makes the files visible in a private place, uses them there, and reports those that were not available or changed.
    private func withSession<Value: Sendable>(
        _ files: [DataFile], _ use: (DuckDBSession, Set<DataFile>) async -> Value
    ) async throws(EngineError) -> (value: Value, failures: [DataFile: EngineError]) {
        let bubblewrap = isolation == .links ? nil : await Bubblewrap.working(for: client)
        guard isolation != .bubblewrap || bubblewrap != nil else {
            throw EngineError(.missing, "bubblewrap is not installed, or not allowed to isolate programs here")
        }
        var sandbox = try DuckDBSandbox(client: client, limits: limits, bubblewrap: bubblewrap, scratch: scratch)
        defer { sandbox.remove() }
        var failures: [DataFile: EngineError] = [:]
        var available: Set<DataFile> = []
        for file in files {
            do throws(EngineError) {
                guard let bound = binding[file.digest] else {
                    throw EngineError(.missing, "\(file.label): no file with digest \(file.digest) is available")
                }
                try sandbox.add(file, bound)
                available.insert(file)
            } catch {
                failures[file] = error
            }
        }
        let value = await use(DuckDBSession(limits: limits, sandbox: sandbox), available)
        failures.merge(sandbox.tampered) { $1 }
        return (value, failures)
    }
}

/// The shapes that an engine has read. A file is its digest, so they do not change.
private final class ShapeCache: Sendable {
    private let shapes = Mutex<[DataFile: FileShape]>([:])

    subscript(file: DataFile) -> FileShape? {
        get { shapes.withLock { $0[file] } }
        set { shapes.withLock { $0[file] = newValue } }
    }
}
