import SluiceCore

/// Why a failed metric gate failed, in words: `0.6593 is below 0.66`.
struct GatePhrase {
    let row: MetricRow
    let view: SubjectView

    static func subject(of row: MetricRow) -> RichText {
        row.slice.map { "\(Names.metric(row.metric)) in \(code: $0)" } ?? Names.metric(row.metric)
    }

    /// With the value first; nil where there is no number to show.
    var text: RichText? {
        guard let value = row.value ?? row.claimed, let continuation else { return nil }
        let isUpTo = boundPhrase == nil && row.worst != nil
        let figure = RowFigures(row, bound: bound).figure(value)
        return isUpTo ? "\(figure) is \(continuation)" : "\(figure) \(continuation)"
    }

    /// Without the value, to stand after another phrase about the same metric.
    var continuation: RichText? {
        let phrases = [boundPhrase, changePhrase].compactMap { $0 }
        return phrases.isEmpty ? nil : phrases.joined(by: " and ")
    }

    private var bound: Double? { view.boundFailed(row) ? view.boundFinding(of: row)?.boundValue : nil }

    private var boundPhrase: RichText? {
        guard view.boundFailed(row) else { return nil }
        guard let value = row.value ?? row.claimed, let bound else {
            return row.limit.map { "is outside \(prose: $0, limit: 100)" }
        }
        return value < bound ? "is below \(Figure.shortest(bound))" : "is above \(Figure.shortest(bound))"
    }

    private var changePhrase: RichText? {
        guard view.changeFailed(row), let baseline = row.baseline, let judged = row.worst ?? row.change else {
            return nil
        }
        let allowance = view.changeFinding(of: row)?.boundValue.map(abs)
        let amount = RowFigures(row, bound: bound).figure(abs(judged), apartFrom: allowance)
        let allowed: RichText = allowance.map { " (\(Figure.shortest($0)) allowed)" } ?? ""
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
