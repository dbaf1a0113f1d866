extension Literal {
    /// Nil for NULL, which has any type.
    var type: ColumnType? {
        switch self {
        case .null: nil
        case .boolean: .boolean
        case .integer: .integer
        case .number: .number
        case .text: .text
        case .date: .date
        case .timestamp: .timestamp
        case .time: .time
        }
    }
}

extension ExpressionWriter {
    func total(_ aggregate: Aggregate) throws(EngineError) -> Typed {
        switch aggregate {
        case .count: return call(.count, .integer)
        case .countIf(let condition):
            return call(.countIf(try require(value(condition), .boolean, "a count").text), .integer)
        case .countDistinct(let values):
            guard !values.isEmpty else { throw refused("a count of different values names no value") }
            var texts: [String] = []
            for expression in values { texts.append(try value(expression).text) }
            return call(.countDistinct(texts), .integer)
        case .sumInteger(let expression):
            return call(.sumInteger(try require(value(expression), .integer, "an exact sum").text), .integer)
        case .sumScaled(let expression): return call(.sumScaled(try number(expression)), .integer)
        case .sumNumber(let expression): return call(.sumNumber(try number(expression)), .number)
        case .minimum(let expression):
            let operand = try scalar(expression)
            return call(.minimum(operand.text), operand.type)
        case .maximum(let expression):
            let operand = try scalar(expression)
            return call(.maximum(operand.text), operand.type)
        case .quantile(let expression, let fraction):
            guard (0...1).contains(fraction) else { throw refused("a quantile is not between 0 and 1") }
            let fraction = try dialect.literal(.number(fraction))
            return call(.quantile(try number(expression), fraction: fraction), .number)
        case .distinctValues(let expression, let limit):
            return call(.distinctValues(try scalar(expression).text, limit: max(0, limit)), .other)
        }
    }

    func requireNumber(_ operand: Typed) throws(EngineError) -> ColumnType {
        switch operand.type {
        case .integer, .number: operand.type ?? .number
        case nil: .number
        default: throw refused("a number is needed, not \(operand.type?.rawValue ?? "NULL")")
        }
    }

    func require(_ operand: Typed, _ type: ColumnType, _ user: String) throws(EngineError) -> Typed {
        guard operand.type == type || operand.type == nil else {
            throw refused("\(user) needs \(type.rawValue), not \(operand.type?.rawValue ?? "NULL")")
        }
        return operand
    }

    /// The common type of two values that are compared, or are branches of one choice.
    func unified(_ left: ColumnType?, _ right: ColumnType?) throws(EngineError) -> ColumnType? {
        guard let left, let right, left != right else { return left ?? right }
        switch (left, right) {
        case (.integer, .number), (.number, .integer): return .number
        case (.date, .timestamp), (.timestamp, .date): return .timestamp
        default: throw refused("\(left.rawValue) and \(right.rawValue) cannot be compared")
        }
    }

    func refused(_ message: String) -> EngineError { EngineError(.failed, message) }

    private func call(_ function: AggregateCall, _ type: ColumnType?) -> Typed {
        Typed(text: dialect.aggregate(function), type: type)
    }

    private func number(_ expression: Expression) throws(EngineError) -> String {
        let operand = try value(expression)
        _ = try requireNumber(operand)
        return operand.text
    }

    private func scalar(_ expression: Expression) throws(EngineError) -> Typed {
        let operand = try value(expression)
        guard operand.type != .other else { throw refused("a list, structure or blob has no order") }
        return operand
    }
}
