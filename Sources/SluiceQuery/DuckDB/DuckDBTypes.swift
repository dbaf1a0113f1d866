/// DuckDB's type names.
enum DuckDBTypes {
    private static let integers: Set<String> = [
        "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT",
        "UHUGEINT",
    ]

    static func columnType(_ name: String) -> ColumnType {
        if integers.contains(name) { return .integer }
        switch name {
        case "FLOAT", "DOUBLE": return .number
        case "BOOLEAN": return .boolean
        case "VARCHAR", "UUID": return .text
        case "DATE": return .date
        case "TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE": return .timestamp
        case "TIME": return .time
        default: return name.hasSuffix(")") && name.hasPrefix("DECIMAL(") ? .number : .other
        }
    }

    /// The type that a JSON lines column is read with: its detected one if it is a scalar, else raw JSON, because the
    /// names of nested types hold keys of the file.
    static func jsonLinesType(_ name: String) -> String { columnType(name) == .other ? "JSON" : name }
}
