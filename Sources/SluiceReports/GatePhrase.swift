import SluiceCore

/// Why a failed metric gate failed, in words: `0.6593 is below 0.66`.
struct GatePhrase {
    let row: MetricRow
    let view: SubjectView

    static func subject(of row: MetricRow) -> RichText {
        row.slice.map { "\(Names.metric(row.metric)) in \(code: $0)" } ?? Names.metric(row.metric)
    }

    /// With the value first; nil where the row has none.
    var text: RichText? {
        guard let value = row.value ?? row.claimed else { return nil }
        let figures = RowFigures(row, bound: boundOfValue)
        let isUpTo = view.isChange(row) && row.worst != nil
        return continuation.map { isUpTo ? "\(figures.figure(value)) is \($0)" : "\(figures.figure(value)) \($0)" }
    }

    /// Without the value, to stand after another phrase about the same metric.
    var continuation: RichText? {
        if view.isChange(row) { return changePhrase }
        guard let value = row.value ?? row.claimed, let bound = boundOfValue else {
            return row.limit.map { "is outside \(prose: $0, limit: 100)" }
        }
        return value < bound ? "is below \(Figure.shortest(bound))" : "is above \(Figure.shortest(bound))"
    }

    private var boundOfValue: Double? { view.isChange(row) ? nil : view.finding(of: row)?.boundValue }

    private var changePhrase: RichText? {
        guard let baseline = row.baseline, let judged = row.worst ?? row.change else {
            return row.limit.map { "is outside \(prose: $0, limit: 100)" }
        }
        let bound = view.finding(of: row)?.boundValue.map(abs)
        let figures = RowFigures(row, bound: bound)
        let amount = figures.figure(abs(judged), apartFrom: bound)
        let allowed: RichText = bound.map { " (\(Figure.shortest($0)) allowed)" } ?? ""
        let extent: RichText = row.worst == nil ? "is" : "up to"
        return "\(extent) \(amount) worse than \(view.baselineName(baseline))\(allowed)"
    }
}

/// The numbers of one row, all with the same decimals.
struct RowFigures {
    let decimals: Int

    init(_ row: MetricRow, bound: Double?) {
        let values = [row.value ?? row.claimed, row.baselineValue].compactMap { $0 }
        let base = Figure.decimals(for: values)
        guard row.outcome == .failed, let value = row.value else {
            decimals = base
            return
        }
        decimals = Figure.decimals(base, tellingApart: value, from: bound)
    }

    func figure(_ value: Double) -> Figure { Figure.fixed(value, decimals: decimals) }

    /// With more decimals where it would look equal to `bound`.
    func figure(_ value: Double, apartFrom bound: Double?) -> Figure {
        Figure.fixed(value, decimals: Figure.decimals(decimals, tellingApart: value, from: bound))
    }

    func change(_ value: Double) -> Figure { Figure.fixed(value, decimals: decimals, signed: true) }
}
