/// A constant in a statement.
package enum Literal: Sendable, Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    /// Written with an exponent, so that no engine takes it for a DECIMAL.
    case number(Double)
    case text(String)
    /// `YYYY-MM-DD`.
    case date(String)
    /// `YYYY-MM-DD hh:mm:ss[.ffffff]`, without a zone.
    case timestamp(String)
    /// `hh:mm:ss[.ffffff]`.
    case time(String)
}

/// A value computed from one row, or (with an `aggregate`) from all rows of a relation. Dialects render it; nothing in
/// it is SQL text.
package indirect enum Expression: Sendable, Hashable {
    /// A column of the relation, by its exact name.
    case column(String)
    case literal(Literal)
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    /// The value read as a type; NULL where it cannot be (never an error).
    case tryCast(Expression, ColumnType)
    /// Whether the text contains a match of an RE2 pattern (unanchored).
    case matches(Expression, pattern: String)
    /// Whether the value equals one of the constants; NULL where the value is NULL.
    case isIn(Expression, [Literal])
    case choose([Branch], otherwise: Expression)
    case aggregate(Aggregate)

    package struct Branch: Sendable, Hashable {
        package let when: Expression
        package let then: Expression

        package init(when: Expression, then: Expression) {
            self.when = when
            self.then = then
        }
    }
}

package enum UnaryOperator: String, Sendable, Hashable {
    case not
    case isNull
    case isNotNull
    case negate
    case absolute
    /// Natural logarithm.
    case logarithm
    /// True for NaN (and only for it); floats only.
    case isNaN
    /// True for NaN and both infinities; floats only.
    case isNotFinite
    /// The number of Unicode scalars in a text.
    case length
    case squareRoot
}

package enum BinaryOperator: String, Sendable, Hashable {
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    case and
    case or
    case add
    case subtract
    case multiply
    /// Floating-point division.
    case divide
    /// Equality in which NULL equals NULL.
    case same
}

/// A value over all rows of a relation. Counts and integer sums are exact.
package indirect enum Aggregate: Sendable, Hashable {
    case count
    case countIf(Expression)
    /// How many different non-NULL values (for several columns: different tuples without any NULL).
    case countDistinct([Expression])
    /// The exact sum of whole numbers, of any size.
    case sumInteger(Expression)
    /// The exact sum of `round(value · 2^40)`: divide by 2^40. The same on every run, whatever the order of rows; each
    /// row adds an error of at most 2^-41. For values between -2^22 and 2^22.
    case sumScaled(Expression)
    /// A floating-point sum. Depends on the order of rows in its last digits: round to 12 significant digits.
    case sumNumber(Expression)
    case minimum(Expression)
    case maximum(Expression)
    /// Linear interpolation between the two nearest values, as NumPy's default; `fraction` in 0…1.
    case quantile(Expression, fraction: Double)
    /// Up to `limit` different non-NULL values, smallest first, as a list of texts.
    case distinctValues(Expression, limit: Int)
}

extension Expression {
    package static func countIf(_ condition: Expression) -> Expression { .aggregate(.countIf(condition)) }
    package static var count: Expression { .aggregate(.count) }
    package static func integer(_ value: Int64) -> Expression { .literal(.integer(value)) }
    package static func number(_ value: Double) -> Expression { .literal(.number(value)) }
    package static func text(_ value: String) -> Expression { .literal(.text(value)) }

    package var isNull: Expression { .unary(.isNull, self) }
    package var isNotNull: Expression { .unary(.isNotNull, self) }

    package static func && (left: Expression, right: Expression) -> Expression { .binary(.and, left, right) }
    package static func || (left: Expression, right: Expression) -> Expression { .binary(.or, left, right) }
    package static prefix func ! (value: Expression) -> Expression { .unary(.not, value) }
}
