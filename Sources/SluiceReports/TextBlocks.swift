/// Report blocks as terminal text.
struct TextBlocks {
    let style: TextStyle

    /// Nil for what a terminal does not show.
    func render(_ block: ReportBlock) -> String? {
        switch block {
        case .heading(let text): wrapped(RichText(spans: [.strong(text.spans)]), first: "", rest: "  ")
        case .paragraph(let text): wrapped(text, first: "", rest: "  ")
        case .item(let number, let text, let details): item(number.map { "\($0). " } ?? "- ", text, details)
        case .table(let table): render(table)
        case .preformatted(_, let lines): lines.map { "  " + TextEscaping.visible($0) }.joined(separator: "\n")
        case .folded(let summary, let blocks, let inTerminal):
            inTerminal
                ? ([wrapped(summary, first: "", rest: "  ")] + blocks.compactMap(render)).joined(separator: "\n") : nil
        case .footer(let text): TerminalText.dimmed(wrapped(text, first: "", rest: ""), style: style)
        }
    }

    private func item(_ marker: String, _ text: RichText, _ details: [RichText]) -> String {
        let indent = String(repeating: " ", count: marker.count)
        return ([wrapped(text, first: marker, rest: indent)] + details.map { wrapped($0, first: indent, rest: indent) })
            .joined(separator: "\n")
    }

    /// Broken at spaces; a word that is longer than a line stands whole.
    private func wrapped(_ text: RichText, first: String, rest: String) -> String {
        var lines: [String] = []
        var line = first
        var isEmpty = true
        for word in TerminalText.plain(text, style: style).split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, visibleWidth(line) + 1 + visibleWidth(String(word)) > style.width {
                lines.append(line)
                line = rest
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return (lines + [line]).joined(separator: "\n")
    }

    private func render(_ table: ReportTable) -> String {
        let rows = ([table.columns.map(\.title)] + table.rows).map { row in
            row.map { TerminalText.plain($0, style: style) }
        }
        let widths = table.columns.indices.map { column in rows.map { visibleWidth($0[column]) }.max() ?? 0 }
        return rows.map { row in
            let cells = row.indices.map { column in
                let padding = String(repeating: " ", count: widths[column] - visibleWidth(row[column]))
                return table.columns[column].alignment == .right ? padding + row[column] : row[column] + padding
            }
            return String(cells.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    /// Without the color codes, the only escape characters that this text can hold.
    private func visibleWidth(_ text: String) -> Int {
        guard style.color else { return DisplayWidth.of(text) }
        var width = 0
        for (index, piece) in text.split(separator: "\u{1B}", omittingEmptySubsequences: false).enumerated() {
            let shown = index == 0 ? piece : piece.drop { $0 != "m" }.dropFirst()
            width += DisplayWidth.of(String(shown))
        }
        return width
    }
}
