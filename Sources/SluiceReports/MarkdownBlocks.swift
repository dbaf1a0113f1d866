/// Report blocks as Markdown.
enum MarkdownBlocks {
    static func render(_ block: ReportBlock) -> String {
        switch block {
        case .heading(let text): "### " + MarkdownText.inline(text, inTable: false)
        case .paragraph(let text): MarkdownText.inline(text, inTable: false)
        case .item(let number, let text, let details):
            item(marker: number.map { "\($0). " } ?? "- ", text, details)
        case .table(let table): render(table)
        case .preformatted(let language, let lines): MarkdownText.codeBlock(lines, language: language)
        case .folded(let summary, let blocks, _):
            // The blank lines end the HTML blocks, so that what is between them is read as Markdown.
            "<details><summary>\(MarkdownText.inline(summary, inTable: false))</summary>\n\n"
                + join(blocks) + "\n\n</details>"
        case .footer(let text): "<sub>\(MarkdownText.inline(text, inTable: false))</sub>"
        }
    }

    private static func join(_ blocks: [ReportBlock]) -> String {
        var text = ""
        var lastWasItem = false
        for block in blocks {
            var isItem = false
            if case .item = block { isItem = true }
            if !text.isEmpty { text += isItem && lastWasItem ? "\n" : "\n\n" }
            text += render(block)
            lastWasItem = isItem
        }
        return text
    }

    private static func item(marker: String, _ text: RichText, _ details: [RichText]) -> String {
        let indent = String(repeating: " ", count: marker.count)
        return
            ([marker + MarkdownText.inline(text, inTable: false)]
            + details.map { indent + MarkdownText.inline($0, inTable: false) }).joined(separator: "\n")
    }

    private static func render(_ table: ReportTable) -> String {
        let rules = table.columns.map { column in
            switch column.alignment {
            case .left: ":--"
            case .right: "--:"
            case .center: ":-:"
            }
        }
        let rows = [table.columns.map(\.title)] + table.rows
        var lines = rows.map { row in
            "|" + row.map { cell in cell.isEmpty ? " |" : " \(MarkdownText.inline(cell, inTable: true)) |" }.joined()
        }
        lines.insert("|" + rules.map { "\($0)|" }.joined(), at: 1)
        return lines.joined(separator: "\n")
    }
}
