import SluiceCore

/// Every slice that was judged, and those that were too small.
struct SliceTable {
    let view: SubjectView

    var section: ReportSection? {
        let rows = view.subject.metrics.filter { $0.slice != nil }
        let small = view.subject.slicesNotJudged
        guard !rows.isEmpty || !small.isEmpty else { return nil }
        return ReportSection(
            .slices,
            .folded(summary: self.summary(rows.count, small.count), [.table(table(rows, small))], inTerminal: false))
    }

    private func summary(_ judged: Int, _ small: Int) -> RichText {
        small == 0 ? "Slices: \(judged) judged" : "Slices: \(judged) judged, \(small) not judged"
    }

    private func table(_ rows: [MetricRow], _ small: [SubjectResult.SliceNotJudged]) -> ReportTable {
        let columns: [ReportTable.Column] = [
            .init(title: "", alignment: .center), .init(title: "metric", alignment: .left),
            .init(title: "slice", alignment: .left), .init(title: "n", alignment: .right),
            .init(title: Names.version(view.subject.version), alignment: .right),
            .init(title: "baseline", alignment: .right), .init(title: "limit", alignment: .left),
        ]
        let nothing: RichText = ""
        let judged = rows.map { row -> [RichText] in
            let figures = RowFigures(row, bound: view.boundFinding(of: row)?.boundValue)
            let mark = MetricLine(view: view, rows: [row], slices: nil).mark
            return [
                "\(mark)", Names.metric(row.metric), "\(code: row.slice ?? "")",
                row.n.map { "\($0)" } ?? nothing, row.value.map { "\(figures.figure($0))" } ?? nothing,
                row.baselineValue.map { "\(figures.figure($0))" } ?? nothing,
                row.limit.map { "\(prose: $0, limit: 100)" } ?? nothing,
            ]
        }
        let notJudged = small.map { slice -> [RichText] in
            [
                "\(Mark.none)", nothing, "\(code: slice.slice)", "\(slice.n)", nothing, nothing,
                "\(prose: slice.reason, limit: 100)",
            ]
        }
        return ReportTable(columns: columns, rows: judged + notJudged)
    }
}
