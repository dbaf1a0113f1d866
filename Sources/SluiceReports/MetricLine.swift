import SluiceCore

/// One line of the metrics table: all gates on one metric, dataset and baseline; or the lowest slice of one gate.
struct MetricLine {
    let view: SubjectView
    /// The gates' rows; the first gives value and baseline.
    let rows: [MetricRow]
    /// How many slices this line stands for; nil where it is about all rows.
    let slices: Int?

    private struct Key: Hashable {
        var metric: String
        var dataset: String
        var baseline: String?
        var kind: String?
        var slicedGate: String?
    }

    static func lines(of view: SubjectView) -> [MetricLine] {
        var order: [Key] = []
        var groups: [Key: [MetricRow]] = [:]
        for row in view.subject.metrics {
            let check = view.boundFinding(of: row)?.check
            let key = Key(
                metric: row.metric, dataset: row.dataset, baseline: row.baseline,
                kind: check == "metrics/fairness" ? check : nil, slicedGate: row.slice == nil ? nil : row.gate ?? "")
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        return order.map { key in
            let rows = groups[key] ?? []
            guard key.slicedGate != nil else { return MetricLine(view: view, rows: rows, slices: nil) }
            return MetricLine(view: view, rows: [worst(of: rows)], slices: rows.count)
        }
    }

    /// The failed slice first, else the one with the worst value.
    private static func worst(of rows: [MetricRow]) -> MetricRow {
        rows.min { left, right in
            if (left.outcome == .failed) != (right.outcome == .failed) { return left.outcome == .failed }
            let higher = left.direction != .lower
            let values = [left, right].map { $0.value ?? (higher ? .infinity : -.infinity) }
            return higher ? values[0] < values[1] : values[0] > values[1]
        } ?? rows[0]
    }

    var first: MetricRow { rows[0] }
    var value: Double? { first.value ?? first.claimed }
    var change: Double? { rows.lazy.compactMap(\.change).first }
    var baselineValue: Double? { rows.lazy.compactMap(\.baselineValue).first }
    var worst: Double? { rows.lazy.compactMap(\.worst).first }
    var isFailed: Bool { rows.contains { $0.outcome == .failed } }

    var mark: Mark {
        let outcomes = rows.map(\.outcome)
        if outcomes.contains(.failed) { return .failed }
        if outcomes.contains(.errored) || outcomes.contains(.inconclusive) { return .open }
        if outcomes.contains(.warned) { return .warned }
        if outcomes.contains(.notRun) || outcomes.contains(.waived) || rows.allSatisfy({ $0.gate == nil }) {
            return .none
        }
        return .passed
    }

    func label(withDataset: Bool) -> RichText {
        var label = Names.metric(first.metric)
        if view.boundFinding(of: first)?.check == "metrics/fairness" { label += ", gap between groups" }
        switch first.direction {
        case .higher: label += " ↑"
        case .lower: label += " ↓"
        case .zero: label += " → 0"
        case nil: break
        }
        if withDataset { label += " on \(code: first.dataset)" }
        if let slices, let slice = first.slice {
            let extreme: RichText = first.direction == .lower ? "highest" : "lowest"
            label += slices == 1 ? " in \(code: slice)" : ", \(extreme) of \(slices) slices: \(code: slice)"
        }
        if !first.recomputed { label += " (declared)" }
        return label
    }

    /// All bounds; with more than one, those that failed are marked.
    var limits: RichText {
        let bounds = rows.flatMap { row in
            (row.limit ?? "").split(separator: ", ").map { (row: row, text: String($0)) }
        }
        return bounds.map { bound -> RichText in
            let isChange = bound.text.utf8.starts(with: "change".utf8)
            let failed = isChange ? view.changeFailed(bound.row) : view.boundFailed(bound.row)
            let text: RichText = "\(prose: bound.text, limit: 100)"
            return bounds.count > 1 && failed ? "\(text) \(Mark.failed)" : text
        }.joined(by: ", ")
    }

    var figures: RowFigures {
        let failed = rows.first(where: view.boundFailed)
        return RowFigures(failed ?? first, bound: failed.flatMap { view.boundFinding(of: $0)?.boundValue })
    }

    /// The row whose change failed.
    var failedChange: MetricRow? { rows.first(where: view.changeFailed) }
}
