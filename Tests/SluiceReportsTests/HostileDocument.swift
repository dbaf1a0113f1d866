@testable import SluiceCore

/// A document that holds one text wherever a document can hold text.
enum HostileDocument {
    static let verdicts: [Verdict] = [.passed, .failed, .undecided]

    static func with(_ text: String, verdict: Verdict, subjects: Int = 1, enforced: Bool = true) -> CheckResult {
        var result = CheckResult(
            asOf: Samples.asOf, registryName: text, registryPath: text, verdict: verdict,
            base: Samples.commit("4f1c2ab"), head: Samples.commit("9be0d11"),
            policy: PolicyReference(digest: Samples.policyDigest, source: .base, changedInHead: true), notices: [text],
            scope: [text], notApplicable: 1)
        result.subjects = (0..<subjects).map { _ in subject(text, verdict: verdict, enforced: enforced) }
        result.findings = Outcome.allCases.flatMap { outcome in
            [true, false].flatMap { required in
                ["metrics/threshold", "metrics/change", text].map {
                    finding(text, check: $0, outcome: outcome, required: required)
                }
            }
        }
        result.statements = [StatementRecord(engine: text, relation: text, sql: text)]
        return result
    }

    private static func finding(_ text: String, check: String, outcome: Outcome, required: Bool) -> Finding {
        Finding(
            check: check, rule: text, model: text, version: text, stage: text, dataset: text, column: text, slice: text,
            outcome: outcome, required: required, source: .head, observed: text, observedValue: .nan, expected: text,
            boundValue: 0.5, message: text, remedy: text, waiver: text, samples: [[text: text]],
            location: SourceLocation(file: text, line: 1, column: 1))
    }

    private static func subject(_ text: String, verdict: Verdict, enforced: Bool) -> SubjectResult {
        var changes = SubjectResult.Changes()
        changes.params = [text: [text, text], text + "1": [nil, text], text + "2": [text, nil], text + "3": []]
        changes.data = [.init(name: text, change: .changed, from: nil, to: nil)]
        changes.artifacts = [.init(name: text, change: .added, from: nil, to: nil)]
        changes.code = [text, text]
        var subject = SubjectResult(
            model: text, version: text, task: text, stage: text, baseline: .init(version: text, stage: text),
            verdict: verdict, enforced: enforced, reproducibility: text, metrics: rows(text),
            flips: .init(toWrong: 1, toRight: -1), changes: changes,
            history: [.init(version: text, metric: text, dataset: text, value: .infinity)],
            policyDigest: Samples.policyDigest, next: [text, "Merging \(text)"],
            digests: [text: Samples.policyDigest])
        subject.distributions = [
            .init(column: text, edges: [text, text], reference: [1, -5, Int.max], current: [0, 2])
        ]
        return subject
    }

    private static func rows(_ text: String) -> [MetricRow] {
        Outcome.allCases.flatMap { outcome in
            [text, nil].map { slice in
                var row = MetricRow(
                    metric: text, dataset: text, slice: slice, gate: text, outcome: outcome, direction: .higher,
                    baseline: text, value: 1e300, claimed: .nan, recomputed: false, baselineValue: -0.0, change: -1e-9,
                    n: .min, limit: text)
                row.interval = [.nan, .infinity]
                row.worst = -.infinity
                row.confidence = .nan
                row.method = text
                return row
            }
        }
    }
}
