/// As DuckDB gets it: no name from a file is in the text. Columns are `c0`, `c1`, …, bound by position, so neither
/// quoting nor DuckDB's folding of case can make one column pass for another.
final class DuckDBNaming: Naming {
    private let dialect = DuckDBDialect()
    private let shapes: [DataFile: FileShape]
    private let paths: [DataFile: String]
    private var numbers: [[UInt8]: Int] = [:]

    /// - Parameter paths: where DuckDB sees each file.
    init(shapes: [DataFile: FileShape], paths: [DataFile: String]) {
        self.shapes = shapes
        self.paths = paths
    }

    func column(_ name: String) throws(EngineError) -> String {
        let bytes = Array(name.utf8)
        let number = numbers[bytes] ?? numbers.count
        numbers[bytes] = number
        return "c\(number)"
    }

    func select(_ columns: [ColumnInfo], of file: DataFile, numberedBy number: String?) throws(EngineError) -> String {
        guard let shape = shapes[file], let path = paths[file] else {
            throw EngineError(.missing, "\(file.label) is not available")
        }
        var items: [String] = []
        for column in columns {
            let name = try self.column(column.name)
            items.append("\(dialect.normalized(name, type: column.type)) AS \(name)")
        }
        if let number { items.append("\(DuckDBReader.rowNumber(file.format)) AS \(try column(number))") }
        var reader = DuckDBReader(file.format, path: try dialect.text(path))
        reader.isNumbered = number != nil
        let source: String
        switch file.format {
        case .parquet:
            var names: [String] = []
            for column in shape.columns { names.append(try self.column(column.name)) }
            source = reader.parquet(names: names)
        case .csv, .csvGzip:
            var names: [String] = []
            for column in shape.columns { names.append(try self.column(column.name)) }
            source = reader.csv(names: names, delimiter: try dialect.text(shape.delimiter ?? ","))
        case .jsonLines:
            var fields: [(String, String, String)] = []
            for column in columns {
                let name = try self.column(column.name)
                fields.append((name, try dialect.text(column.name), DuckDBTypes.jsonLinesType(column.physicalType)))
            }
            source = reader.jsonLines(fields: fields)
        }
        return "SELECT \(items.joined(separator: ", ")) FROM \(source)"
    }
}
