/// Which of the required sections a model card has, from its Markdown headings.
struct ModelCard {
    enum Section: String, CaseIterable {
        case intendedUse = "intended use"
        case trainingData = "training data"
        case evaluation
        case limitations

        /// Headings that count, in lower case; a heading counts when it begins with one of them as whole words. The
        /// second line of each is of the Hugging Face template.
        var headings: [String] {
            switch self {
            case .intendedUse:
                ["intended use", "intended uses", "use", "model use", "purpose", "uses", "direct use"]
            case .trainingData:
                ["training data", "training dataset", "data", "dataset", "datasets", "training details", "training"]
            case .evaluation:
                ["evaluation", "evaluation results", "metrics", "performance", "results", "quantitative analyses"]
            case .limitations:
                [
                    "limitations", "limitation", "known limitations", "caveats", "caveats and recommendations", "risks",
                    "bias, risks, and limitations", "bias, risks and limitations", "risks and limitations",
                    "ethical considerations and limitations", "limitations and bias", "out-of-scope use",
                ]
            }
        }
    }

    let sections: Set<Section>

    /// Reads headings (`## Title`, or underlined by `===` or `---`) outside of front matter and code fences. Text below
    /// a deeper heading belongs to the section above it, too.
    init(_ markdown: String) {
        var open: [(level: Int, section: Section?)] = []
        var found: Set<Section> = []
        for block in ModelCard.blocks(markdown) {
            switch block {
            case .heading(let level, let title):
                open.removeAll { $0.level >= level }
                open.append((level, ModelCard.section(of: title)))
            case .text: found.formUnion(open.compactMap(\.section))
            }
        }
        sections = found
    }

    private enum Block {
        case heading(level: Int, title: String)
        case text
    }

    private static func section(of title: String) -> Section? {
        let name = title.lowercased().split { !($0.isLetter || $0.isNumber || ",-".contains($0)) }.joined(
            separator: " ")
        return Section.allCases.first { $0.headings.contains(name) }
            ?? Section.allCases.first { section in
                section.headings.contains { $0.contains(" ") && name.hasPrefix($0 + " ") }
            }
    }

    private static func blocks(_ markdown: String) -> [Block] {
        var lines = markdown.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map(String.init)
        if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") { lines.removeFirst(end + 1) }
        var blocks: [Block] = []
        var fence: Character?
        var inComment = false
        var previous = ""
        for line in lines {
            let text = line.trimmedSpaces
            if let mark = fence {
                if text.hasPrefix(String(repeating: mark, count: 3)) { fence = nil }
                continue
            }
            if inComment || text.hasPrefix("<!--") {
                inComment = !text.contains("-->")
                continue
            }
            if text.hasPrefix("```") || text.hasPrefix("~~~") {
                fence = text.first
                blocks.append(.text)
            } else if let heading = heading(text) {
                blocks.append(heading)
            } else if !previous.isEmpty, let level = underline(text) {
                if case .text? = blocks.last { blocks.removeLast() }
                blocks.append(.heading(level: level, title: previous))
            } else if !text.isEmpty, !isPlaceholder(text) {
                blocks.append(.text)
            }
            previous = text
        }
        return blocks
    }

    private static func heading(_ text: String) -> Block? {
        let level = text.prefix { $0 == "#" }.count
        guard (1...6).contains(level), text.dropFirst(level).first == " " else { return nil }
        var title = text.dropFirst(level)
        while title.last == "#" || title.last == " " { title.removeLast() }
        return .heading(level: level, title: String(title))
    }

    private static func underline(_ text: String) -> Int? {
        guard text.count >= 2 else { return nil }
        return text.allSatisfy { $0 == "=" } ? 1 : text.allSatisfy { $0 == "-" } ? 2 : nil
    }

    private static func isPlaceholder(_ text: String) -> Bool {
        let word = text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == " " }.trimmedSpaces
        return ["more information needed", "todo", "tbd", "to do", "to be done", "fixme", "n a", ""].contains(word)
            || text.lowercased().hasPrefix("todo:") || text.lowercased().hasPrefix("tbd:")
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    var trimmedSpaces: String {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
