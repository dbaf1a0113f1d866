/// The last pass over every line of a report: no line may be read as a command by what shows or stores it.
///
/// GitHub's runner trims white space before it looks for `::`, and finds `##[` and `##vso[` anywhere in a line; GitLab
/// reads `/close` at the start of a line; `---` and `+++` open front matter.
package enum LineGuard {
    package static let forbiddenPrefixes = ["/", "::", "##[", "##vso[", "---", "+++"]

    private static let prefixes = forbiddenPrefixes.map { Array($0.unicodeScalars) }
    private static let commands = ["##[", "##vso["].map { Array($0.unicodeScalars) }

    /// `text` with the first character of each such line, and of each `##[` or `##vso[`, shown as `\u{X}`.
    package static func guarded(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isStart = true
        for (index, scalar) in scalars.enumerated() {
            let isCommand = scalar == "#" && commands.contains { scalars[index...].starts(with: $0) }
            if isCommand || (isStart && prefixes.contains { scalars[index...].starts(with: $0) }) {
                result.append(contentsOf: TextEscaping.escape(scalar).unicodeScalars)
            } else {
                result.append(scalar)
            }
            isStart = scalar == "\n" || (isStart && (scalar == " " || scalar == "\t"))
        }
        return String(result)
    }
}
