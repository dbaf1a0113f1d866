import SluiceContracts
import SluiceCore
import SluiceQuery

/// How one rule of a contract is judged on one file.
enum RulePlan {
    /// Known from the file's columns alone.
    case decided(passes: Bool, observed: String, expected: String, message: String)
    /// Counts the rows that break the rule: none may.
    case violations(RowTally, expected: String)
    /// Compares a count, or its share of all rows, with the rule's bounds.
    case library(RowTally, LibraryRule)
    case notRun(String)
    case errored(String)
    /// Prose: nothing to execute.
    case documentation
}

/// Plans the rules of one object of a contract for one file.
struct RulePlanner {
    let shape: FileShape
    let declared: [[UInt8]: LogicalType]

    init(_ object: ContractObject, shape: FileShape) {
        self.shape = shape
        declared = Dictionary(
            object.properties.compactMap { property in property.logicalType.map { (Array(property.column.utf8), $0) } },
            uniquingKeysWith: { first, _ in first })
    }

    func plan(_ rule: ContractRule) -> RulePlan {
        switch rule.kind {
        case .documentation: return .documentation
        case .notBuilt(let what):
            return .notRun("Sluice \(Sluice.version) does not carry this rule out: \(what).")
        case .library(let library):
            let names = library.columns.isEmpty && library.metric != .rowCount ? [rule.column ?? ""] : library.columns
            return onColumns(names) { LibraryPlanner(rule: library, columns: $0).plan }
        case .unique(let names):
            return onColumns(names) { .violations(RulePlanner.duplicates($0), expected: "no duplicates") }
        case .primaryKey(let names):
            return onColumns(names) { columns in
                var tally = RulePlanner.duplicates(columns)
                tally.added.append(.countIf(columns.map { !RulePlanner.isKeyPart($0) }.any))
                return .violations(tally, expected: "no NULL, no duplicates")
            }
        case .presence:
            let name = rule.column ?? ""
            let isThere = shape.column(name) != nil
            return .decided(
                passes: isThere, observed: isThere ? "present" : "absent", expected: "present",
                message: isThere ? "The column `\(name)` is there." : "The file has no column `\(name)`.")
        case .type, .required, .minimum, .maximum, .minimumLength, .maximumLength, .pattern:
            return onColumns([rule.column ?? ""]) { columns in
                columns.first.map { planColumn(rule.kind, $0) } ?? .errored("The rule names no column.")
            }
        }
    }

    private func onColumns(_ names: [String], _ plan: ([ColumnReading]) -> RulePlan) -> RulePlan {
        var columns: [ColumnReading] = []
        for name in names {
            guard let info = shape.column(name) else { return .notRun("The file has no column `\(name)`.") }
            columns.append(ColumnReading(info, declared: declared[Array(name.utf8)]))
        }
        return plan(columns)
    }

    private func planColumn(_ kind: ContractRule.Kind, _ column: ColumnReading) -> RulePlan {
        switch kind {
        case .type(let logical): return TypeRule.plan(logical, column)
        case .required:
            let what = column.isNotFinite == nil ? "no NULL" : "no NULL, NaN or infinity"
            return .violations(RowTally(added: [.countIf(column.isMissing)]), expected: what)
        case .minimum(let bound): return planBound(bound, column, isMinimum: true)
        case .maximum(let bound): return planBound(bound, column, isMinimum: false)
        case .minimumLength(let length): return planLength(length, column, isMinimum: true)
        case .maximumLength(let length): return planLength(length, column, isMinimum: false)
        case .pattern(let pattern):
            guard let text = column.text else { return .notRun(column.isNot("text")) }
            return .violations(
                RowTally(added: [.countIf(!.matches(text, pattern: pattern))]), expected: "matches `\(pattern)`")
        case .presence, .unique, .primaryKey, .library, .documentation, .notBuilt:
            return .errored("This rule is not about one column.")
        }
    }

    private func planBound(_ bound: ContractRule.Bound, _ column: ColumnReading, isMinimum: Bool) -> RulePlan {
        let sign = isMinimum ? (bound.exclusive ? ">" : "≥") : (bound.exclusive ? "<" : "≤")
        let text = RulePlanner.text(of: bound.value)
        guard let literal = TypedLiteral.of(bound, as: column.type) else {
            if case .temporal = bound.value, [.date, .timestamp, .time].contains(column.type) {
                return .errored("The bound `\(text)` is no \(column.type.rawValue).")
            }
            return .notRun(column.isNot("what the bound `\(text)` is compared with"))
        }
        let breaks: BinaryOperator =
            isMinimum ? (bound.exclusive ? .lessOrEqual : .less) : (bound.exclusive ? .greaterOrEqual : .greater)
        let outside = Expression.binary(breaks, column.value, .literal(literal))
        return .violations(
            RowTally(added: [.countIf(column.isNotFinite.map { outside || $0 } ?? outside)]),
            expected: "\(sign) \(text)")
    }

    private func planLength(_ length: Int64, _ column: ColumnReading, isMinimum: Bool) -> RulePlan {
        guard column.type == .text else { return .notRun(column.isNot("text")) }
        let outside = Expression.binary(isMinimum ? .less : .greater, .unary(.length, column.cell), .integer(length))
        return .violations(
            RowTally(added: [.countIf(outside)]),
            expected: "\(isMinimum ? "≥" : "≤") \(Count.text(length, "character"))")
    }

    /// Rows beyond the first of each key; a key with a NULL in it is no key.
    static func duplicates(_ columns: [ColumnReading]) -> RowTally {
        RowTally(
            added: [.countIf(columns.map(\.value.isNotNull).all)],
            subtracted: [.aggregate(.countDistinct(columns.map(\.value)))])
    }

    /// Whether a value can be part of a primary key: there, readable, and (in numbers) finite.
    private static func isKeyPart(_ column: ColumnReading) -> Expression {
        let readable = column.value.isNotNull
        return column.isNotFinite.map { readable && !$0 } ?? readable
    }

    private static func text(of value: ContractRule.Bound.Value) -> String {
        switch value {
        case .integer(let value): String(value)
        case .number(let value): Count.number(value)
        case .temporal(let text): text
        }
    }
}

extension ColumnReading {
    /// The value as text, for patterns; nil for types whose text depends on the engine.
    var text: Expression? {
        switch type {
        case .text: cell
        case .integer, .boolean: info.isUntyped ? cell : .tryCast(value, .text)
        default: info.isUntyped ? cell : nil
        }
    }

    func isNot(_ what: String) -> String { "The column `\(info.name)` is `\(info.physicalType)`, not \(what)." }
}

extension [Expression] {
    var all: Expression { dropFirst().reduce(first ?? .literal(.boolean(true)), &&) }
    var any: Expression { dropFirst().reduce(first ?? .literal(.boolean(false)), ||) }
}
