import SluiceCore
import SluiceQuery

/// Reads gathered measures, and collects those that must be gathered first. One function per metric therefore says both
/// what is needed and what it is worth: run over what is known, it returns nil until nothing is missing.
struct MeasureReader {
    private let measures: [Measure: Result<JSON, EngineError>]
    private(set) var missing: [Measure] = []

    init(_ measures: [Measure: Result<JSON, EngineError>]) { self.measures = measures }

    /// Exact whole numbers; a sum over no rows is 0. Nil while one of them is not gathered.
    mutating func integers(_ expressions: [Expression], over relation: Relation) throws(MetricProblem) -> [Int128]? {
        try optionalIntegers(expressions, over: relation)?.map { $0 ?? 0 }
    }

    /// As `integers`, with nil for an extreme over no rows.
    mutating func optionalIntegers(
        _ expressions: [Expression], over relation: Relation
    ) throws(MetricProblem) -> [Int128?]? {
        guard let values = try values(expressions, over: relation) else { return nil }
        var numbers: [Int128?] = []
        for value in values {
            switch value {
            case .null: numbers.append(nil)
            case .integer(let number): numbers.append(Int128(number))
            case .string(let digits):
                guard let number = Int128(digits) else { throw unreadable(value) }
                numbers.append(number)
            default: throw unreadable(value)
            }
        }
        return numbers
    }

    /// Floating-point numbers; a sum over no rows is 0. Nil while one of them is not gathered.
    mutating func numbers(_ expressions: [Expression], over relation: Relation) throws(MetricProblem) -> [Double]? {
        guard let values = try values(expressions, over: relation) else { return nil }
        var numbers: [Double] = []
        for value in values {
            guard let number = value == .null ? 0 : value.double, number.isFinite else { throw unreadable(value) }
            numbers.append(number)
        }
        return numbers
    }

    /// Sums that were scaled by 2^40, in their own unit again.
    mutating func scaled(_ expressions: [Expression], over relation: Relation) throws(MetricProblem) -> [Double]? {
        try integers(expressions, over: relation)?.map { Double($0) / 0x1p40 }
    }

    /// Lists of texts. Nil while one of them is not gathered.
    mutating func lists(_ expressions: [Expression], over relation: Relation) throws(MetricProblem) -> [[String]]? {
        guard let values = try values(expressions, over: relation) else { return nil }
        var lists: [[String]] = []
        for value in values {
            guard let items = value.items else { throw unreadable(value) }
            lists.append(items.compactMap(\.text))
        }
        return lists
    }

    private mutating func values(_ expressions: [Expression], over relation: Relation) throws(MetricProblem) -> [JSON]?
    {
        var values: [JSON] = []
        var complete = true
        for expression in expressions {
            let measure = Measure(expression, over: relation)
            switch measures[measure] {
            case .success(let value): values.append(value)
            case .failure(let error): throw .errored(error.message)
            case nil:
                missing.append(measure)
                complete = false
            }
        }
        return complete ? values : nil
    }

    private func unreadable(_ value: JSON) -> MetricProblem {
        .errored("the engine answered \(value.compact.prefix(80)) where a number was asked for")
    }
}
