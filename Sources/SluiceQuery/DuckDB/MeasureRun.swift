import SluiceCore

/// Runs the statements of a plan, and the measures of a statement that failed one by one.
struct MeasureRun {
    let session: DuckDBSession
    let shapes: [DataFile: FileShape]

    private struct Statement {
        let measures: [Measure]
        let types: [ColumnType?]
        let text: String
    }

    func values(_ groups: [MeasurePlan.Group]) async -> [Measure: Result<JSON, EngineError>] {
        var values: [Measure: Result<JSON, EngineError>] = [:]
        let alone = await run(groups.map(\.measures), into: &values)
        _ = await run(alone.map { [$0] }, into: &values)
        return values
    }

    /// - Returns: the measures to be tried alone.
    private func run(
        _ lists: [[Measure]], into values: inout [Measure: Result<JSON, EngineError>]
    ) async -> [Measure] {
        var statements: [Statement] = []
        for measures in lists {
            do throws(EngineError) {
                statements.append(try statement(measures))
            } catch {
                for measure in measures { values[measure] = .failure(error) }
            }
        }
        guard !statements.isEmpty else { return [] }
        var alone: [Measure] = []
        for (statement, row) in zip(statements, await session.rows(statements.map(\.text))) {
            switch row {
            case .success(let row):
                for (number, measure) in statement.measures.enumerated() {
                    values[measure] = Self.value(row["m\(number)"], statement.types[number])
                }
            case .failure(let error) where statement.measures.count > 1 && [.failed, .memory].contains(error.kind):
                alone += statement.measures
            case .failure(let error):
                for measure in statement.measures { values[measure] = .failure(error) }
            }
        }
        return alone
    }

    private func statement(_ measures: [Measure]) throws(EngineError) -> Statement {
        var paths: [DataFile: String] = [:]
        for file in measures.first?.relation.files ?? [] { paths[file] = session.sandbox.path(of: file) }
        let naming = DuckDBNaming(shapes: shapes, paths: paths)
        var builder = StatementBuilder(shapes: shapes, dialect: DuckDBDialect(), naming: naming)
        for measure in measures { try builder.append(measure) }
        return Statement(measures: measures, types: builder.types, text: try builder.statement())
    }

    /// DuckDB prints wide integers as strings and small floats as whole numbers; the type says which is meant.
    static func value(_ printed: JSON?, _ type: ColumnType?) -> Result<JSON, EngineError> {
        switch (printed, type) {
        case (.null?, _): return .success(.null)
        case (.integer(let value)?, .integer): return .success(.integer(value))
        case (.string(let digits)?, .integer):
            if let value = Int64(digits) { return .success(.integer(value)) }
            let magnitude = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
            if !magnitude.isEmpty, magnitude.utf8.allSatisfy({ (48...57).contains($0) }) {
                return .success(.string(digits))
            }
        case (.integer(let value)?, .number): return .success(.number(Double(value)))
        case (.number(let value)?, .number): return .success(.number(value))
        case (.bool?, .boolean), (.array?, .other), (.string?, .text), (.string?, .date), (.string?, .timestamp),
            (.string?, .time):
            if let printed { return .success(printed) }
        default: break
        }
        return .failure(EngineError(.output, "DuckDB answered with a value of another type than was asked for"))
    }
}
