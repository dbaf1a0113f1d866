package import SluiceCore
package import SluiceRegistry

/// The one commit of a promotion or rollback: its files and its message. Who commits it, and when, is not known here.
package struct PromotionCommit: Sendable, Hashable {
    /// Sorted by path.
    package var edits: [FileEdit]
    package var message: String

    /// - Parameter asOf: the instant of `--as-of` when it was given.
    package init(_ step: PromotionStep, asOf: Instant? = nil) {
        let pointerPath = PromotionCommit.pointerPath(step.pointer, modelFolder: step.modelFolder)
        var edits = [
            FileEdit(
                path: PromotionRecord.path(of: step.record.id, root: step.registryFolder),
                bytes: step.record.bytes),
            FileEdit(path: pointerPath, bytes: Array(step.pointer.text.utf8)),
        ]
        if let evidence = step.evidence {
            let folder = RepositoryPath.join(step.modelFolder, "evidence", step.pointer.version.description)
            edits.append(
                FileEdit(path: RepositoryPath.join(folder, Digest.of(evidence).hex + ".json"), bytes: evidence))
        }
        self.edits = edits.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        message = PromotionCommit.message(step, asOf: asOf)
    }

    /// Where the pointer of a stage lies.
    package static func pointerPath(_ pointer: StagePointer, modelFolder: String) -> String {
        RepositoryPath.join(modelFolder, "stages", pointer.stage + ".yaml")
    }

    /// Subject, one sentence, and one contiguous block of trailers: an index for people and tools, never input to a
    /// decision.
    private static func message(_ step: PromotionStep, asOf: Instant?) -> String {
        let record = step.record
        let pointer = step.pointer
        let place = record.action == .rollback ? "in" : "to"
        var trailers = ["Sluice-Promotion-Id: \(record.id)", "Sluice-Action: \(record.action.rawValue)"]
        trailers += record.changes.map { change in
            let fields = [change.model, change.stage, change.old?.description ?? "-", change.new?.description ?? "-"]
            return "Sluice-Change: " + fields.map { PercentEncoding.encode($0) }.joined(separator: " ")
        }
        if let evidence = step.evidence { trailers.append("Sluice-Evidence: \(Digest.of(evidence))") }
        if let asOf { trailers.append("Sluice-As-Of: \(asOf)") }
        return "\(record.action.rawValue)(\(pointer.model)): \(pointer.version) \(place) \(pointer.stage)\n\n"
            + "\(step.summary)\n\n" + trailers.map { $0 + "\n" }.joined()
    }
}
