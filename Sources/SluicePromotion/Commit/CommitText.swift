/// Text of people in places where other programs look for commands: commit messages and terminals.
package enum CommitText {
    /// One line in which nothing acts: controls and invisible characters are shown as `\u{X}`; skip-CI markers, issue
    /// references (which closing keywords need), mentions and links are broken up; no line begins as git's mail tools
    /// or comments do.
    package static func neutral(_ text: String) -> String {
        let scalars = Array(visible(text).unicodeScalars)
        var line = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            let before = index > 0 ? scalars[index - 1] : " "
            let after = index + 1 < scalars.count ? scalars[index + 1] : " "
            switch scalar {
            case "[": line.append("(")
            case "]": line.append(")")
            case "*" where before == "*": continue
            case "#" where after.isWord: line.append(contentsOf: "# ".unicodeScalars)
            case "@" where !before.isWord: line.append(contentsOf: "(at)".unicodeScalars)
            case "-" where isIssuePrefix(scalars[..<index]) && after.isDigit: line.append(" ")
            case ":" where after == "/": line.append(contentsOf: ": ".unicodeScalars)
            case ":" where endsWithSkipChecks(scalars[..<index]): line.append(" ")
            default: line.append(scalar)
            }
        }
        return guarded(String(line))
    }

    /// Controls and characters that are invisible or change the direction of text, shown as `\u{X}`.
    package static func visible(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar.value) {
                shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }

    /// `git am` takes some beginnings of a line for a patch, drops a leading `[…]` of a subject, and `#` is a comment.
    private static func guarded(_ line: String) -> String {
        let dangerous = [
            "#", "-", "+++", "diff ", "Index: ", "From ", "From:", ">From ", "/", "::", "Date:", "Subject:",
        ]
        return dangerous.contains { line.hasPrefix($0) } ? "* " + line : line
    }

    /// `gh` as a word of its own: `GH-12` names an issue.
    private static func isIssuePrefix(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let word = scalars.reversed().prefix { $0.isWord }
        return word.count == 2 && String(String.UnicodeScalarView(word.reversed())).lowercased() == "gh"
    }

    private static func endsWithSkipChecks(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let word = scalars.reversed().prefix { $0.isWord || $0 == "-" }
        return String(String.UnicodeScalarView(word.reversed())).lowercased() == "skip-checks"
    }

    private static func isHidden(_ value: UInt32) -> Bool {
        switch value {
        case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xE0000...0xE01EF:
            true
        default: false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
    fileprivate var isWord: Bool { isDigit || ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" }
}
