/// How a statement spells what comes from files. A statement is written twice: as people read it, and as the engine
/// gets it.
protocol Naming: AnyObject {
    func column(_ name: String) throws(EngineError) -> String
    /// The whole SELECT that yields these columns of a file, and its row number from 1 under the name `number`.
    func select(_ columns: [ColumnInfo], of file: DataFile, numberedBy number: String?) throws(EngineError) -> String
}

/// As people read it: names as the file has them, the file by its label.
final class ReadableNaming: Naming {
    private let dialect: any Dialect

    init(_ dialect: any Dialect) { self.dialect = dialect }

    func column(_ name: String) throws(EngineError) -> String { try dialect.identifier(name) }

    func select(_ columns: [ColumnInfo], of file: DataFile, numberedBy number: String?) throws(EngineError) -> String {
        var items: [String] = []
        for column in columns { items.append(try dialect.identifier(column.name)) }
        if let number { items.append("row_number() OVER () AS \(try dialect.identifier(number))") }
        return "SELECT \(items.joined(separator: ", ")) FROM \(try dialect.identifier(file.label))"
    }
}
