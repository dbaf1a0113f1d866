/// The table functions of DuckDB with every option that could guess switched off: no Hive partitions from folder names,
/// no file name column, no union by name, no sampling, no skipped or padded rows, no comments.
struct DuckDBReader {
    private let format: DataFormat
    /// A text literal.
    private let path: String
    var isNumbered = false

    private static let common = "hive_partitioning=false, union_by_name=false, filename=false"

    init(_ format: DataFormat, path: String) {
        self.format = format
        self.path = path
    }

    /// The row number from 1, where `isNumbered`.
    static func rowNumber(_ format: DataFormat) -> String { format == .parquet ? "n + 1" : "row_number() OVER ()" }

    func parquet(names: [String]) -> String {
        let all = names + (isNumbered ? ["n"] : [])
        let number = isNumbered ? ", file_row_number=true" : ""
        return "read_parquet(\(path), \(Self.common)\(number)) AS f(\(all.joined(separator: ", ")))"
    }

    /// The metadata table function, one row for each element of the schema.
    var parquetSchema: String { "parquet_schema(\(path))" }
    var parquetAsItIs: String { "read_parquet(\(path), \(Self.common))" }

    /// - Parameter delimiter: a text literal.
    func csv(names: [String], delimiter: String) -> String {
        let columns = names.map { "\($0): 'VARCHAR'" }.joined(separator: ", ")
        // One thread reads in file order; several do not promise to.
        let order = isNumbered ? ", parallel=false" : ""
        return
            "read_csv(\(path), auto_detect=false, header=true, delim=\(delimiter), quote='\"', escape='\"', comment='', "
            + "nullstr='', all_varchar=true, null_padding=false, strict_mode=true, ignore_errors=false, "
            + "compression='\(compression)', columns={\(columns)}, \(Self.common)\(order))"
    }

    /// The first lines as they are, header included, as rows of one column `line`.
    var csvLines: String {
        "read_csv(\(path), auto_detect=false, header=false, delim=E'\\x01', quote='', escape='', comment='', nullstr='', "
            + "new_line='\\n', strict_mode=false, ignore_errors=false, parallel=false, compression='\(compression)', "
            + "columns={line: 'VARCHAR'}, \(Self.common))"
    }

    private var compression: String { format == .csvGzip ? "gzip" : "none" }

    private static let lines = "format='newline_delimited', ignore_errors=false, compression='uncompressed'"

    /// - Parameter fields: name, text literal of the key, type.
    func jsonLines(fields: [(name: String, key: String, type: String)]) -> String {
        let columns = fields.map { "\($0.key): '\($0.type)'" }.joined(separator: ", ")
        let names = fields.map(\.name).joined(separator: ", ")
        return "read_json(\(path), auto_detect=false, records='true', \(Self.lines), columns={\(columns)}, "
            + "\(Self.common)) AS f(\(names))"
    }

    /// Typed by all of its rows.
    var jsonLinesDetected: String {
        "read_json(\(path), records='true', sample_size=-1, \(Self.lines), convert_strings_to_integers=false, "
            + "map_inference_threshold=-1, field_appearance_threshold=0, \(Self.common))"
    }

    /// One row for each line, as a column `json`.
    var jsonLinesRaw: String { "read_json_objects(\(path), \(Self.lines), \(Self.common))" }
}
