/// Rich text as GitHub-flavoured Markdown. The only place that writes text from files into Markdown.
package enum MarkdownText {
    /// How many scalars of one value are shown.
    package static let valueLimit = 120

    /// Any text as one code span: nothing in it is read as Markdown, HTML, mention, reference or link.
    ///
    /// The fence is longer than the longest run of back quotes inside; in a table `|` becomes `\|`, which GitHub and
    /// GitLab undo before they read the span.
    package static func codeSpan(_ text: String, inTable: Bool = false, limit: Int = valueLimit) -> String {
        var shown = TextEscaping.visible(text, limit: limit)
        if shown.isEmpty { shown = "(empty)" }
        let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
        let touchesFence = shown.hasPrefix("`") || shown.hasSuffix("`")
        let wouldBeTrimmed = shown.hasPrefix(" ") && shown.hasSuffix(" ")
        let padding = touchesFence || wouldBeTrimmed ? " " : ""
        if inTable { shown = replacing("|", with: "\\|", in: shown) }
        return fence + padding + shown + padding + fence
    }

    /// A code block of `lines`, with a fence longer than anything inside.
    static func codeBlock(_ lines: [String], language: StaticString) -> String {
        let shown = lines.map { TextEscaping.visible($0) }
        let fence = String(repeating: "`", count: max(2, shown.map { longestRun(of: "`", in: $0) }.max() ?? 0) + 1)
        return ([fence + language.description] + shown + [fence]).joined(separator: "\n")
    }

    static func inline(_ text: RichText, inTable: Bool) -> String { inline(text.spans, inTable: inTable) }

    private static func inline(_ spans: [RichText.Span], inTable: Bool) -> String {
        var markdown = ""
        for span in spans {
            switch span {
            case .fixed(let text): markdown += text
            case .code(let text):
                // Two spans that touch would read as one longer fence.
                if markdown.hasSuffix("`") { markdown += " " }
                markdown += codeSpan(text, inTable: inTable)
            case .strong(let spans): markdown += "**" + inline(spans, inTable: inTable) + "**"
            case .mark(let mark): markdown += mark.emoji
            }
        }
        return markdown
    }

    private static func longestRun(of scalar: Unicode.Scalar, in text: String) -> Int {
        var longest = 0
        var current = 0
        for next in text.unicodeScalars {
            current = next == scalar ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    private static func replacing(_ scalar: Unicode.Scalar, with replacement: String, in text: String) -> String {
        var result = String.UnicodeScalarView()
        for next in text.unicodeScalars {
            if next == scalar { result.append(contentsOf: replacement.unicodeScalars) } else { result.append(next) }
        }
        return String(result)
    }
}
