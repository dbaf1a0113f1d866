import SluiceCore
import SluiceRegistry

extension GateJudge {
    /// The outcome of a gate's `change`; nil where it has none. The point is judged: the difference between the values
    /// of candidate and baseline, on the same test data.
    func change(_ gate: Gate, _ facts: Facts) -> Finding? {
        guard let change = gate.change else { return nil }
        let title = title(gate)
        let direction = measured.direction(of: gate.metric)
        var finding = finding(
            gate, check: MetricChange.id, expected: direction.map { Self.bound(change, $0) }, location: change.location)
        guard let direction else {
            finding.outcome = .errored
            finding.message = "\(title) is neither better when higher nor when lower, so `change` cannot judge it"
            finding.remedy = "Use `min` or `max`, or declare its direction under `metrics:` of model.yaml."
            return finding
        }
        guard change.confidence == nil else {
            finding.outcome = .notRun
            finding.message = "\(title): confidence intervals are not built in this release"
            finding.remedy = "Leave out `confidence` to judge the point, or upgrade sluice once they are built."
            return finding
        }
        guard let baseline = baseline(gate, change, &finding) else { return finding }
        let new = measured.value(of: gate.metric, on: gate.dataset, facts)
        let old = measured.value(of: gate.metric, on: gate.dataset, ofBaseline: baseline.value, facts).value
        let version = baseline.value.version
        guard let newNumber = new.state.value.number else {
            finding.takeReason(of: new.state.value, title)
            return finding
        }
        guard let oldNumber = old.number else {
            finding.takeReason(of: old, "the change of \(title) against \(version)")
            return finding
        }
        let bound = direction == .higher ? -change.maxWorsening : change.maxWorsening
        let difference = Self.difference(newNumber, oldNumber, direction)
        let slack = Self.slack(bound)
        let holds = direction == .higher ? difference >= bound - slack : difference <= bound + slack
        finding.observedValue = difference
        finding.boundValue = bound
        finding.observed =
            "\(MetricText.change(difference)) (\(MetricText.number(newNumber)) against \(MetricText.number(oldNumber)))"
        finding.outcome = holds ? .passed : .failed
        finding.message =
            "\(title) changed by \(MetricText.change(difference)) against \(version): "
            + "\(MetricText.number(newNumber)) after \(MetricText.number(oldNumber)); allowed is \(finding.expected ?? "")"
        if !holds {
            finding.remedy =
                "Compare the two versions with `sluice diff`; improve the model, or have the gate waived on the "
                + "target branch first."
        }
        return finding
    }

    /// The version to compare with; nil where the finding says what follows from its absence.
    private func baseline(
        _ gate: Gate, _ change: Gate.Change, _ finding: inout Finding
    ) -> Loaded<ModelVersion>? {
        switch subject.gateBaselines[gate.id] {
        case .version(let baseline, _): return baseline
        case .some(.none):
            finding.outcome = change.firstVersion == .pass ? .passed : .failed
            finding.message =
                "\(title(gate)): `\(change.against)` holds no other version to compare with; `firstVersion: "
                + "\(change.firstVersion.rawValue)`"
            if finding.outcome == .failed {
                finding.remedy =
                    "Write `firstVersion: pass` on the target branch, or compare with a version by its number."
            }
        case .unreadable(let reason):
            finding.outcome = .errored
            finding.message = "\(title(gate)): `\(change.against)` cannot be read: \(reason)"
        case nil:
            finding.outcome = .errored
            finding.message = "\(title(gate)): it is not known what `\(change.against)` is"
        }
        return nil
    }

    /// Candidate minus baseline; where better is towards 0, of the distances from it.
    static func difference(_ new: Double, _ old: Double, _ direction: Direction) -> Double {
        direction == .zero ? abs(new) - abs(old) : new - old
    }

    /// `≥ −0.005`, `≤ 0.005`.
    static func bound(_ change: Gate.Change, _ direction: Direction) -> String {
        direction == .higher
            ? "≥ \(MetricText.exact(-change.maxWorsening))" : "≤ \(MetricText.exact(change.maxWorsening))"
    }
}
