package import SluiceCore

/// A format that a result can be written in. Its name is the flag's value.
package enum ReportFormat: String, Sendable, Hashable, CaseIterable {
    case markdown
    case text
    case json
}

package enum ReportRenderer {
    /// - Parameter style: how text looks; the other formats take no notice of it.
    package static func render(_ result: CheckResult, format: ReportFormat, style: TextStyle) -> String {
        switch format {
        case .markdown: MarkdownReport.render(result)
        case .text: TextReport.render(result, style: style)
        case .json: JSONReport.render(result)
        }
    }
}
