/// The columns of a relation: names are exact (bytes), and no two of them differ in case only, because engines fold it.
struct Schema: Sendable {
    private(set) var columns: [(name: String, type: ColumnType?)] = []
    private var positions: [[UInt8]: Int] = [:]
    private var folded: Set<String> = []

    /// - Throws: when a column of that name, or of one that engines take for the same, exists already.
    mutating func append(_ name: String, _ type: ColumnType?) throws(EngineError) {
        guard folded.insert(name.lowercased()).inserted else {
            throw EngineError(
                .failed, "two columns are named \(quoted(name)), or differ from it in upper and lower case only",
                remedy: "Rename one of them: engines do not tell them apart.")
        }
        positions[Array(name.utf8)] = columns.count
        columns.append((name, type))
    }

    init() {}

    init(_ shape: FileShape) throws(EngineError) {
        for column in shape.columns { try append(column.name, column.type) }
    }

    /// The type of the column of exactly this name.
    func type(of name: String) throws(EngineError) -> ColumnType? {
        if let position = positions[Array(name.utf8)] { return columns[position].type }
        let near = columns.first { $0.name.lowercased() == name.lowercased() }
        throw EngineError(
            .failed, "there is no column named \(quoted(name))",
            remedy: near.map { "There is \(quoted($0.name)); names are compared exactly." } ?? "")
    }

    private func quoted(_ name: String) -> String { "`\(name)`" }
}
