import SluiceContracts
import SluiceQuery

/// How the values of one column are read: as the file types them, or (without types) by the declared type.
struct ColumnReading {
    let info: ColumnInfo
    /// The type that bounds, sets and keys are compared in.
    let type: ColumnType
    /// The value as it stands in the file. An empty field of a file without types is NULL.
    let cell: Expression
    /// The value in `type`; NULL also where it cannot be read.
    let value: Expression

    init(_ info: ColumnInfo, declared: LogicalType?) {
        self.info = info
        let column = Expression.column(info.name)
        guard info.isUntyped else {
            type = info.type
            cell = column
            value = column
            return
        }
        type = declared.map(ColumnReading.type) ?? .text
        cell = .choose([.init(when: .binary(.equal, column, .text("")), then: .literal(.null))], otherwise: column)
        value = type == .text || type == .other ? cell : .tryCast(column, type)
    }

    /// NULL, or (in numbers) NaN and the infinities.
    var isMissing: Expression { isNotFinite.map { cell.isNull || $0 } ?? cell.isNull }

    /// NaN and the infinities; nil for types that have none. NULL where the value is NULL.
    var isNotFinite: Expression? {
        type == .number ? .unary(.isNotFinite, value) : nil
    }

    /// Text that is no value of the declared type; nil where every text is one.
    var isUnreadable: Expression? {
        info.isUntyped && value != cell ? cell.isNotNull && value.isNull : nil
    }

    static func type(of logical: LogicalType) -> ColumnType {
        switch logical {
        case .string: .text
        case .date: .date
        case .timestamp: .timestamp
        case .time: .time
        case .number: .number
        case .integer: .integer
        case .boolean: .boolean
        case .object, .array: .other
        }
    }
}
