import SluiceContracts
import SluiceQuery

/// A column's declared type: compared with the file's own type before any value is cast, or (without types) by counting
/// values that cannot be read.
enum TypeRule {
    static func plan(_ logical: LogicalType, _ column: ColumnReading) -> RulePlan {
        let info = column.info
        guard info.isUntyped else {
            let passes = accepts(logical, info)
            return .decided(
                passes: passes, observed: info.physicalType, expected: logical.rawValue,
                message: passes
                    ? "The column `\(info.name)` is `\(info.physicalType)`."
                    : "The column `\(info.name)` is `\(info.physicalType)` in the file, which is no \(logical.rawValue)."
            )
        }
        if [.object, .array].contains(logical) {
            return .notRun("A file without types has no values of the type \(logical.rawValue).")
        }
        let unreadable = column.isUnreadable ?? .literal(.boolean(false))
        return .violations(RowTally(added: [.countIf(unreadable)]), expected: "readable as \(logical.rawValue)")
    }

    /// Whole numbers are numbers; nothing else stands for another type.
    private static func accepts(_ logical: LogicalType, _ info: ColumnInfo) -> Bool {
        let physical = info.physicalType.uppercased()
        let isList = physical.hasSuffix("]") || physical.hasPrefix("LIST")
        switch logical {
        case .number: return info.type == .number || info.type == .integer
        case .array: return info.type == .other && isList
        case .object:
            return info.type == .other && !isList && ["STRUCT", "MAP", "JSON"].contains { physical.hasPrefix($0) }
        default: return info.type == ColumnReading.type(of: logical)
        }
    }
}
