extension DuckDBDialect {
    package func unary(_ operation: UnaryOperator, _ operand: String, type: ColumnType?) -> String {
        let number = type == .integer ? "CAST(\(operand) AS HUGEINT)" : operand
        return switch operation {
        case .not: "(NOT \(operand))"
        case .isNull: "(\(operand) IS NULL)"
        case .isNotNull: "(\(operand) IS NOT NULL)"
        case .negate: "(-\(number))"
        case .absolute: "abs(\(number))"
        case .logarithm: "ln(CAST(\(operand) AS DOUBLE))"
        case .isNaN: "isnan(CAST(\(operand) AS DOUBLE))"
        case .isNotFinite: "(NOT isfinite(CAST(\(operand) AS DOUBLE)))"
        case .length: "length(\(operand))"
        case .squareRoot: "sqrt(CAST(\(operand) AS DOUBLE))"
        }
    }

    package func binary(_ operation: BinaryOperator, _ left: String, _ right: String, type: ColumnType) -> String {
        switch operation {
        case .add, .subtract, .multiply:
            // INTEGER by INTEGER overflows at 2^31 otherwise.
            let width = type == .integer ? "HUGEINT" : "DOUBLE"
            return "(CAST(\(left) AS \(width)) \(symbol(operation)) CAST(\(right) AS \(width)))"
        case .divide:
            return "(CAST(\(left) AS DOUBLE) / CAST(\(right) AS DOUBLE))"
        default:
            return "(\(left) \(symbol(operation)) \(right))"
        }
    }

    private func symbol(_ operation: BinaryOperator) -> String {
        switch operation {
        case .equal: "="
        case .notEqual: "<>"
        case .less: "<"
        case .lessOrEqual: "<="
        case .greater: ">"
        case .greaterOrEqual: ">="
        case .and: "AND"
        case .or: "OR"
        case .add: "+"
        case .subtract: "-"
        case .multiply: "*"
        case .divide: "/"
        case .same: "IS NOT DISTINCT FROM"
        }
    }

    package func matches(_ value: String, pattern: String) -> String { "regexp_matches(\(value), \(pattern))" }

    package func aggregate(_ function: AggregateCall) -> String {
        switch function {
        case .count: "count(*)"
        // Never FILTER: a thousand of those plan in seconds, a thousand count_if in a fraction of one.
        // Over no rows, count_if is NULL.
        case .countIf(let condition): "coalesce(count_if(\(condition)), 0)"
        case .countDistinct(let values) where values.count == 1: "count(DISTINCT \(values[0]))"
        case .countDistinct(let values):
            "count(DISTINCT CASE WHEN \(values.map { "\($0) IS NOT NULL" }.joined(separator: " AND "))"
                + " THEN row(\(values.joined(separator: ", "))) END)"
        case .sumInteger(let value): "sum(\(value))"
        case .sumScaled(let value): "sum(CAST(round(CAST(\(value) AS DOUBLE) * 1099511627776e0) AS BIGINT))"
        case .sumNumber(let value): "fsum(CAST(\(value) AS DOUBLE))"
        case .minimum(let value): "min(\(value))"
        case .maximum(let value): "max(\(value))"
        case .quantile(let value, let fraction): "quantile_cont(CAST(\(value) AS DOUBLE), \(fraction))"
        case .distinctValues(let value, let limit):
            "coalesce(CAST(list_filter(list_slice(list_sort(list(DISTINCT \(value)), 'ASC', 'NULLS LAST'), 1, \(limit)), "
                + "lambda v: v IS NOT NULL) AS VARCHAR[]), [])"
        }
    }

    package func normalized(_ column: String, type: ColumnType) -> String {
        switch type {
        // FLOAT and DECIMAL too.
        case .number: "CAST(\(column) AS DOUBLE)"
        // UUID and ENUM too.
        case .text: "CAST(\(column) AS VARCHAR)"
        // With a zone: as UTC. Nanoseconds: cut to microseconds.
        case .timestamp: "CAST(\(column) AS TIMESTAMP)"
        case .integer, .boolean, .date, .time, .other: column
        }
    }

    private static let day = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
    private static let clock = "[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?"

    /// DuckDB's own casts accept more than a reader of the text would: '1.7' is the integer 2, '1_000' a number,
    /// '2026-1-5' a date, and a zone is dropped. So the form of a text is tested first.
    package func tryCast(_ value: String, from source: ColumnType?, to target: ColumnType) -> String {
        let (name, form): (String, String?) =
            switch target {
            case .integer: ("BIGINT", "[+-]?[0-9]+")
            case .number:
                ("DOUBLE", "[+-]?(([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?|(?i:nan|inf|infinity))")
            case .boolean: ("BOOLEAN", "(?i:true|false|t|f|1|0)")
            case .date: ("DATE", Self.day)
            case .timestamp:
                ("TIMESTAMPTZ", "\(Self.day)([ T]\(Self.clock)(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?")
            case .time: ("TIME", Self.clock)
            case .text, .other: ("VARCHAR", nil)
            }
        switch (source, target) {
        case (.text, .timestamp):
            return "CASE WHEN regexp_full_match(\(value), '\(form ?? "")') "
                + "THEN CAST(TRY_CAST(\(value) AS TIMESTAMPTZ) AS TIMESTAMP) END"
        case (.text, _) where form != nil:
            return "CASE WHEN regexp_full_match(\(value), '\(form ?? "")') THEN TRY_CAST(\(value) AS \(name)) END"
        case (.number, .integer): return "CASE WHEN \(value) = trunc(\(value)) THEN TRY_CAST(\(value) AS BIGINT) END"
        case (.timestamp, .date):
            return "CASE WHEN \(value) = date_trunc('day', \(value)) THEN CAST(\(value) AS DATE) END"
        case (_, .timestamp): return "TRY_CAST(\(value) AS TIMESTAMP)"
        default: return "TRY_CAST(\(value) AS \(name))"
        }
    }
}
