import SluiceCore

/// The numbered list of what failed or could not be decided: observed, needed, where, and what to do.
struct FailedChecks {
    private let findings: [Finding]
    /// Nil for findings that are about no version.
    private let view: SubjectView?

    init(view: SubjectView) {
        self.view = view
        findings = view.blocking + view.open
    }

    init(findings: [Finding]) {
        self.findings = findings
        view = nil
    }

    var sections: [ReportSection] {
        findings.enumerated().map { index, finding in
            ReportSection(
                .failedCheck, tight: index > 0,
                .item(
                    number: index + 1, "\(strong: finding.title): \(statement(of: finding))\(finding.place)",
                    details: details(of: finding)))
        }
    }

    private func statement(of finding: Finding) -> RichText {
        guard finding.outcome == .failed, let row = view?.row(of: finding) else {
            return finding.state + finding.statement
        }
        return changeStatement(finding, row) ?? boundStatement(finding, row) ?? finding.statement
    }

    private func boundStatement(_ finding: Finding, _ row: MetricRow) -> RichText? {
        guard finding.check != "metrics/change", let value = row.value ?? row.claimed,
            let limit = finding.expected ?? row.limit
        else {
            return nil
        }
        let figures = RowFigures(row, bound: finding.boundValue)
        return "observed \(figures.figure(value)), needs \(prose: limit, limit: 100)"
    }

    private func changeStatement(_ finding: Finding, _ row: MetricRow) -> RichText? {
        guard finding.check == "metrics/change", let change = row.change else { return nil }
        let figures = RowFigures(row, bound: nil)
        let bound = finding.boundValue
        var text: RichText =
            "change \(apart(row.worst == nil ? change : nil, bound, figures) ?? figures.change(change))"
        if let worst = row.worst {
            text += ", at worst \(apart(worst, bound, figures) ?? figures.change(worst))"
            let level: RichText? = row.confidence.map { "one-sided \(Figure.shortest(($0 * 1e6).rounded() / 1e4)) %" }
            let how = [row.method.map { "\(prose: $0, limit: 60)" as RichText }, level].compactMap { $0 }
            if !how.isEmpty { text += " (\(how.joined(by: ", ")))" }
        }
        if let bound { text += ", allowed \(Figure.shortest(bound))" }
        return text
    }

    private func apart(_ value: Double?, _ bound: Double?, _ figures: RowFigures) -> Figure? {
        value.map {
            let decimals = Figure.decimals(figures.decimals, tellingApart: $0, from: bound)
            return Figure.fixed($0, decimals: decimals, signed: true)
        }
    }

    private func details(of finding: Finding) -> [RichText] {
        var lines: [RichText] = []
        if let row = view?.row(of: finding), finding.check == "metrics/change", finding.outcome == .failed,
            let noise = noise(row)
        {
            lines.append(noise)
        }
        for sample in finding.samples.prefix(3) {
            let cells = sample.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            let text = cells.prefix(8).map { "\($0.key)=\(TextEscaping.visible($0.value, limit: 40))" }
            lines.append("For example \(code: text.joined(separator: ", "))")
        }
        if !finding.remedy.isEmpty { lines.append("\(prose: finding.remedy, limit: 500)") }
        return lines
    }

    /// Whether chance alone could explain the change.
    private func noise(_ row: MetricRow) -> RichText? {
        guard let interval = row.interval, interval.count == 2 else { return nil }
        let figures = RowFigures(row, bound: nil)
        let range: RichText = "\(figures.change(interval[0])) … \(figures.change(interval[1]))"
        if interval[1] < 0 { return "Not noise: the whole range \(range) is below zero." }
        if interval[0] > 0 { return "Not noise: the whole range \(range) is above zero." }
        return "The range \(range) holds zero: chance alone could explain the change."
    }
}
