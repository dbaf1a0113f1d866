import SluiceCore
import SluiceRegistry

extension GateJudge {
    /// The row of a gate in the result document: one for all that the gate says about the whole dataset; nil where it
    /// says nothing but of slices.
    func row(_ gate: Gate, _ facts: Facts) -> MetricRow? {
        let findings = [threshold(gate, facts), change(gate, facts)].compactMap { $0 }
        guard var outcome = Self.worst(findings.map(\.outcome)) else { return nil }
        // As the finding reads once the gate has seen its severity.
        if outcome == .failed, gate.severity != .error { outcome = .warned }
        var row = row(gate.metric, on: gate.dataset, outcome: outcome, gate: gate, facts)
        row.gate = gate.id
        var limits = Self.bounds(gate)
        if let change = gate.change, let direction = row.direction {
            limits.append("change \(Self.bound(change, direction))")
        }
        row.limit = limits.joined(separator: ", ")
        return row
    }

    /// The row of a claim that no gate judges.
    func row(_ claim: Claim, _ reference: MetricReference, outcome: Outcome, _ facts: Facts) -> MetricRow {
        row(reference, on: claim.dataset, outcome: outcome, gate: nil, facts)
    }

    private func row(
        _ reference: MetricReference, on dataset: String, outcome: Outcome, gate: Gate?, _ facts: Facts
    ) -> MetricRow {
        let new = measured.value(of: reference, on: dataset, facts)
        let value = new.state.value
        var row = MetricRow(
            metric: reference.canonicalName, dataset: dataset, outcome: outcome,
            direction: measured.direction(of: reference), value: value.number,
            claimed: measured.claim(of: reference, on: dataset)?.value,
            recomputed: new.isRecomputed && value.number != nil, n: value.count)
        guard let baseline = rowBaseline(gate) else { return row }
        let old = measured.value(of: reference, on: dataset, ofBaseline: baseline, facts).value.number
        guard let old else { return row }
        row.baseline = "\(baseline.version)"
        row.baselineValue = old
        row.change = value.number.map { $0 - old }
        return row
    }

    private func rowBaseline(_ gate: Gate?) -> ModelVersion? {
        guard let gate, gate.change != nil else { return subject.baseline?.value }
        guard case .version(let baseline, _) = subject.gateBaselines[gate.id] else { return nil }
        return baseline.value
    }

    private static func worst(_ outcomes: [Outcome]) -> Outcome? {
        let order: [Outcome] = [.failed, .errored, .notRun, .inconclusive, .warned, .waived, .passed]
        return order.first { outcomes.contains($0) }
    }

    /// What the row of a claim needs besides the claim's own metric.
    func needs(ofRow reference: MetricReference, on dataset: String, _ facts: Facts) -> [Need] {
        guard let baseline = subject.baseline?.value else { return [] }
        return measured.value(of: reference, on: dataset, ofBaseline: baseline, facts).missing
    }
}
