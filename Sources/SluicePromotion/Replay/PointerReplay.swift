import SluiceCore
package import SluiceRegistry

/// A pointer that a change adds, edits or deletes, as it stands in the merge result.
package struct TouchedPointer: Sendable {
    package var path: String
    /// Nil: the change deletes the pointer.
    package var bytes: [UInt8]?
    /// Nil: its bytes cannot be read as a pointer, or it is deleted.
    package var pointer: StagePointer?
    /// The bytes of the record that it names, in the merge result; nil when it names none or there is none.
    package var record: [UInt8]?

    package init(path: String, bytes: [UInt8]?, pointer: StagePointer?, record: [UInt8]?) {
        self.path = path
        self.bytes = bytes
        self.pointer = pointer
        self.record = record
    }
}

/// Why a touched pointer is not what `promote` or `rollback` would have written.
package struct ReplayFailure: Error, Sendable, Hashable {
    /// Every reason.
    package var reasons: [String]
    /// The command that completes or undoes the edit; empty when there is none.
    package var remedy: String

    package init(_ reasons: [String], remedy: String) {
        self.reasons = reasons
        self.remedy = remedy
    }
}

/// Judges a pointer that a change touches: record and pointer must be byte-equal to what `promote` (or `rollback` with
/// its reason) would write at the base. First `record`, which says what to plan; then `Promotion.plan` or
/// `Rollback.plan` on the base, with the checks run again; then `compare`.
package enum PointerReplay {
    /// The record that the pointer names.
    ///
    /// - Throws: `ReplayFailure` when there is none that could be replayed, as after an edit by hand.
    package static func record(of touched: TouchedPointer) throws(ReplayFailure) -> PromotionRecord {
        guard touched.bytes != nil else {
            throw ReplayFailure(
                ["\(touched.path) is deleted; a stage never loses its pointer"], remedy: "restore the file")
        }
        guard let pointer = touched.pointer else {
            throw ReplayFailure(
                ["\(touched.path) cannot be read as a stage pointer"], remedy: "restore the file, then promote")
        }
        let remedy = completing(pointer)
        guard let promotion = pointer.promotion else {
            throw ReplayFailure(
                ["\(touched.path) names no promotion record: it was edited by hand"], remedy: remedy)
        }
        guard let bytes = touched.record else {
            throw ReplayFailure(["there is no record \(promotion), which \(touched.path) names"], remedy: remedy)
        }
        guard Digest.of(bytes) == promotion else {
            throw ReplayFailure(["the bytes of record \(promotion) are not those of that name"], remedy: remedy)
        }
        let record: PromotionRecord
        do {
            record = try PromotionRecord(parsing: bytes, file: promotion.hex + ".record")
        } catch {
            throw ReplayFailure(error.diagnostics.map(\.description), remedy: remedy)
        }
        switch record.action {
        case .promote, .rollback: break
        case .override, .retire:
            throw ReplayFailure(
                ["`\(record.action.rawValue)` records are not built in this release"], remedy: remedy)
        }
        guard record.change(of: pointer.model, stage: pointer.stage)?.new == pointer.version else {
            throw ReplayFailure(
                ["record \(promotion) does not move \(pointer.model) in \(pointer.stage) to \(pointer.version)"],
                remedy: remedy)
        }
        return record
    }

    /// Compares what the change brings with what the tool would write.
    ///
    /// - Parameter plan: of the record's action and reason, for the pointer's version, at the base.
    /// - Throws: `ReplayFailure` with every difference, or every rule that said no.
    package static func compare(
        _ touched: TouchedPointer, record: PromotionRecord, plan: PromotionPlan
    ) throws(ReplayFailure) {
        guard let pointer = touched.pointer, let bytes = touched.bytes else {
            throw ReplayFailure(["\(touched.path) cannot be read as a stage pointer"], remedy: "restore the file")
        }
        let remedy = record.action == .rollback ? completing(pointer, record) : completing(pointer)
        guard plan.action == record.action, plan.to == pointer.version else {
            throw ReplayFailure(["the change was replayed as something else"], remedy: remedy)
        }
        guard let step = plan.step else {
            throw ReplayFailure(refusals(plan), remedy: plan.outcome == .already ? "restore the file" : "")
        }
        var reasons = differences("the record", found: touched.record ?? [], due: step.record.bytes)
        // A pointer always names its own record: after a difference there, that line says nothing new.
        var due = step.pointer
        if !reasons.isEmpty { due.promotion = pointer.promotion }
        reasons += differences(touched.path, found: bytes, due: Array(due.text.utf8))
        guard reasons.isEmpty else { throw ReplayFailure(reasons, remedy: remedy) }
    }

    private static func refusals(_ plan: PromotionPlan) -> [String] {
        let name = "\(plan.model) \(plan.to?.description ?? "") in \(plan.stage)"
        if plan.outcome == .already {
            return ["the base holds \(name) by a valid record already; its pointer must stay as it is"]
        }
        let stopping = plan.rules.filter { ![.passed, .warned, .waived].contains($0.outcome) }
        return stopping.map { "\($0.rule): \($0.message)" }
    }

    /// The command that completes an edit by hand.
    private static func completing(_ pointer: StagePointer) -> String {
        "sluice promote \(pointer.model)@\(pointer.version) --stage \(pointer.stage) --apply --branch <this branch>"
    }

    private static func completing(_ pointer: StagePointer, _ record: PromotionRecord) -> String {
        "sluice rollback \(pointer.model) --stage \(pointer.stage) --version \(pointer.version) "
            + "--reason \(ShellText.quote(record.reason ?? "…")) --apply --branch <this branch>"
    }

    /// The lines that are not in both.
    private static func differences(_ name: String, found: [UInt8], due: [UInt8]) -> [String] {
        guard found != due else { return [] }
        let (foundLines, dueLines) = (lines(found), lines(due))
        let extra = foundLines.filter { !dueLines.contains($0) }
        let missing = dueLines.filter { !foundLines.contains($0) }
        let reasons =
            extra.map { "\(name) has the line `\($0)`, which would not be written" }
            + missing.map { "\(name) lacks the line `\($0)`" }
        return reasons.isEmpty ? ["\(name) has the right lines in other bytes"] : reasons
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
