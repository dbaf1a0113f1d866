/// One run of text in a report, before it becomes Markdown or terminal text.
///
/// Fixed words can only come from literals in this program; text from files enters as `code:` or `prose:`, never bare:
/// there is no interpolation that takes a plain `String`. So each format escapes in one place and nothing slips by.
struct RichText: Sendable, Hashable, ExpressibleByStringInterpolation {
    indirect enum Span: Sendable, Hashable {
        case fixed(String)
        /// A name or value from a file.
        case code(String)
        case strong([Span])
        case mark(Mark)
    }

    var spans: [Span] = []

    var isEmpty: Bool { spans.isEmpty }

    init(spans: [Span]) { self.spans = spans }

    init(stringLiteral value: StaticString) {
        spans = value.utf8CodeUnitCount > 0 ? [.fixed(value.description)] : []
    }

    init(stringInterpolation: StringInterpolation) { spans = stringInterpolation.spans }

    struct StringInterpolation: StringInterpolationProtocol {
        var spans: [Span] = []

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) {
            if literal.utf8CodeUnitCount > 0 { spans.append(.fixed(literal.description)) }
        }

        /// A name or value from a file.
        mutating func appendInterpolation(code: String) { spans.append(.code(code)) }

        /// A sentence of this program in which back quotes mark the values from files.
        mutating func appendInterpolation(prose: String, limit: Int = Prose.limit) {
            spans += Prose.parse(prose, limit: limit).spans
        }

        mutating func appendInterpolation(strong text: RichText) { spans.append(.strong(text.spans)) }

        mutating func appendInterpolation(_ text: RichText) { spans += text.spans }

        mutating func appendInterpolation(_ figure: Figure) { spans.append(.fixed(figure.text)) }

        mutating func appendInterpolation(_ count: Int) { spans.append(.fixed(Figure.count(count).text)) }

        mutating func appendInterpolation(_ mark: Mark) { spans.append(.mark(mark)) }
    }

    static func + (left: RichText, right: RichText) -> RichText { RichText(spans: left.spans + right.spans) }

    static func += (left: inout RichText, right: RichText) { left.spans += right.spans }
}

extension Sequence<RichText> {
    func joined(by separator: RichText) -> RichText {
        var joined: RichText = ""
        for (index, text) in enumerated() {
            if index > 0 { joined += separator }
            joined += text
        }
        return joined
    }
}

/// The sign in front of a line: an emoji in Markdown, one character in a terminal.
enum Mark: Sendable, Hashable {
    case passed, failed, open, warned, none

    var emoji: String {
        switch self {
        case .passed: "✅"
        case .failed: "❌"
        case .open: "❔"
        case .warned: "⚠️"
        case .none: "➖"
        }
    }

    var sign: String {
        switch self {
        case .passed: "✓"
        case .failed: "✗"
        case .open: "?"
        case .warned: "!"
        case .none: "–"
        }
    }
}
