package import SluiceCore

/// An engine that evaluates measures over files of rows.
package protocol QueryEngine: Sendable {
    /// As in the result document: `duckdb`.
    var name: String { get }

    /// The columns of each file, from file metadata (Parquet), the header (CSV) or the values (JSON lines).
    func shapes(of files: [DataFile]) async -> [DataFile: Result<FileShape, EngineError>]

    /// Evaluates measures with one scan per set of files. When a merged statement fails, its measures are evaluated one
    /// by one, so that one bad measure never hides the others.
    func evaluate(_ measures: [Measure]) async -> Evaluation
}

/// What an engine answered, and the statements it ran.
package struct Evaluation: Sendable {
    /// Exact integers are `.integer`, or `.string` of decimal digits beyond 64 bits; other numbers `.number`.
    package var values: [Measure: Result<JSON, EngineError>]
    package var statements: [StatementRecord]

    package init(values: [Measure: Result<JSON, EngineError>] = [:], statements: [StatementRecord] = []) {
        self.values = values
        self.statements = statements
    }
}

/// An engine that is missing, refused, crashed, or ran out of what it was allowed.
package struct EngineError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, Sendable { case missing, failed, timeout, memory, output, tampered }
    package let kind: Kind
    /// Never holds a cache or temporary path.
    package let message: String
    package let remedy: String

    package init(_ kind: Kind, _ message: String, remedy: String = "") {
        self.kind = kind
        self.message = message
        self.remedy = remedy
    }

    package var description: String { remedy.isEmpty ? message : "\(message)\n  \(remedy)" }
}
