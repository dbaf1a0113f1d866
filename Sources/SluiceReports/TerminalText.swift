/// How text for a terminal looks.
package struct TextStyle: Sendable, Hashable {
    package var color: Bool
    /// Columns; lines are wrapped at spaces, tables are not.
    package var width: Int

    package init(color: Bool, width: Int = 100) {
        self.color = color
        self.width = width
    }
}

/// Rich text as terminal text. The only place that writes text from files to a terminal.
enum TerminalText {
    static let valueLimit = 400

    static func plain(_ text: RichText, style: TextStyle) -> String { plain(text.spans, style: style) }

    private static func plain(_ spans: [RichText.Span], style: TextStyle) -> String {
        var result = ""
        for span in spans {
            switch span {
            case .fixed(let text): result += text
            case .code(let text):
                let shown = TextEscaping.visible(text, limit: valueLimit)
                result += shown.isEmpty ? "(empty)" : shown
            case .strong(let spans): result += painted(plain(spans, style: style), "1", style)
            case .mark(let mark): result += painted(mark.sign, mark.color, style)
            }
        }
        return result
    }

    static func dimmed(_ text: String, style: TextStyle) -> String { painted(text, "2", style) }

    private static func painted(_ text: String, _ code: String, _ style: TextStyle) -> String {
        style.color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}

extension Mark {
    /// The terminal's color code.
    fileprivate var color: String {
        switch self {
        case .passed: "32"
        case .failed: "31"
        case .open, .warned: "33"
        case .none: "2"
        }
    }
}
