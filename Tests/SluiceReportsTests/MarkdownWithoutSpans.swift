/// A second reading of Markdown, by CommonMark's rules for code: what a viewer may make more of than text.
enum MarkdownWithoutSpans {
    /// The lines of `markdown` outside of code blocks, with each code span replaced by `¤`.
    static func lines(of markdown: String) -> [String] {
        var lines: [String] = []
        var fence: Int?
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            let run = line.unicodeScalars.prefix { $0 == "`" }.count
            if let open = fence {
                if run >= open, line.unicodeScalars.dropFirst(run).isEmpty { fence = nil }
            } else if run >= 3, !line.unicodeScalars.dropFirst(run).contains("`") {
                fence = run
            } else {
                lines.append(withoutSpans(Array(line.unicodeScalars)))
            }
        }
        if fence != nil { lines.append("<unclosed code block>") }
        return lines
    }

    private static func withoutSpans(_ scalars: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            guard scalars[index] == "`" else {
                result.append(scalars[index])
                index += 1
                continue
            }
            let length = run(in: scalars, at: index)
            var end = index + length
            while end < scalars.count, scalars[end] != "`" || run(in: scalars, at: end) != length {
                end += max(1, run(in: scalars, at: end))
            }
            result.append(end < scalars.count ? "¤" : "`")
            index = end < scalars.count ? end + length : index + length
        }
        return String(result)
    }

    private static func run(in scalars: [Unicode.Scalar], at index: Int) -> Int {
        scalars[index...].prefix { $0 == "`" }.count
    }
}
