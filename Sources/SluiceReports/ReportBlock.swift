/// A piece of a report, the same for every format that people read.
indirect enum ReportBlock: Sendable {
    case heading(RichText)
    case paragraph(RichText)
    /// A numbered or bulleted item with lines below it.
    case item(number: Int?, RichText, details: [RichText])
    case table(ReportTable)
    case preformatted(language: StaticString, lines: [String])
    /// Collapsed in Markdown. The summary is HTML there, so it holds fixed words and numbers only.
    case folded(summary: RichText, [ReportBlock], inTerminal: Bool)
    case footer(RichText)
}

struct ReportTable: Sendable {
    enum Alignment: Sendable { case left, right, center }

    struct Column: Sendable {
        var title: RichText
        var alignment: Alignment
    }

    var columns: [Column]
    var rows: [[RichText]]
}

/// One block with its place in the order in which a report that is too long loses its parts.
///
/// The block is made only when it is shown: a report about a thousand models shows few of its parts.
struct ReportSection {
    /// From what is dropped last to what is dropped first.
    enum Weight: Int, Sendable, Comparable {
        case always, verdict, failedCheck, next, model, metrics, warning, passedModel, changes, later, slices, allChecks
        case digests, statements

        static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }

        /// What the reader is told is missing; nil for what is never dropped.
        var name: RichText {
            switch self {
            case .always: ""
            case .verdict: "verdict lines"
            case .failedCheck: "failed checks"
            case .next: "next steps"
            case .model: "model versions"
            case .metrics: "metric tables"
            case .warning: "warnings and notices"
            case .passedModel: "passed model versions"
            case .changes: "changes"
            case .later: "later"
            case .slices: "slices"
            case .allChecks: "all checks"
            case .digests: "digests"
            case .statements: "SQL"
            }
        }
    }

    var weight: Weight
    /// Stands on the line right below the section before it.
    var isTight = false
    private let makeBlock: () -> ReportBlock

    init(_ weight: Weight, tight: Bool = false, _ block: @autoclosure @escaping () -> ReportBlock) {
        self.weight = weight
        self.isTight = tight
        makeBlock = block
    }

    var block: ReportBlock { makeBlock() }
}
