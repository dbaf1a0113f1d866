package import SluiceCore

/// The report in a terminal: the same order as the comment, without what is collapsed there (JSON has it).
package enum TextReport {
    package static func render(_ result: CheckResult, style: TextStyle) -> String {
        var text = ""
        for section in ReportComposer(result, wording: .terminal).sections {
            guard let part = TextBlocks(style: style).render(section.block) else { continue }
            if !text.isEmpty { text += section.isTight ? "\n" : "\n\n" }
            text += part
        }
        return LineGuard.guarded(text) + "\n"
    }
}
