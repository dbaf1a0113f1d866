/// Writes expressions over the columns of one relation, and checks their types while it does: an engine would convert
/// silently (`'abc' < 5`), and a gate must not.
struct ExpressionWriter {
    let schema: Schema
    let dialect: any Dialect
    /// Spells a column, and notes that it is read.
    let column: (String) throws(EngineError) -> String

    struct Typed {
        let text: String
        /// Nil for a bare NULL.
        let type: ColumnType?
    }

    /// A value of one row.
    func value(_ expression: Expression) throws(EngineError) -> Typed {
        switch expression {
        case .column(let name): return Typed(text: try column(name), type: try schema.type(of: name))
        case .aggregate: throw refused("an aggregate stands where the value of one row is needed")
        default: return try compound(expression, value)
        }
    }

    /// A value over all rows: aggregates and arithmetic over them.
    func total(_ expression: Expression) throws(EngineError) -> Typed {
        switch expression {
        case .column(let name): throw refused("the column `\(name)` stands outside of an aggregate")
        case .aggregate(let aggregate): return try total(aggregate)
        default: return try compound(expression, total)
        }
    }

    private func compound(
        _ expression: Expression, _ write: (Expression) throws(EngineError) -> Typed
    ) throws(EngineError) -> Typed {
        switch expression {
        case .literal(let literal): return Typed(text: try dialect.literal(literal), type: literal.type)
        case .unary(let operation, let operand): return try unary(operation, write(operand))
        case .binary(let operation, let left, let right): return try binary(operation, write(left), write(right))
        case .tryCast(let operand, let target):
            let operand = try write(operand)
            guard target != .other, operand.type != .other || target == .text else {
                throw refused("a value of no scalar type cannot be read as \(target.rawValue)")
            }
            return Typed(text: dialect.tryCast(operand.text, from: operand.type, to: target), type: target)
        case .matches(let operand, let pattern):
            let operand = try require(write(operand), .text, "a pattern")
            return Typed(
                text: dialect.matches(operand.text, pattern: try dialect.literal(.text(pattern))), type: .boolean)
        case .isIn(let operand, let constants): return try isIn(write(operand), constants)
        case .choose(let branches, let otherwise): return try choose(branches, otherwise, write)
        case .column, .aggregate: throw refused("a column or an aggregate stands where none may")
        }
    }

    private func unary(_ operation: UnaryOperator, _ operand: Typed) throws(EngineError) -> Typed {
        let type: ColumnType
        switch operation {
        case .not: type = try require(operand, .boolean, "NOT").type ?? .boolean
        case .isNull, .isNotNull: type = .boolean
        case .negate, .absolute: type = try requireNumber(operand)
        case .logarithm, .squareRoot:
            _ = try requireNumber(operand)
            type = .number
        case .isNaN, .isNotFinite:
            _ = try requireNumber(operand)
            type = .boolean
        case .length:
            _ = try require(operand, .text, "a length")
            type = .integer
        }
        return Typed(text: dialect.unary(operation, operand.text, type: operand.type), type: type)
    }

    private func binary(_ operation: BinaryOperator, _ left: Typed, _ right: Typed) throws(EngineError) -> Typed {
        let type: ColumnType
        switch operation {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .same:
            _ = try unified(left.type, right.type)
            type = .boolean
        case .and, .or:
            _ = try (require(left, .boolean, operation.rawValue), require(right, .boolean, operation.rawValue))
            type = .boolean
        case .add, .subtract, .multiply:
            let both = try (requireNumber(left), requireNumber(right))
            type = both == (.integer, .integer) ? .integer : .number
        case .divide:
            _ = try (requireNumber(left), requireNumber(right))
            type = .number
        }
        return Typed(text: dialect.binary(operation, left.text, right.text, type: type), type: type)
    }

    private func isIn(_ operand: Typed, _ constants: [Literal]) throws(EngineError) -> Typed {
        // A NULL among the constants would turn "not found" into NULL.
        let constants = constants.filter { $0 != .null }
        guard !constants.isEmpty else {
            return Typed(text: "CASE WHEN \(operand.text) IS NOT NULL THEN false END", type: .boolean)
        }
        var texts: [String] = []
        for constant in constants {
            _ = try unified(operand.type, constant.type)
            texts.append(try dialect.literal(constant))
        }
        return Typed(text: "(\(operand.text) IN (\(texts.joined(separator: ", "))))", type: .boolean)
    }

    private func choose(
        _ branches: [Expression.Branch], _ otherwise: Expression, _ write: (Expression) throws(EngineError) -> Typed
    ) throws(EngineError) -> Typed {
        let last = try write(otherwise)
        guard !branches.isEmpty else { return last }
        var type = last.type
        var text = "CASE"
        for branch in branches {
            let when = try require(write(branch.when), .boolean, "a condition")
            let then = try write(branch.then)
            type = try unified(type, then.type)
            text += " WHEN \(when.text) THEN \(then.text)"
        }
        return Typed(text: text + " ELSE \(last.text) END", type: type)
    }
}
