import SluiceCore
import SluiceRegistry

/// `metrics/change`: how a metric may change against a baseline.
package struct MetricChange: Check {
    static let id = "metrics/change"

    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: Self.id,
            summary: "No metric gets worse than its gate allows, against a baseline on the same test data.",
            why: """
                A model that keeps every floor can still be worse than the one it replaces. Both versions are measured \
                on the same bytes of test data, from their recorded predictions; if these differ, the numbers do not \
                compare, and the gate is inconclusive. Worse is lower or higher as the metric has it, and `maxWorsening` \
                is in the metric's own unit. The point is judged, with an inclusive bound.
                """,
            remedies: [
                "Compare the versions with `sluice diff`, and improve the model.",
                "If the baseline was evaluated on other test data, record its predictions on this test data.",
                "If the step back is wanted, have a waiver merged on the target branch first.",
            ],
            passingExample: CheckExample(
                title: "An AUC of 0.6618 after 0.6591",
                text: """
                    gates:
                      - id: auc-against-live
                        metric: roc_auc
                        dataset: test
                        change: {against: production, maxWorsening: 0.005}
                    """),
            failingExample: CheckExample(
                title: "An AUC that falls by 0.006 where 0.005 is allowed",
                text: "change: {against: production, maxWorsening: 0.005}   # 0.6593 after 0.6653"))
    }

    package func applies(to subject: CheckSubject) -> Bool { subject.gates.contains { $0.change != nil } }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        let judge = GateJudge(subject)
        return subject.gates.filter { $0.change != nil }.flatMap { judge.needs($0, facts) }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let judge = GateJudge(subject)
        var judgement = Judgement()
        for gate in subject.gates {
            guard let finding = judge.change(gate, facts) else { continue }
            judgement.findings.append(finding)
            if case .some(.none) = subject.gateBaselines[gate.id], finding.outcome == .passed {
                judgement.notices.append("Gate `\(gate.id)` had nothing to compare with: \(finding.message).")
            }
            // A gate with bounds of its own has its one row from metrics/threshold.
            if gate.minimum == nil, gate.maximum == nil {
                judgement.metrics += judge.row(gate, facts).map { [$0] } ?? []
            }
        }
        return judgement
    }
}
