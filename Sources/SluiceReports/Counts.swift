import SluiceCore

/// One line: where the metrics come from, and how many of the required checks said what.
struct Counts {
    let view: SubjectView

    var text: RichText {
        [origin, counts].compactMap { $0 }.joined(by: " ")
    }

    private var origin: RichText? {
        let rows = view.subject.metrics.filter { $0.value != nil || $0.claimed != nil }
        guard !rows.isEmpty else { return nil }
        let declared = rows.filter { !$0.recomputed }
        if declared.isEmpty {
            let claimFailed = view.findings.contains { $0.check == "metrics/claim" && $0.outcome != .passed }
            let equal = rows.allSatisfy { $0.claimed != nil } && !claimFailed
            return equal
                ? "All metrics recomputed from predictions; equal to the manifest."
                : "All metrics recomputed from predictions."
        }
        guard declared.count < rows.count else { return "All metrics declared, not recomputed." }
        var names: [String] = []
        for row in declared where !names.contains(row.metric) { names.append(row.metric) }
        return "Declared, not recomputed: \(names.prefix(8).map(Names.metric).joined(by: ", "))."
    }

    private var counts: RichText {
        let required = view.required
        guard !required.isEmpty else { return "No check of this stage ran." }
        let failed = view.blocking.count
        let open = view.open.count
        let warnings = required.filter(\.warns).count
        let waived = view.waived.count
        var parts: [RichText] = ["\(required.count - failed - open - warnings - waived) passed"]
        if failed > 0 { parts.append("\(failed) failed") }
        if open > 0 { parts.append("\(open) not decided") }
        parts.append(warnings == 1 ? "1 warning" : "\(warnings) warnings")
        parts.append("\(waived) waived")
        let checks: RichText = required.count == 1 ? "1 check" : "\(required.count) checks"
        return "\(checks): \(parts.joined(by: " · "))."
    }
}
