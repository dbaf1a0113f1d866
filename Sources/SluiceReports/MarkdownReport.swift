package import SluiceCore

/// The comment on a pull request: Markdown for GitHub and GitLab.
package enum MarkdownReport {
    /// The length that every forge takes, in UTF-8 bytes, so that it holds however characters are counted.
    package static let limit = 65_000

    /// The report on `result`, at most `limit` bytes long: parts are dropped from the least important on, and a line
    /// says which.
    package static func render(_ result: CheckResult) -> String {
        let sections = ReportComposer(result, wording: .comment).sections
        var parts = sections.map { LineGuard.guarded(MarkdownBlocks.render($0.block)) }
        // Two line ends per part, and room for the line that says what was dropped.
        var length = parts.reduce(0) { $0 + $1.utf8.count + 2 }
        guard length > limit else { return join(parts, sections) }
        var dropped: [ReportSection.Weight: Int] = [:]
        let order = sections.indices.filter { sections[$0].weight != .always }.sorted {
            (sections[$0].weight, $0) > (sections[$1].weight, $1)
        }
        for index in order where length > limit - 1_000 {
            length -= parts[index].utf8.count + 2
            parts[index] = ""
            dropped[sections[index].weight, default: 0] += 1
        }
        let notice = MarkdownText.inline(noticeOf(dropped), inTable: false)
        let footer = parts.indices.last ?? 0
        parts[footer] = parts[footer].isEmpty ? notice : notice + "\n\n" + parts[footer]
        return join(parts, sections)
    }

    private static func noticeOf(_ dropped: [ReportSection.Weight: Int]) -> RichText {
        let names = dropped.keys.sorted(by: >).map { weight -> RichText in
            switch weight {
            case .failedCheck, .model, .passedModel, .warning: "\(dropped[weight] ?? 0) \(weight.name)"
            default: weight.name
            }
        }
        return "\(strong: "Left out to stay below 65,000 characters"): \(names.joined(by: ", ")). The JSON result has all."
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
