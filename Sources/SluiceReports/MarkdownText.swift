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
        let fence = String(repeating: "`", count: longestRunOfBackQuotes(in: shown) + 1)
        // Bytes, not characters: a back quote under a combining mark is still a fence to Markdown.
        let ends = (shown.utf8.first, shown.utf8.last)
        let touchesFence = ends.0 == UInt8(ascii: "`") || ends.1 == UInt8(ascii: "`")
        let wouldBeTrimmed = ends.0 == UInt8(ascii: " ") && ends.1 == UInt8(ascii: " ")
        let padding = touchesFence || wouldBeTrimmed ? " " : ""
        if inTable, shown.utf8.contains(UInt8(ascii: "|")) { shown = withPipesEscaped(shown) }
        return fence + padding + shown + padding + fence
    }

    /// A code block of `lines`, with a fence longer than anything inside.
    static func codeBlock(_ lines: [String], language: StaticString) -> String {
        let shown = lines.map { TextEscaping.visible($0) }
        let fence = String(repeating: "`", count: max(2, shown.map(longestRunOfBackQuotes).max() ?? 0) + 1)
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
                if markdown.utf8.last == UInt8(ascii: "`") { markdown += " " }
                markdown += codeSpan(text, inTable: inTable)
            case .strong(let spans): markdown += "**" + inline(spans, inTable: inTable) + "**"
            case .mark(let mark): markdown += mark.emoji
            }
        }
        return markdown
    }

    private static func longestRunOfBackQuotes(in text: String) -> Int {
        var longest = 0
        var current = 0
        for byte in text.utf8 {
            current = byte == UInt8(ascii: "`") ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }

    private static func withPipesEscaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar == "|" { result.append("\\") }
            result.append(scalar)
        }
        return String(result)
    }
}
