package import SluiceCore
package import SluiceRegistry

/// What a promotion or a rollback came to.
package struct PromotionResult: Sendable, Hashable {
    package enum Outcome: String, Sendable, CaseIterable {
        /// It would go; nothing was written.
        case planned
        case done
        /// The stage holds the version already, by a valid record.
        case already
        /// A rule said no.
        case refused
        /// The server said no.
        case rejected
        case undecided
        /// Another change came first; run again.
        case superseded

        package var exitStatus: ExitStatus {
            switch self {
            case .planned, .done, .already: .success
            case .refused: .refused
            case .rejected, .undecided: .undecided
            case .superseded: .superseded
            }
        }
    }

    package struct Change: Sendable, Hashable {
        package var model: String
        package var stage: String
        package var from: SemanticVersion?
        package var to: SemanticVersion?

        package init(model: String, stage: String, from: SemanticVersion?, to: SemanticVersion?) {
            self.model = model
            self.stage = stage
            self.from = from
            self.to = to
        }
    }

    package var outcome: Outcome
    package var action: PromotionRecord.Action
    package var changes: [Change]
    /// The id of the record.
    package var promotion: Digest?
    package var base: ObjectID?
    package var commit: ObjectID?
    package var rules: [RuleOutcome]

    package init(
        outcome: Outcome, action: PromotionRecord.Action, changes: [Change], promotion: Digest? = nil,
        base: ObjectID?, commit: ObjectID? = nil, rules: [RuleOutcome]
    ) {
        self.outcome = outcome
        self.action = action
        self.changes = changes
        self.promotion = promotion
        self.base = base
        self.commit = commit
        self.rules = rules
    }

    package var exitStatus: ExitStatus { outcome.exitStatus }
}

extension PromotionResult: JSONConvertible {
    package var json: JSON {
        .object([
            "apiVersion": .string(Sluice.apiVersion), "kind": .string("PromotionResult"),
            "outcome": .string(outcome.rawValue), "action": .string(action.rawValue),
            "changes": .array(
                changes.map {
                    .object([
                        "model": .string($0.model), "stage": .string($0.stage),
                        "from": .optional($0.from?.description), "to": .optional($0.to?.description),
                    ])
                }),
            "promotion": .optional(promotion?.description), "base": .optional(base?.hex),
            "commit": .optional(commit?.hex), "rules": .list(rules),
        ])
    }
}
