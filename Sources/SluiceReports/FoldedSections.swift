import SluiceCore

/// What is collapsed at the end of a comment.
struct FoldedSections {
    let result: CheckResult
    let views: [SubjectView]
    let unattached: [Finding]

    var sections: [ReportSection] { slices + [later, allChecks, statements, digests].compactMap { $0 } }

    private var slices: [ReportSection] {
        views.filter { views.count == 1 || $0.standing != .passed }.compactMap { SliceTable(view: $0).section }
    }

    private var later: ReportSection? {
        let advice = result.findings.filter(\.isAdvice)
        guard !advice.isEmpty else { return nil }
        let things: RichText = advice.count == 1 ? "1 thing" : "\(advice.count) things"
        let items = advice.prefix(100).map { finding -> ReportBlock in
            let remedy: RichText =
                finding.remedy.isEmpty ? RichText(spans: []) : ": \(Prose.clause(finding.remedy, limit: 300))"
            return .item(number: nil, "\(subject(of: finding))\(finding.title) \(finding.statement)\(remedy)", details: [])
        }
        return ReportSection(
            .later,
            .folded(summary: "Later: \(things) that would make this safer", items, inTerminal: true))
    }

    private var allChecks: ReportSection? {
        guard !result.findings.isEmpty else { return nil }
        let required = result.findings.filter(\.required).count
        let more = result.findings.count - required
        let advice: RichText = more == 0 ? RichText(spans: []) : " and \(more) as advice"
        let columns: [ReportTable.Column] = [
            .init(title: RichText(spans: []), alignment: .center), .init(title: "check", alignment: .left),
            .init(title: "on", alignment: .left), .init(title: "result", alignment: .left),
        ]
        let rows = result.findings.map { finding -> [RichText] in
            let dataset: RichText = finding.dataset.map { "\(code: $0)" } ?? RichText(spans: [])
            return [
                RichText(spans: [.mark(finding.blocks ? .failed : finding.mark)]), finding.title,
                "\(subject(of: finding))\(dataset)", "\(note(finding))\(Prose.clause(finding.message, limit: 200))",
            ]
        }
        let checks: RichText = required == 1 ? "1 check" : "All \(required) checks"
        return ReportSection(
            .allChecks,
            .folded(
                summary: "\(checks)\(advice)", [.table(ReportTable(columns: columns, rows: rows))], inTerminal: false))
    }

    private func note(_ finding: Finding) -> RichText {
        switch finding.outcome {
        case .waived: "waived: "
        case .errored: "errored: "
        case .notRun: "not run: "
        case .inconclusive: "inconclusive: "
        case .passed, .failed, .warned: RichText(spans: [])
        }
    }

    /// Model and version, where the report is about more than one.
    private func subject(of finding: Finding) -> RichText {
        guard views.count > 1, let model = finding.model else { return RichText(spans: []) }
        return "\(code: finding.version.map { "\(model)@\($0)" } ?? model) "
    }

    private var statements: ReportSection? {
        guard !result.statements.isEmpty else { return nil }
        let count: RichText = result.statements.count == 1 ? "1 statement" : "\(result.statements.count) statements"
        let blocks = result.statements.flatMap { statement -> [ReportBlock] in
            let lines = statement.sql.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            return [
                .paragraph("\(code: statement.relation) on \(code: statement.engine)"),
                .preformatted(language: "sql", lines: lines),
            ]
        }
        return ReportSection(.statements, .folded(summary: "SQL: \(count)", blocks, inTerminal: false))
    }

    private var digests: ReportSection? {
        let entries = views.flatMap { view in
            view.subject.digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                + [("policy:\(view.subject.model)@\(view.subject.version)", view.subject.policyDigest)]
        }
        guard !entries.isEmpty else { return nil }
        let columns: [ReportTable.Column] = [
            .init(title: "what", alignment: .left), .init(title: "digest", alignment: .left),
        ]
        let rows = entries.map { ["\(code: $0.0)" as RichText, "\(code: $0.1.description)"] }
        return ReportSection(
            .digests,
            .folded(summary: "Digests", [.table(ReportTable(columns: columns, rows: rows))], inTerminal: false))
    }
}
