/// Writes one statement that yields one row with every measure: `m0`, `m1`, … in the order given.
///
/// Each different relation is one common table expression, the aggregates of one relation are one SELECT, and the
/// resulting single rows are joined.
struct StatementBuilder {
    private let relations: RelationWriter
    private let dialect: any Dialect
    private var terminals: [(relation: Relation, table: Int, columns: [String])] = []
    private var order: [(terminal: Int, column: Int)] = []
    /// The type of each measure; nil for a bare NULL. Lists are `.other`.
    private(set) var types: [ColumnType?] = []

    init(shapes: [DataFile: FileShape], dialect: any Dialect, naming: any Naming) {
        self.dialect = dialect
        relations = RelationWriter(shapes: shapes, dialect: dialect, naming: naming)
    }

    /// - Throws: when a column does not exist, types do not fit, or the relation cannot be evaluated.
    mutating func append(_ measure: Measure) throws(EngineError) {
        let terminal = try terminal(measure.relation)
        let table = terminals[terminal].table
        let total = try relations.expressions(over: table).total(measure.expression)
        order.append((terminal, terminals[terminal].columns.count))
        terminals[terminal].columns.append("\(total.text) AS m\(types.count)")
        types.append(total.type)
    }

    private mutating func terminal(_ relation: Relation) throws(EngineError) -> Int {
        // Most measures follow another one over the same relation; comparing is cheaper than hashing there.
        if let last = terminals.indices.last, terminals[last].relation == relation { return last }
        if let known = terminals.firstIndex(where: { $0.relation == relation }) { return known }
        terminals.append((relation, try relations.table(relation), []))
        return terminals.count - 1
    }

    /// The text, without a final semicolon. Every line begins with a keyword.
    func statement() throws(EngineError) -> String {
        var tables = try relations.definitions()
        for (index, terminal) in terminals.enumerated() where !terminal.columns.isEmpty {
            tables.append("a\(index) AS (SELECT \(terminal.columns.joined(separator: ", ")) FROM r\(terminal.table))")
        }
        let results = order.enumerated().map { "a\($1.terminal).m\($0)" }.joined(separator: ", ")
        let rows = Set(order.map(\.terminal)).sorted().map { "a\($0)" }.joined(separator: ", ")
        return "WITH " + tables.joined(separator: ",\n") + "\nSELECT \(results) FROM \(rows)"
    }
}
