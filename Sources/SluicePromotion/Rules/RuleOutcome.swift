package import SluiceCore

/// What one rule saw.
package struct RuleOutcome: Sendable, Hashable, JSONConvertible {
    package var rule: String
    package var outcome: Outcome
    package var message: String

    package init(_ rule: String, _ outcome: Outcome, _ message: String) {
        self.rule = rule
        self.outcome = outcome
        self.message = message
    }

    package var json: JSON {
        .object([
            "rule": .string(rule), "outcome": .string(outcome.rawValue), "message": .string(message),
        ])
    }
}

extension Sequence<RuleOutcome> {
    /// What the rules come to together: one that failed refuses; one that could not be evaluated leaves it undecided.
    package var decision: PromotionResult.Outcome {
        var decision = PromotionResult.Outcome.planned
        for rule in self {
            switch rule.outcome {
            case .failed, .inconclusive: return .refused
            case .errored, .notRun: decision = .undecided
            case .passed, .warned, .waived: continue
            }
        }
        return decision
    }
}
