import SluiceQuery

/// Short forms for the expressions that metrics are made of.
extension Expression {
    static let zero = Expression.number(0)
    static let null = Expression.literal(.null)

    static func equal(_ left: Expression, _ right: Expression) -> Expression { .binary(.equal, left, right) }
    static func less(_ left: Expression, _ right: Expression) -> Expression { .binary(.less, left, right) }
    static func atMost(_ left: Expression, _ right: Expression) -> Expression { .binary(.lessOrEqual, left, right) }
    static func atLeast(_ left: Expression, _ right: Expression) -> Expression { .binary(.greaterOrEqual, left, right) }
    static func greater(_ left: Expression, _ right: Expression) -> Expression { .binary(.greater, left, right) }

    static func + (left: Expression, right: Expression) -> Expression { .binary(.add, left, right) }
    static func - (left: Expression, right: Expression) -> Expression { .binary(.subtract, left, right) }
    static func * (left: Expression, right: Expression) -> Expression { .binary(.multiply, left, right) }
    static func / (left: Expression, right: Expression) -> Expression { .binary(.divide, left, right) }

    /// `then` where the condition is true, else (also where it is NULL) `otherwise`.
    static func when(_ condition: Expression, _ then: Expression, otherwise: Expression) -> Expression {
        .choose([Branch(when: condition, then: then)], otherwise: otherwise)
    }

    /// NULL, NaN or infinite; for numbers.
    var isMissing: Expression { isNull || .unary(.isNotFinite, self) }

    static func sumInteger(_ value: Expression) -> Expression { .aggregate(.sumInteger(value)) }
    static func sumScaled(_ value: Expression) -> Expression { .aggregate(.sumScaled(value)) }
    static func sumNumber(_ value: Expression) -> Expression { .aggregate(.sumNumber(value)) }
}
