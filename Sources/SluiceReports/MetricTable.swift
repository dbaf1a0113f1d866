import SluiceCore

/// The table that a reviewer reads in ten seconds.
struct MetricTable {
    let view: SubjectView
    private let lines: [MetricLine]

    init(_ view: SubjectView) {
        self.view = view
        lines = MetricLine.lines(of: view)
    }

    var table: ReportTable {
        let hasBaseline = lines.contains { $0.baselineValue != nil }
        let hasWorst = lines.contains { $0.worst != nil }
        let hasLimit = lines.contains { !$0.limits.isEmpty }
        var columns: [ReportTable.Column] = [
            .init(title: "", alignment: .center), .init(title: title, alignment: .left),
            .init(title: Names.version(view.subject.version), alignment: .right),
        ]
        if hasBaseline {
            columns.append(.init(title: commonBaseline.map(Names.version) ?? "baseline", alignment: .right))
            columns.append(.init(title: "change", alignment: .right))
        }
        if hasWorst { columns.append(.init(title: worstTitle, alignment: .right)) }
        if hasLimit { columns.append(.init(title: "limit", alignment: .left)) }
        let rows = lines.map { line in
            var cells = [
                "\(line.mark)" as RichText, strong(line.label(withDataset: !hasOneDataset), line.isFailed),
            ]
            cells.append(strong(figure(line.value, line.figures), line.isFailed))
            if hasBaseline {
                cells.append(baseline(line))
                cells.append(strong(change(line.change, line), line.failedChange != nil))
            }
            if hasWorst { cells.append(strong(change(line.worst, line), line.failedChange != nil)) }
            if hasLimit { cells.append(line.limits) }
            return cells
        }
        return ReportTable(columns: columns, rows: rows)
    }

    private var hasOneDataset: Bool { Set(lines.map(\.first.dataset)).count == 1 }

    private var commonBaseline: String? {
        let versions = Set(lines.filter { $0.baselineValue != nil }.compactMap(\.first.baseline))
        return versions.count == 1 ? versions.first : nil
    }

    /// ``metric on `test` (55,589 rows, same as 1.0.0's)``.
    private var title: RichText {
        guard hasOneDataset, let dataset = lines.first?.first.dataset else { return "metric" }
        var facts: [RichText] = []
        let counts = Set(lines.filter { $0.slices == nil }.compactMap(\.first.n))
        if let count = counts.first, counts.count == 1 {
            facts.append(view.subject.task == "ranking" ? "\(count) queries" : "\(count) rows")
        }
        if let baseline = commonBaseline, baseline == view.subject.baseline?.version,
            !view.subject.changes.data.contains(where: { $0.name == dataset })
        {
            facts.append("same as \(Names.version(baseline))'s")
        }
        let note: RichText = facts.isEmpty ? "" : " (\(facts.joined(by: ", ")))"
        return "metric on \(code: dataset)\(note)"
    }

    private var worstTitle: RichText {
        let levels = Set(lines.flatMap(\.rows).filter { $0.worst != nil }.compactMap(\.confidence))
        guard levels.count == 1, let level = levels.first else { return "worst case" }
        return "worst case, \(Figure.shortest((level * 1e6).rounded() / 1e4)) %"
    }

    private func figure(_ value: Double?, _ figures: RowFigures) -> RichText {
        value.map { "\(figures.figure($0))" } ?? ""
    }

    private func baseline(_ line: MetricLine) -> RichText {
        let value = figure(line.baselineValue, line.figures)
        guard !value.isEmpty, commonBaseline == nil, let version = line.first.baseline else { return value }
        return "\(value) (\(Names.version(version)))"
    }

    private func change(_ value: Double?, _ line: MetricLine) -> RichText {
        guard let value else { return "" }
        guard let row = line.failedChange else {
            return "\(line.figures.change(value))"
        }
        let bound = view.changeFinding(of: row)?.boundValue
        let decimals = Figure.decimals(line.figures.decimals, tellingApart: value, from: bound)
        return "\(Figure.fixed(value, decimals: decimals, signed: true))"
    }

    private func strong(_ text: RichText, _ condition: Bool) -> RichText {
        condition && !text.isEmpty ? "\(strong: text)" : text
    }
}
