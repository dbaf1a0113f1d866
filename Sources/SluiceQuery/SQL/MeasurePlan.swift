import SluiceCore

/// Measures sorted into statements: one for each different set of files. A measure that cannot be written is refused by
/// itself, before it could spoil a statement.
struct MeasurePlan: Sendable {
    struct Group: Sendable {
        let files: Set<DataFile>
        let measures: [Measure]
        /// The statement as people read it.
        let readable: String

        var sortedFiles: [DataFile] { files.sorted { ($0.label, $0.digest) < ($1.label, $1.digest) } }
    }

    /// The columns of the files that could be read.
    let shapes: [DataFile: FileShape]
    private(set) var groups: [Group] = []
    private(set) var refused: [Measure: EngineError] = [:]

    /// - Parameter measures: in the order in which statements name them; equal ones count once.
    init(_ measures: [Measure], shapes: [DataFile: Result<FileShape, EngineError>], dialect: any Dialect) {
        self.shapes = shapes.compactMapValues { try? $0.get() }
        var order: [Set<DataFile>] = []
        var byFiles: [Set<DataFile>: [Measure]] = [:]
        var seen: Set<Measure> = []
        for measure in measures where seen.insert(measure).inserted {
            let files = measure.relation.files
            if let problem = Self.problem(files, shapes) {
                refused[measure] = problem
            } else {
                if byFiles[files] == nil { order.append(files) }
                byFiles[files, default: []].append(measure)
            }
        }
        for files in order { append(byFiles[files] ?? [], files, dialect) }
    }

    private static func problem(
        _ files: Set<DataFile>, _ shapes: [DataFile: Result<FileShape, EngineError>]
    ) -> EngineError? {
        for file in files.sorted(by: { ($0.label, $0.digest) < ($1.label, $1.digest) }) {
            if case .failure(let error)? = shapes[file] { return error }
        }
        return nil
    }

    private mutating func append(_ measures: [Measure], _ files: Set<DataFile>, _ dialect: any Dialect) {
        var good: [Measure] = []
        var builder = StatementBuilder(shapes: shapes, dialect: dialect, naming: ReadableNaming(dialect))
        for measure in measures {
            do throws(EngineError) {
                try builder.append(measure)
                good.append(measure)
            } catch {
                refused[measure] = error
            }
        }
        // A refused measure may have left tables behind that nothing reads.
        guard good.count == measures.count else { return good.isEmpty ? () : append(good, files, dialect) }
        do throws(EngineError) {
            groups.append(Group(files: files, measures: good, readable: try builder.statement()))
        } catch {
            for measure in good { refused[measure] = error }
        }
    }

    /// The statements as the result document shows them, in an order of their own.
    func records(engine: String) -> [StatementRecord] {
        groups.map { group in
            let relation = group.sortedFiles.map(\.label).joined(separator: ", ")
            return StatementRecord(engine: engine, relation: relation, sql: group.readable)
        }.sorted { ($0.relation, $0.sql) < ($1.relation, $1.sql) }
    }
}
