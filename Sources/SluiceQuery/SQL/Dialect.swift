/// How one engine writes SQL. Type rules are checked before a dialect is asked; it only spells.
package protocol Dialect: Sendable {
    /// A quoted name. Throws for a NUL, which no engine can quote.
    func identifier(_ name: String) throws(EngineError) -> String
    func literal(_ literal: Literal) throws(EngineError) -> String
    /// - Parameter type: the operand's; nil for a bare NULL.
    func unary(_ operation: UnaryOperator, _ operand: String, type: ColumnType?) -> String
    /// - Parameter type: the type of the result.
    func binary(_ operation: BinaryOperator, _ left: String, _ right: String, type: ColumnType) -> String
    /// NULL where the value cannot be read as `target` without loss.
    func tryCast(_ value: String, from source: ColumnType?, to target: ColumnType) -> String
    func matches(_ value: String, pattern: String) -> String
    func aggregate(_ function: AggregateCall) -> String
    /// A column as a file holds it, in the one representation that expressions rely on.
    func normalized(_ column: String, type: ColumnType) -> String
}

/// An aggregate whose operands are written already.
package enum AggregateCall: Sendable, Hashable {
    case count
    case countIf(String)
    case countDistinct([String])
    case sumInteger(String)
    case sumScaled(String)
    case sumNumber(String)
    case minimum(String)
    case maximum(String)
    case quantile(String, fraction: String)
    case distinctValues(String, limit: Int)
}
