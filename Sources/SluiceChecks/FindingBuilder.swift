import SluiceCore
import SluiceRegistry

/// Makes the findings of one check: its id, its severity as policy and model set it, and the first remedy.
struct FindingBuilder {
    let descriptor: CheckDescriptor
    let source: RuleSource
    /// As set for the whole check.
    let severity: Severity

    init(_ descriptor: CheckDescriptor, _ subject: CheckSubject, source: RuleSource? = nil) {
        self.descriptor = descriptor
        self.source = source ?? subject.modelSource
        severity = CheckSettings.severity(
            of: descriptor.id, policy: subject.policy, model: subject.model.value, default: descriptor.defaultSeverity)
    }

    /// A finding. A failure below error severity is a warning.
    ///
    /// - Parameter cap: the severity of the rule itself, where it has one: the weaker of both counts.
    func finding(
        _ outcome: Outcome, rule: String? = nil, dataset: String? = nil, column: String? = nil, cap: Severity = .error,
        observed: String? = nil, observedValue: Double? = nil, expected: String? = nil, boundValue: Double? = nil,
        _ message: String, remedy: String? = nil, at location: SourceLocation?
    ) -> Finding {
        let weight = min(severity, cap)
        let isTrouble = ![Outcome.passed, .waived].contains(outcome)
        return Finding(
            check: descriptor.id, rule: rule, dataset: dataset, column: column,
            outcome: outcome == .failed && weight != .error ? .warned : outcome, severity: weight, source: source,
            observed: observed, observedValue: observedValue, expected: expected, boundValue: boundValue,
            message: message, remedy: remedy ?? (isTrouble ? descriptor.remedies.first ?? "" : ""), location: location)
    }

    /// What is said about recorded bytes: there, other ones, none, or never looked for (which is no pass).
    func bytes(
        _ reference: FileReference, _ facts: Facts, rule: String?, dataset: String? = nil, at location: SourceLocation?
    ) -> Finding {
        let expected = reference.digest.description
        switch facts.bytes[reference] {
        case .present(let size):
            return finding(
                .passed, rule: rule, dataset: dataset, observed: expected, expected: expected,
                "`\(reference.path)` has the recorded digest (\(Count.text(size)) bytes).", at: location)
        case .differs(let found):
            return finding(
                .failed, rule: rule, dataset: dataset, observed: found.description, expected: expected,
                "`\(reference.path)` has other bytes than were recorded: `\(found)`.", at: location)
        case .absent(let sentence):
            return finding(
                .errored, rule: rule, dataset: dataset, expected: expected,
                "The bytes of `\(reference.path)` are nowhere: \(sentence)",
                remedy: "Bring the file into the checkout, for example with `git lfs pull` or `dvc pull`.", at: location
            )
        case nil:
            return finding(
                .errored, rule: rule, dataset: dataset, expected: expected,
                "The bytes of `\(reference.path)` were not looked for.", at: location)
        }
    }
}
