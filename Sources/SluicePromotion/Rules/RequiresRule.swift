import SluiceCore
import SluiceRegistry

/// `requires`: the checks that the stage requires pass now, measured afresh.
enum RequiresRule {
    static func evaluate(_ inputs: PromotionInputs) -> RuleOutcome {
        guard let gate = inputs.gate else {
            return RuleOutcome("requires", .notRun, "not measured")
        }
        let subject = gate.subject
        guard subject.model == inputs.model.value.name, subject.version == inputs.requested.description,
            subject.stage == inputs.stage
        else {
            return RuleOutcome(
                "requires", .errored, "measured \(subject.model)@\(subject.version) for \(subject.stage) instead")
        }
        let counts = CheckCounts(gate.findings)
        let structural = Verdict.of(gate.findings.filter { $0.family == "registry" }, requiresChecks: false)
        // The subject's own word counts, and so do its findings: the worse of the two.
        let verdict = Verdict.worst([subject.verdict, Verdict.of(gate.findings, requiresChecks: true)])
        let enforced = inputs.policy.stage(inputs.stage)?.enforce ?? true
        switch enforced ? verdict : structural {
        case .failed:
            return RuleOutcome("requires", .failed, counts.sentence + reasons(gate.findings, enforced: enforced))
        case .undecided:
            return RuleOutcome("requires", .errored, counts.sentence + reasons(gate.findings, enforced: enforced))
        case .passed where verdict == .passed:
            return RuleOutcome("requires", .passed, counts.sentence)
        case .passed:
            return RuleOutcome(
                "requires", .warned,
                "would fail for \(inputs.stage) (not enforced): " + counts.sentence
                    + reasons(gate.findings, enforced: true))
        }
    }

    /// Every required finding that does not let it pass, not only the first.
    private static func reasons(_ findings: [Finding], enforced: Bool) -> String {
        let stopping = findings.filter { finding in
            finding.required && finding.severity == .error && (enforced || finding.family == "registry")
                && ([.failed, .errored, .notRun].contains(finding.outcome)
                    || (finding.outcome == .inconclusive && !finding.inconclusiveWarns))
        }
        let lines = stopping.map { finding in
            "\(finding.check)" + (finding.rule.map { " \($0)" } ?? "") + ": \(finding.message)"
        }
        return lines.isEmpty ? "" : ": " + lines.joined(separator: "; ")
    }
}

/// The required findings by outcome, in words.
struct CheckCounts {
    private let required: [Finding]

    init(_ findings: [Finding]) { required = findings.filter(\.required) }

    /// `34 checks passed, 1 waived`.
    var sentence: String {
        let passed = count(.passed)
        let others: [(Outcome, String)] = [
            (.failed, "failed"), (.warned, "warned"), (.waived, "waived"), (.inconclusive, "inconclusive"),
            (.errored, "errored"), (.notRun, "not run"),
        ]
        let rest = others.filter { count($0.0) > 0 }.map { "\(count($0.0)) \($0.1)" }
        return (["\(passed) \(passed == 1 ? "check" : "checks") passed"] + rest).joined(separator: ", ")
    }

    private func count(_ outcome: Outcome) -> Int { required.count { $0.outcome == outcome } }
}
