/// What is known about one metric of one version on one dataset.
package enum MetricValue: Sendable, Hashable {
    /// The value, and how many examples it is over (nil where it is over none, such as the size of an artifact).
    case value(Double, n: Int?)
    /// A zero denominator or too little data; the reason. Inconclusive, never zero.
    case undefined(String)
    /// Data that cannot be used, with the count of what is wrong.
    case errored(String)
    /// What it would be computed from is not what was recorded, or the metric is not built.
    case notRun(String)

    package var number: Double? {
        guard case .value(let number, _) = self else { return nil }
        return number
    }

    package var count: Int? {
        guard case .value(_, let count) = self else { return nil }
        return count
    }
}

/// Why there is no value, on the way to a `MetricValue`.
struct MetricProblem: Error {
    let value: MetricValue

    static func undefined(_ reason: String) -> MetricProblem { MetricProblem(value: .undefined(reason)) }
    static func errored(_ reason: String) -> MetricProblem { MetricProblem(value: .errored(reason)) }
    static func notRun(_ reason: String) -> MetricProblem { MetricProblem(value: .notRun(reason)) }
}
