package import SluiceCore

/// The comment on a pull request: Markdown for GitHub and GitLab.
package enum MarkdownReport {
    /// The length that every forge takes, in UTF-8 bytes, so that it holds however characters are counted.
    package static let limit = 65_000

    /// The report on `result`, at most `limit` bytes long: parts are dropped from the least important on, and a line
    /// says which.
    package static func render(_ result: CheckResult) -> String {
        let sections = ReportComposer(result, wording: .comment).sections
        let order = sections.indices.sorted { (sections[$0].weight, $0) < (sections[$1].weight, $1) }
        var parts = [String](repeating: "", count: sections.count)
        var length = 0
        var kept = 0
        while kept < order.count, length <= limit {
            parts[order[kept]] = LineGuard.guarded(MarkdownBlocks.render(sections[order[kept]].block))
            length += parts[order[kept]].utf8.count + lineEnds
            kept += 1
        }
        guard length > limit else { return join(parts, sections) }
        while kept > 0, length > limit - noticeRoom, sections[order[kept - 1]].weight != .always {
            kept -= 1
            length -= parts[order[kept]].utf8.count + lineEnds
            parts[order[kept]] = ""
        }
        let dropped = order[kept...].reduce(into: [:]) { $0[sections[$1].weight, default: 0] += 1 }
        let notice = MarkdownText.inline(noticeOf(dropped), inTable: false)
        let footer = parts.indices.last ?? 0
        parts[footer] = parts[footer].isEmpty ? notice : notice + "\n\n" + parts[footer]
        return join(parts, sections)
    }

    /// Between two parts.
    private static let lineEnds = 2
    /// For the line that says what was dropped.
    private static let noticeRoom = 1_000

    private static func noticeOf(_ dropped: [ReportSection.Weight: Int]) -> RichText {
        let names = dropped.keys.sorted(by: >).map { weight -> RichText in
            switch weight {
            case .failedCheck, .model, .passedModel, .warning: "\(dropped[weight] ?? 0) \(weight.name)"
            default: weight.name
            }
        }
        return
            "\(strong: "Left out to stay below 65,000 characters"): \(names.joined(by: ", ")). The JSON result has all."
    }

    private static func join(_ parts: [String], _ sections: [ReportSection]) -> String {
        var text = ""
        for (part, section) in zip(parts, sections) where !part.isEmpty {
            if !text.isEmpty { text += section.isTight ? "\n" : "\n\n" }
            text += part
        }
        return text + "\n"
    }
}
