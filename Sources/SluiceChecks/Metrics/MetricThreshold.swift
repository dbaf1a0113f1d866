import SluiceCore
import SluiceRegistry

/// `metrics/threshold`: the `min` and `max` of metric gates.
package struct MetricThreshold: Check {
    static let id = "metrics/threshold"

    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: Self.id,
            summary: "Every metric that a gate bounds keeps to its `min` and `max`.",
            why: """
                A floor says what the model is for: below it, the model is not worth serving whatever came before. The \
                metric is computed from the recorded predictions and the labels of the test data, not taken from the \
                manifest. Bounds are inclusive. An undefined metric (no positive examples, nothing predicted) is \
                inconclusive, and data that cannot be used is an error; neither passes.
                """,
            remedies: [
                "Improve the model and register it again with `sluice register`.",
                "If the bound is wrong, change it on the target branch first: a change is judged by the gates there.",
                "If this version may pass once, have a waiver merged first.",
            ],
            passingExample: CheckExample(
                title: "An AUC of 0.6618 against a floor of 0.64",
                text: "gates:\n  - {id: auc-floor, metric: roc_auc, dataset: test, min: 0.64}"),
            failingExample: CheckExample(
                title: "A log loss of 0.52 against a ceiling of 0.5",
                text: "gates:\n  - {id: loss-ceiling, metric: log_loss, dataset: test, max: 0.5}"))
    }

    package func applies(to subject: CheckSubject) -> Bool { subject.gates.contains(where: Self.judges) }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        let judge = GateJudge(subject)
        return subject.gates.filter(Self.judges).flatMap { judge.needs($0, facts) }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let judge = GateJudge(subject)
        var judgement = Judgement()
        for gate in subject.gates where Self.judges(gate) {
            judgement.findings += judge.threshold(gate, facts).map { [$0] } ?? []
            judgement.metrics += judge.row(gate, facts).map { [$0] } ?? []
        }
        return judgement
    }

    private static func judges(_ gate: Gate) -> Bool { gate.minimum != nil || gate.maximum != nil }
}
