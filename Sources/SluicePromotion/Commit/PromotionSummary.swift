import SluiceCore
import SluiceRegistry

/// The sentence of a promotion's commit message: the deciding number, the checks, and what is replaced.
enum PromotionSummary {
    static func sentence(_ gate: GateOutcome, stage: StagePolicy, replaces old: SemanticVersion?) -> String {
        let number = decidingRow(gate.subject.metrics).flatMap(number)
        let seen = [number, CheckCounts(gate.findings).sentence].compactMap { $0 }.joined(separator: "; ")
        let held =
            switch old {
            case nil: "The first version in \(stage.name)."
            case let old? where old.description == gate.subject.version:
                "Adds the record of what \(stage.name) held already."
            case let old?: "Replaces \(old)."
            }
        let unenforced =
            !stage.enforce && gate.subject.verdict != .passed ? " Would fail for \(stage.name) (not enforced)." : ""
        return CommitText.neutral("\(seen).\(unenforced) \(held)")
    }

    /// The first failed gate, else the first change gate, else the first gate, else the first claim.
    private static func decidingRow(_ rows: [MetricRow]) -> MetricRow? {
        let gates = rows.filter { $0.gate != nil }
        return gates.first { $0.outcome == .failed } ?? gates.first { $0.change != nil } ?? gates.first ?? rows.first
    }

    /// `roc_auc 0.6618 (was 0.6591, +0.0027)`.
    private static func number(_ row: MetricRow) -> String? {
        guard let value = row.value ?? row.claimed else { return nil }
        let head = row.metric + (row.slice.map { " on \($0)" } ?? "") + " \(fourDecimals(value))"
        guard let before = row.baselineValue else { return head }
        let change = (row.change ?? value - before)
        return "\(head) (was \(fourDecimals(before)), \(change < 0 ? "" : "+")\(fourDecimals(change)))"
    }

    /// Four decimals, or the shortest round-trip form where those say nothing.
    private static func fourDecimals(_ value: Double) -> String {
        guard value.magnitude < 1e12, value == 0 || value.magnitude >= 1e-4 else { return value.description }
        let scaled = Int64((value.magnitude * 10_000).rounded())
        let fraction = String(scaled % 10_000)
        return (value < 0 ? "-" : "") + "\(scaled / 10_000)."
            + String(repeating: "0", count: 4 - fraction.count) + fraction
    }
}
