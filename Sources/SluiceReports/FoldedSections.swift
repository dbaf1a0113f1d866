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
        return advice.isEmpty ? nil : ReportSection(.later, later(advice))
    }

    private func later(_ advice: [Finding]) -> ReportBlock {
        let things: RichText = advice.count == 1 ? "1 thing" : "\(advice.count) things"
        let items = advice.prefix(100).map { finding -> ReportBlock in
            let about: RichText = subject(of: finding).map { "\($0) " } ?? ""
            let remedy: RichText = finding.remedy.isEmpty ? "" : ": \(Prose.clause(finding.remedy, limit: 300))"
            return .item(number: nil, "\(about)\(finding.title) \(finding.statement)\(remedy)", details: [])
        }
        return .folded(summary: "Later: \(things) that would make this safer", items, inTerminal: true)
    }

    private var allChecks: ReportSection? {
        result.findings.isEmpty ? nil : ReportSection(.allChecks, checkTable)
    }

    private var checkTable: ReportBlock {
        let required = result.findings.filter(\.required).count
        let more = result.findings.count - required
        let advice: RichText = more == 0 ? "" : " and \(more) as advice"
        let columns: [ReportTable.Column] = [
            .init(title: "", alignment: .center), .init(title: "check", alignment: .left),
            .init(title: "on", alignment: .left), .init(title: "result", alignment: .left),
        ]
        let rows = result.findings.map { finding -> [RichText] in
            let about = [subject(of: finding), finding.dataset.map { "\(code: $0)" }].compactMap { $0 }
            return [
                "\(finding.blocks ? .failed : finding.mark)", finding.title, about.joined(by: " "),
                "\(finding.state)\(Prose.clause(finding.message, limit: 200))",
            ]
        }
        let checks: RichText = required == 1 ? "1 check" : "All \(required) checks"
        let table = ReportTable(columns: columns, rows: rows)
        return .folded(summary: "\(checks)\(advice)", [.table(table)], inTerminal: false)
    }

    /// Model and version, where the report is about more than one.
    private func subject(of finding: Finding) -> RichText? {
        guard views.count > 1, let model = finding.model else { return nil }
        return "\(code: finding.version.map { "\(model)@\($0)" } ?? model)"
    }

    private var statements: ReportSection? {
        result.statements.isEmpty ? nil : ReportSection(.statements, sql)
    }

    private var sql: ReportBlock {
        let count: RichText = result.statements.count == 1 ? "1 statement" : "\(result.statements.count) statements"
        let blocks = result.statements.flatMap { statement -> [ReportBlock] in
            // A statement that is longer than a whole report is dropped; there is no need to read all of it for that.
            let sql = statement.sql.unicodeScalars.prefix(MarkdownReport.limit)
            let lines = sql.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
            return [
                .paragraph("\(code: statement.relation) on \(code: statement.engine)"),
                .preformatted(language: "sql", lines: lines),
            ]
        }
        return .folded(summary: "SQL: \(count)", blocks, inTerminal: false)
    }

    private var digests: ReportSection? {
        views.isEmpty ? nil : ReportSection(.digests, digestTable)
    }

    private var digestTable: ReportBlock {
        let entries = views.flatMap { view in
            view.subject.digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                + [("policy:\(view.subject.model)@\(view.subject.version)", view.subject.policyDigest)]
        }
        let columns: [ReportTable.Column] = [
            .init(title: "what", alignment: .left), .init(title: "digest", alignment: .left),
        ]
        let rows = entries.map { ["\(code: $0.0)" as RichText, "\(code: $0.1.description)"] }
        return .folded(summary: "Digests", [.table(ReportTable(columns: columns, rows: rows))], inTerminal: false)
    }
}
