import SluiceCore
import SluiceRegistry

/// `metrics/claim`: the metrics that a version's manifest states.
package struct MetricClaim: Check {
    static let id = "metrics/claim"

    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: Self.id,
            summary: "Every metric that a version claims is what its predictions give.",
            why: """
                A number in a manifest is the author's word. Where predictions are recorded, the metric is computed \
                again from them and the labels of the test data, by the definition that scikit-learn has; the claim may \
                be off by half a unit of its last digit, at least 1e-6, and never more than 5e-4 (of the value, above 1).
                """,
            remedies: [
                "Let `sluice register` compute the claims: leave out `--metrics`.",
                "If the claim is right, check that the predictions are those of this version, and that the positive label, "
                    + "the threshold and the weight in model.yaml are the ones it was computed with.",
            ],
            passingExample: CheckExample(
                title: "A claim in four digits of a value of 0.66183",
                text: "metrics:\n  test: {roc_auc: 0.6618}"),
            failingExample: CheckExample(
                title: "A claim of 0.68 where the predictions give 0.6618",
                text: "metrics:\n  test: {roc_auc: 0.68}"))
    }

    package func applies(to subject: CheckSubject) -> Bool { !subject.version.value.claims.isEmpty }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        let judge = GateJudge(subject)
        return subject.version.value.claims.flatMap { claim -> [Need] in
            guard let reference = MetricReference(canonical: claim.metric) else { return [] }
            return judge.measured.value(of: reference, on: claim.dataset, facts).state.missing
                + judge.needs(ofRow: reference, on: claim.dataset, facts)
        }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let judge = GateJudge(subject)
        var judgement = Judgement()
        let gated = subject.gates.filter { $0.minimum != nil || $0.maximum != nil || $0.change != nil }
        for claim in subject.version.value.claims {
            let reference = MetricReference(canonical: claim.metric)
            let finding = Self.finding(claim, reference, judge.measured, facts)
            judgement.findings.append(finding)
            guard let reference else { continue }
            let isGated = gated.contains { $0.dataset == claim.dataset && $0.metric == reference }
            if !isGated {
                judgement.metrics.append(judge.row(claim, reference, outcome: finding.outcome, facts))
            }
        }
        return judgement
    }

    private static func finding(
        _ claim: Claim, _ reference: MetricReference?, _ measured: MeasuredVersion, _ facts: Facts
    ) -> Finding {
        let title = "the claim \(claim.metric) \(claim.text) on `\(claim.dataset)`"
        var finding = Finding(
            check: id, rule: claim.metric, dataset: claim.dataset, outcome: .errored, source: .base, message: "",
            location: claim.location)
        guard let reference else {
            finding.message = "\(title) names no metric in its canonical form"
            return finding
        }
        let result = measured.value(of: reference, on: claim.dataset, facts)
        guard result.isRecomputed else {
            finding.outcome = .notRun
            // What cannot be recomputed here is for the stage's gates to judge; alone it decides nothing.
            finding.severity = .info
            finding.message = "\(title): declared, not recomputed"
            finding.remedy = "Record predictions with `sluice register --predictions \(claim.dataset)=FILE`."
            return finding
        }
        let value = result.state.value
        guard let number = value.number else {
            finding.takeReason(of: value, title)
            return finding
        }
        let tolerance = ClaimTolerance.of(claim.text, recomputed: number)
        let holds = abs(claim.value - number) <= tolerance + 1e-12 * max(1, abs(number))
        finding.outcome = holds ? .passed : .failed
        finding.observedValue = number
        finding.boundValue = claim.value
        finding.observed = MetricText.number(number, against: claim.value)
        finding.expected = "\(claim.text) ± \(MetricText.number(tolerance))"
        finding.message =
            holds
            ? "\(title) is what the predictions give"
            : "\(title) is not what the predictions give: \(finding.observed ?? "")"
        if !holds {
            finding.remedy =
                "Register the version again without `--metrics`, or with the predictions that the claim was computed from."
        }
        return finding
    }
}
