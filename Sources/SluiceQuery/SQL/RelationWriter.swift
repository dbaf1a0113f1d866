/// Writes relations as common table expressions `r0`, `r1`, …, each different one once.
final class RelationWriter {
    private let shapes: [DataFile: FileShape]
    private let dialect: any Dialect
    private let naming: any Naming
    private var numbers: [Relation: Int] = [:]
    private var tables: [Table] = []

    private struct Table {
        let relation: Relation
        let schema: Schema
        /// Nil for files, which are written last, when it is known which of their columns are read.
        let body: String?
        /// A table all of whose columns this one passes on.
        let inner: Int?
        var uses = 0
        var read: Set<[UInt8]> = []
    }

    init(shapes: [DataFile: FileShape], dialect: any Dialect, naming: any Naming) {
        self.shapes = shapes
        self.dialect = dialect
        self.naming = naming
    }

    /// The number of the relation's table, which is read once more from now on.
    func table(_ relation: Relation) throws(EngineError) -> Int {
        if let known = numbers[relation] {
            tables[known].uses += 1
            return known
        }
        var table = try make(relation)
        table.uses = 1
        numbers[relation] = tables.count
        tables.append(table)
        return tables.count - 1
    }

    /// The writer of expressions over the columns of a table.
    func expressions(over table: Int, alias: String? = nil) -> ExpressionWriter {
        ExpressionWriter(schema: tables[table].schema, dialect: dialect) { [self] name throws(EngineError) in
            _ = try tables[table].schema.type(of: name)
            note(name, in: table)
            let text = try naming.column(name)
            return alias.map { "\($0).\(text)" } ?? text
        }
    }

    private func note(_ name: String, in table: Int) {
        guard tables[table].read.insert(Array(name.utf8)).inserted, let inner = tables[table].inner,
            (try? tables[inner].schema.type(of: name)) != nil
        else { return }
        note(name, in: inner)
    }

    private func make(_ relation: Relation) throws(EngineError) -> Table {
        switch relation {
        case .file(let file):
            return Table(relation: relation, schema: try Schema(shape(file)), body: nil, inner: nil)
        case .numbered(let file, let name):
            guard file.format != .jsonLines else {
                throw EngineError(
                    .failed, "the rows of JSON lines have no dependable order",
                    remedy: "Name an id column, or record the rows as Parquet or CSV.")
            }
            var schema = try Schema(shape(file))
            try schema.append(name, .integer)
            return Table(relation: relation, schema: schema, body: nil, inner: nil)
        case .select(let inner, let columns, let condition): return try select(relation, inner, columns, condition)
        case .group(let inner, let keys, let columns): return try group(relation, inner, keys, columns)
        case .join(let join): return try self.join(relation, join)
        case .running(let inner, let key, let descending, let sums):
            return try running(relation, inner, key, descending, sums)
        }
    }

    private func shape(_ file: DataFile) throws(EngineError) -> FileShape {
        guard let shape = shapes[file] else {
            throw EngineError(.missing, "\(file.label): its columns are not known")
        }
        return shape
    }

    /// Every table, after those it reads.
    func definitions() throws(EngineError) -> [String] {
        var texts: [String] = []
        for (number, table) in tables.enumerated() {
            let body = if let body = table.body { body } else { try file(table) }
            texts.append("r\(number) AS \(materialization(table))(\(body))")
        }
        return texts
    }

    private func file(_ table: Table) throws(EngineError) -> String {
        let (file, number): (DataFile, String?) =
            switch table.relation {
            case .file(let file): (file, nil)
            case .numbered(let file, let name): (file, name)
            default: throw EngineError(.failed, "a relation has no text")
            }
        let columns = try shape(file).columns
        var read = columns.filter { table.read.contains(Array($0.name.utf8)) }
        if read.isEmpty, number == nil { read = Array(columns.prefix(1)) }
        return try naming.select(read, of: file, numberedBy: number)
    }

    /// Computed once where it is read twice, except for Parquet, whose columns are cheaper to read again.
    private func materialization(_ table: Table) -> String {
        guard table.uses > 1 else { return "" }
        switch table.relation {
        case .file(let file), .numbered(let file, _):
            return file.format == .parquet ? "NOT MATERIALIZED " : "MATERIALIZED "
        default: return "MATERIALIZED "
        }
    }
}

extension RelationWriter {
    private func select(
        _ relation: Relation, _ inner: Relation, _ columns: [Relation.NamedExpression], _ condition: Expression?
    ) throws(EngineError) -> Table {
        let source = try table(inner)
        let writer = expressions(over: source)
        var schema = Schema()
        var items: [String] = []
        for column in columns {
            let value = try writer.value(column.expression)
            try schema.append(column.name, value.type)
            items.append("\(value.text) AS \(try naming.column(column.name))")
        }
        if items.isEmpty { items = ["NULL AS none"] }
        var body = "SELECT \(items.joined(separator: ", ")) FROM r\(source)"
        if let condition {
            body += " WHERE \(try writer.require(writer.value(condition), .boolean, "a condition").text)"
        }
        return Table(relation: relation, schema: schema, body: body, inner: nil)
    }

    private func group(
        _ relation: Relation, _ inner: Relation, _ keys: [String], _ columns: [Relation.NamedExpression]
    ) throws(EngineError) -> Table {
        let source = try table(inner)
        let writer = expressions(over: source)
        var schema = Schema()
        var items: [String] = []
        var by: [String] = []
        for key in keys {
            let value = try writer.value(.column(key))
            try schema.append(key, value.type)
            by.append(value.text)
        }
        items = by
        for column in columns {
            let value = try writer.total(column.expression)
            try schema.append(column.name, value.type)
            items.append("\(value.text) AS \(try naming.column(column.name))")
        }
        guard !items.isEmpty else { throw EngineError(.failed, "a group has neither keys nor aggregates") }
        let clause = by.isEmpty ? "" : " GROUP BY \(by.joined(separator: ", "))"
        let body = "SELECT \(items.joined(separator: ", ")) FROM r\(source)\(clause)"
        return Table(relation: relation, schema: schema, body: body, inner: nil)
    }

    private func join(_ relation: Relation, _ join: Relation.Join) throws(EngineError) -> Table {
        let sides = (try table(join.left), try table(join.right))
        let left = expressions(over: sides.0, alias: "x")
        let right = expressions(over: sides.1, alias: "y")
        guard !join.keys.isEmpty else { throw EngineError(.failed, "a join has no keys") }
        var conditions: [String] = []
        for key in join.keys {
            let pair = (try left.value(.column(key.left)), try right.value(.column(key.right)))
            guard pair.0.type != .other, pair.1.type != .other else {
                throw EngineError(.failed, "a list, structure or blob cannot be a key")
            }
            _ = try left.unified(pair.0.type, pair.1.type)
            conditions.append("\(pair.0.text) = \(pair.1.text)")
        }
        var schema = Schema()
        var items: [String] = []
        for output in join.outputs {
            let value = try (output.side == .left ? left : right).value(.column(output.column))
            try schema.append(output.name, value.type)
            items.append("\(value.text) AS \(try naming.column(output.name))")
        }
        if items.isEmpty { items = ["NULL AS none"] }
        let kind =
            switch join.kind {
            case .inner: "INNER"
            case .left: "LEFT"
            case .full: "FULL"
            }
        let body =
            "SELECT \(items.joined(separator: ", ")) FROM r\(sides.0) AS x \(kind) JOIN r\(sides.1) AS y "
            + "ON \(conditions.joined(separator: " AND "))"
        return Table(relation: relation, schema: schema, body: body, inner: nil)
    }

    private func running(
        _ relation: Relation, _ inner: Relation, _ key: String, _ descending: Bool, _ sums: [Relation.RunningSum]
    ) throws(EngineError) -> Table {
        let source = try table(inner)
        let writer = expressions(over: source)
        let order = try writer.value(.column(key)).text + (descending ? " DESC" : " ASC") + " NULLS LAST"
        var schema = tables[source].schema
        var items = ["*"]
        for sum in sums {
            let value = try writer.require(writer.value(.column(sum.column)), .integer, "a running sum")
            try schema.append(sum.name, .integer)
            let window = "(ORDER BY \(order) ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
            items.append("sum(\(value.text)) OVER \(window) AS \(try naming.column(sum.name))")
        }
        let body = "SELECT \(items.joined(separator: ", ")) FROM r\(source)"
        return Table(relation: relation, schema: schema, body: body, inner: source)
    }
}
