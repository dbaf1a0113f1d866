package import SluiceCore

/// What a stage held, read along the chain of promotion records: the tree alone says it, no history is needed.
package struct StageHistory: Sendable, Hashable {
    /// One record of the chain, as it concerns the stage.
    package struct Step: Sendable, Hashable {
        package var id: Digest
        package var action: PromotionRecord.Action
        package var old: SemanticVersion?
        package var new: SemanticVersion?
    }

    /// The latest first.
    package var steps: [Step]
    /// Versions that the stage held before the current one, the most recent first, each once. The current version is
    /// not among them.
    package var formerHolders: [SemanticVersion]
    /// Versions that a rollback ever left: rollback never goes back to them, and automation never promotes them again.
    package var leftByRollback: Set<SemanticVersion>

    /// Where a rollback goes when nobody names a version: the most recent former holder that no rollback ever left and
    /// that is not quarantined; nil: refused.
    /// - Parameter isQuarantined: whether a version's bytes are vetoed.
    package func rollbackTarget(isQuarantined: (SemanticVersion) -> Bool) -> SemanticVersion? {
        formerHolders.first { !leftByRollback.contains($0) && !isQuarantined($0) }
    }
}

extension RegistrySnapshot {
    /// The former holders of a stage, from its current pointer. The chain ends at 64 zeros, and the old version there
    /// counts; a pointer without a record has none.
    /// - Throws: `invalid` when a record of the chain is missing, broken or about something else: such a chain says
    ///   nothing that a rollback could trust.
    package func formerHolders(
        of model: String, _ stage: String, from pointer: StagePointer
    ) throws(RegistryError) -> StageHistory {
        var history = StageHistory(steps: [], formerHolders: [], leftByRollback: [])
        var seen: Set<Digest> = []
        var next = pointer.promotion ?? .zero
        // What the later record says the stage held before it; a mismatch would let a chain skip over holders.
        var due: SemanticVersion? = pointer.version
        while next != .zero {
            let file = PromotionRecord.path(of: next, root: root)
            guard seen.insert(next).inserted else { throw broken("the chain of records comes back to `\(next)`", file) }
            guard let record = try record(next)?.value else { throw broken("the record `\(next)` is missing", file) }
            guard let change = record.change(of: model, stage: stage) else {
                throw broken("the record says nothing about the stage `\(stage)` of `\(model)`", file)
            }
            guard change.new == due else {
                let held = due?.description ?? "no version"
                throw broken("the record sets another version than `\(held)`, which the next one found there", file)
            }
            history.steps.append(
                StageHistory.Step(id: next, action: record.action, old: change.old, new: change.new))
            if record.action == .rollback, let left = change.old { history.leftByRollback.insert(left) }
            due = change.old
            next = change.previousPromotion
        }
        for version in history.steps.flatMap({ [$0.new, $0.old] }).compactMap({ $0 })
        where version != pointer.version && !history.formerHolders.contains(version) {
            history.formerHolders.append(version)
        }
        return history
    }

    private func broken(_ message: String, _ file: String) -> RegistryError {
        .invalid(
            InvalidFile([
                Diagnostic(
                    message, at: SourceLocation(file: file),
                    remedy: "restore the promotion records: they are never deleted or edited")
            ]))
    }
}
