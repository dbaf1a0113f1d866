/// The last pass over every line of a report: no line may be read as a command by what shows or stores it.
///
/// GitHub's runner trims white space before it looks for `::`, and finds `##[` and `##vso[` anywhere in a line; GitLab
/// reads `/close` at the start of a line; `---` and `+++` open front matter.
package enum LineGuard {
    package static let forbiddenPrefixes = ["/", "::", "##[", "##vso[", "---", "+++"]

    /// `text` with the first character of each such line, and of each `##[` or `##vso[`, shown as `\u{X}`.
    package static func guarded(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line($0) }.joined(separator: "\n")
    }

    private static func line(_ line: Substring) -> String {
        var scalars = Array(line.unicodeScalars)
        var index = 0
        while let found = nextCommand(in: scalars, from: index) {
            let escape = Array(TextEscaping.escape(scalars[found]).unicodeScalars)
            scalars.replaceSubrange(found...found, with: escape)
            index = found + escape.count
        }
        let start = scalars.firstIndex { $0 != " " && $0 != "\t" } ?? scalars.endIndex
        if forbiddenPrefixes.contains(where: { scalars[start...].starts(with: $0.unicodeScalars) }) {
            scalars.replaceSubrange(start...start, with: TextEscaping.escape(scalars[start]).unicodeScalars)
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }

    private static func nextCommand(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        scalars.indices.dropFirst(start).first { index in
            scalars[index] == "#"
                && (scalars[index...].starts(with: "##[".unicodeScalars)
                    || scalars[index...].starts(with: "##vso[".unicodeScalars))
        }
    }
}
