import SluiceCore
import SluiceRegistry

extension GateJudge {
    /// The outcome of a gate's `min` and `max`; nil where it has neither.
    func threshold(_ gate: Gate, _ facts: Facts) -> Finding? {
        guard gate.minimum != nil || gate.maximum != nil else { return nil }
        var finding = finding(gate, check: MetricThreshold.id, expected: Self.bounds(gate).joined(separator: " and "))
        let title = title(gate)
        guard gate.confidence == nil else {
            finding.outcome = .notRun
            finding.message = "\(title): confidence intervals are not built in this release"
            finding.remedy = "Leave out `confidence` to judge the point, or upgrade sluice once they are built."
            return finding
        }
        let result = measured.value(of: gate.metric, on: gate.dataset, facts)
        let value = result.state.value
        guard let number = value.number else {
            finding.takeReason(of: value, title)
            return finding
        }
        let isBelow = gate.minimum.map { !(number >= $0 - Self.slack($0)) } ?? false
        let isAbove = gate.maximum.map { !(number <= $0 + Self.slack($0)) } ?? false
        let bound = isAbove ? gate.maximum : gate.minimum ?? gate.maximum
        finding.observedValue = number
        finding.boundValue = bound
        let observed = MetricText.number(number, against: bound)
        finding.observed = observed
        let words = result.isRecomputed ? "" : ", declared, not recomputed"
        finding.outcome = isBelow || isAbove ? .failed : .passed
        finding.message = "\(title) is \(observed)\(words); it must be \(finding.expected ?? "")"
        if finding.outcome == .failed {
            finding.remedy =
                "Improve the model and register it again, or have the bound changed or waived on the target branch first."
        }
        return finding
    }

    /// `≥ 0.64`, `≤ 0.5`.
    static func bounds(_ gate: Gate) -> [String] {
        [gate.minimum.map { "≥ \(MetricText.exact($0))" }, gate.maximum.map { "≤ \(MetricText.exact($0))" }]
            .compactMap { $0 }
    }
}
