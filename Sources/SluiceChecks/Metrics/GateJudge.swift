import SluiceCore
import SluiceRegistry

/// Judges the metric gates of a subject, and says what must be known to do so.
struct GateJudge {
    let measured: MeasuredVersion

    init(_ subject: CheckSubject) { measured = MeasuredVersion(subject: subject) }

    var subject: CheckSubject { measured.subject }

    /// Inclusive bounds forgive what doubles cannot express: 0.9 - 0.905 is less than -0.005 in them.
    static func slack(_ bound: Double) -> Double { 1e-12 * max(1, abs(bound)) }

    func needs(_ gate: Gate, _ facts: Facts) -> [Need] {
        var needs = measured.value(of: gate.metric, on: gate.dataset, facts).state.missing
        for baseline in baselines(of: gate) {
            needs += measured.value(of: gate.metric, on: gate.dataset, ofBaseline: baseline, facts).missing
        }
        return needs
    }

    /// What the gate and its row compare with.
    private func baselines(of gate: Gate) -> [ModelVersion] {
        if gate.change != nil, case .version(let baseline, _) = subject.gateBaselines[gate.id] {
            return [baseline.value]
        }
        return subject.baseline.map { [$0.value] } ?? []
    }

    /// A finding about a gate, without an outcome of its own yet.
    func finding(_ gate: Gate, check: String, expected: String?, location: SourceLocation? = nil) -> Finding {
        Finding(
            check: check, rule: gate.id, dataset: gate.dataset.isEmpty ? nil : gate.dataset, outcome: .errored,
            severity: gate.severity, source: gate.source, expected: expected, message: "",
            location: location ?? gate.location, inconclusiveWarns: gate.inconclusive == .warn)
    }

    /// `roc_auc on `test``.
    func title(_ gate: Gate) -> String {
        gate.dataset.isEmpty ? gate.metric.canonicalName : "\(gate.metric.canonicalName) on `\(gate.dataset)`"
    }
}

extension Finding {
    /// The outcome where a metric has no value.
    mutating func takeReason(of value: MetricValue, _ title: String) {
        switch value {
        case .value: return
        case .undefined(let reason):
            outcome = .inconclusive
            message = "\(title) is undefined: \(reason)"
        case .errored(let reason):
            outcome = .errored
            message = "\(title) cannot be computed: \(reason)"
        case .notRun(let reason):
            outcome = .notRun
            message = "\(title) was not computed: \(reason)"
        }
    }
}
