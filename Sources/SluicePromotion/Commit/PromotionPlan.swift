package import SluiceCore
package import SluiceRegistry

/// What a promotion or a rollback comes to at one base commit: the rules, and what would be written when they allow it.
package struct PromotionPlan: Sendable {
    package var action: PromotionRecord.Action
    package var model: String
    package var stage: String
    /// What the stage holds now.
    package var from: SemanticVersion?
    /// What it would hold; nil when there is nothing to return to.
    package var to: SemanticVersion?
    package var base: ObjectID
    /// `planned`, `already`, `refused` or `undecided`.
    package var outcome: PromotionResult.Outcome
    package var rules: [RuleOutcome]
    /// The record that the pointer has already; nil unless the outcome is `already`.
    package var currentPromotion: Digest?
    /// Nil unless the outcome is `planned`.
    package var step: PromotionStep?

    /// The result before anything is written.
    package var result: PromotionResult {
        PromotionResult(
            outcome: outcome, action: action,
            changes: [PromotionResult.Change(model: model, stage: stage, from: from, to: to)],
            promotion: step?.record.id ?? currentPromotion, base: base, rules: rules)
    }
}

/// What a promotion writes.
package struct PromotionStep: Sendable {
    package var registryFolder: String
    /// The folder of the model.
    package var modelFolder: String
    package var record: PromotionRecord
    package var pointer: StagePointer
    /// The in-toto statement; nil for a rollback, which measures nothing.
    package var evidence: [UInt8]?
    /// The sentence in the body of the commit message.
    package var summary: String
}

/// A file that a promotion adds or replaces.
package struct FileEdit: Sendable, Hashable {
    /// Relative to the repository root.
    package var path: String
    package var bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
