package import SluiceCore

/// What was decided about stages: a file in the tree that a promotion adds and nothing ever changes. Its id is the
/// SHA-256 of its bytes, so the bytes have one form only: `bytes` writes it, and `init(parsing:file:)` accepts no other.
package struct PromotionRecord: Sendable, Hashable {
    package enum Action: String, Sendable, CaseIterable { case promote, rollback, override, retire }

    /// One pointer that changes.
    package struct Change: Sendable, Hashable {
        package var model: String
        package var stage: String
        /// Nil where the stage held none.
        package var old: SemanticVersion?
        /// Nil where the pointer is removed (`retire`).
        package var new: SemanticVersion?
        /// Of the new version's manifest; `Digest.zero` where there is no new version.
        package var manifest: Digest
        /// The promotion id of the old pointer; `Digest.zero` where it had none.
        package var previousPromotion: Digest

        package init(
            model: String, stage: String, old: SemanticVersion?, new: SemanticVersion?, manifest: Digest,
            previousPromotion: Digest
        ) {
            self.model = model
            self.stage = stage
            self.old = old
            self.new = new
            self.manifest = manifest
            self.previousPromotion = previousPromotion
        }
    }

    /// A digest about a stage of a model: the promotion by which a source stage held the version, what was judged, or
    /// what was said about it.
    package struct Entry: Sendable, Hashable {
        package var model: String
        package var stage: String
        package var digest: Digest

        package init(model: String, stage: String, digest: Digest) {
            self.model = model
            self.stage = stage
            self.digest = digest
        }
    }

    /// The registry's UUID.
    package var registryID: String
    /// The registry's folder; `.` for the root.
    package var registryPath: String
    /// The ref of the configured branch, `refs/heads/…`.
    package var ref: String
    package var action: Action
    package var changes: [Change]
    package var sources: [Entry]
    package var inputs: [Entry]
    package var judgements: [Entry]
    package var reason: String?

    package init(
        registryID: String, registryPath: String, ref: String, action: Action, changes: [Change],
        sources: [Entry] = [], inputs: [Entry] = [], judgements: [Entry] = [], reason: String? = nil
    ) {
        self.registryID = registryID
        self.registryPath = registryPath
        self.ref = ref
        self.action = action
        self.changes = changes
        self.sources = sources
        self.inputs = inputs
        self.judgements = judgements
        self.reason = reason
    }

    /// The SHA-256 of the record's bytes.
    package var id: Digest { Digest.of(bytes) }

    /// The record's file.
    package var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

    /// Where a record lies, from the repository root.
    /// - Parameter root: the registry's folder; empty for the root.
    package static func path(of id: Digest, root: String) -> String {
        RepositoryPath.join(root, "promotions", String(id.hex.prefix(2)), id.hex + ".record")
    }

    package func change(of model: String, stage: String) -> Change? {
        changes.first { $0.model == model && $0.stage == stage }
    }

    private var lines: [String] {
        [
            "sluice-promotion/v1", line("registry", registryID, registryPath), line("ref", ref),
            line("action", action.rawValue),
        ]
            + sorted(
                changes.map {
                    line(
                        "change", $0.model, $0.stage, $0.old?.description ?? "-", $0.new?.description ?? "-",
                        $0.manifest.description, $0.previousPromotion.description)
                })
            + entries("from", sources) + entries("inputs", inputs) + entries("judgement", judgements)
            + ["reason " + PromotionRecord.encode(reason: reason)]
    }

    private func entries(_ keyword: String, _ entries: [Entry]) -> [String] {
        sorted(entries.map { line(keyword, $0.model, $0.stage, $0.digest.description) })
    }

    private func sorted(_ lines: [String]) -> [String] { lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

    private func line(_ fields: String...) -> String {
        fields.map { PercentEncoding.encode($0) }.joined(separator: " ")
    }

    /// No reason is `-`, so a reason that is a dash is escaped.
    private static func encode(reason: String?) -> String {
        guard let reason else { return "-" }
        return reason == "-" ? "%2D" : PercentEncoding.encode(reason)
    }
}
