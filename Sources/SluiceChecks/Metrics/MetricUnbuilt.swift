import SluiceCore
import SluiceRegistry

/// Gates of kinds that are read and not built yet: each is a not-run finding, so that nobody takes them for passed.
package struct MetricUnbuilt: Check {
    package enum Kind: String, Sendable, CaseIterable { case slices, fairness }

    private let kind: Kind

    package init(_ kind: Kind) { self.kind = kind }

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "metrics/\(kind.rawValue)",
            summary: kind == .slices
                ? "A metric keeps its bounds in every slice of the data (not built in this release)."
                : "A metric differs little between groups (not built in this release).",
            why: """
                A good average hides the groups for which a model fails. This release reads such gates and does not judge \
                them: each is reported as not run, which a required gate of error severity does not pass.
                """,
            remedies: [
                "Give the gate `severity: warning` until this check is built, so that it does not stop a promotion."
            ],
            passingExample: CheckExample(
                title: "A gate without `\(kind.rawValue)`",
                text: "gates:\n  - {id: recall-floor, metric: recall, dataset: test, min: 0.25}"),
            failingExample: CheckExample(
                title: "A gate that names it",
                text: kind == .slices
                    ? "gates:\n  - {id: recall-everywhere, metric: recall, dataset: test, slices: {by: [origin], min: 0.25}}"
                    : "gates:\n  - {id: even-handed, metric: selection_rate, dataset: test, fairness: {by: origin}}"))
    }

    package func applies(to subject: CheckSubject) -> Bool {
        subject.gates.contains { gate in gate.unbuiltKinds.contains { $0.key == kind.rawValue } }
    }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] { [] }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let judge = GateJudge(subject)
        var judgement = Judgement()
        for gate in subject.gates {
            guard let rule = gate.unbuiltKinds.first(where: { $0.key == kind.rawValue }) else { continue }
            var finding = judge.finding(gate, check: descriptor.id, expected: nil, location: rule.location)
            finding.outcome = .notRun
            finding.message = "\(judge.title(gate)): `\(kind.rawValue)` is not built in this release"
            finding.remedy = "Give the gate `severity: warning` on the target branch until it is."
            judgement.findings.append(finding)
        }
        return judgement
    }
}
