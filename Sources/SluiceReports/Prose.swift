/// Sentences of this program that may hold values from files, marked by back quotes: ``needs `late` in `test` ``.
///
/// Nothing is believed about the marking: a word outside of it stands bare only if no viewer can make more of it than
/// text; any other word (`@name`, `#1`, `www.…`, `<b>`, `a:b`) is shown as a value. So a value that holds a back quote
/// can end its own marking but gains nothing by it.
package enum Prose {
    /// How many scalars of one message are shown.
    static let limit = 1_000

    /// `message` as Markdown, values in code spans.
    package static func markdown(_ message: String) -> String {
        MarkdownText.inline(parse(message), inTable: false)
    }

    /// `message` for a terminal, without the back quotes.
    package static func terminal(_ message: String) -> String {
        TerminalText.plain(parse(message), style: TextStyle(color: false))
    }

    static func parse(_ message: String, limit: Int = limit) -> RichText {
        let shown = TextEscaping.visible(message, limit: limit)
        // Scalars, not characters: U+1FEF equals a back quote to Swift, and to nothing that shows Markdown.
        var parts = shown.unicodeScalars.split(separator: "`", omittingEmptySubsequences: false).map { String($0) }
        if parts.count.isMultiple(of: 2) {
            // The last back quote has no partner: it is text like any other.
            let tail = parts.removeLast()
            parts[parts.count - 1] += "`" + tail
        }
        var builder = ProseBuilder()
        for (index, part) in parts.enumerated() {
            if index.isMultiple(of: 2) { builder.addWords(of: part) } else { builder.addValue(part) }
        }
        return RichText(spans: builder.spans)
    }

    /// `message` without its final full stop, for use inside a longer line.
    static func clause(_ message: String, limit: Int = limit) -> RichText {
        parse(
            message.utf8.last == UInt8(ascii: ".") ? String(message.unicodeScalars.dropLast()) : message, limit: limit)
    }
}

private struct ProseBuilder {
    var spans: [RichText.Span] = []

    mutating func addValue(_ text: String) {
        guard !text.isEmpty else { return }
        if case .code(let last) = spans.last {
            spans[spans.count - 1] = .code(last + text)
        } else {
            spans.append(.code(text))
        }
    }

    mutating func addWords(of text: String) {
        var word = ""
        for scalar in text.unicodeScalars {
            if scalar == " " {
                add(word)
                word = ""
                addFixed(" ")
            } else {
                word.unicodeScalars.append(scalar)
            }
        }
        add(word)
    }

    private mutating func add(_ word: String) {
        guard !word.isEmpty else { return }
        if BareWord.isSafe(word) { addFixed(word) } else { addValue(word) }
    }

    private mutating func addFixed(_ text: String) {
        if case .fixed(let last) = spans.last {
            spans[spans.count - 1] = .fixed(last + text)
        } else {
            spans.append(.fixed(text))
        }
    }
}
