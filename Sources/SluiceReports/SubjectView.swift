import SluiceCore

/// One version at one stage with the findings that are about it.
struct SubjectView {
    /// What the first line says, from what a reader needs first to what can wait.
    enum Standing: Int, Comparable {
        case failed, undecided, wouldFail, wouldBeUndecided, passed

        static func < (left: Standing, right: Standing) -> Bool { left.rawValue < right.rawValue }
    }

    let subject: SubjectResult
    let findings: [Finding]
    let standing: Standing
    /// The findings of each metric gate.
    private let gateFindings: [String: [Finding]]

    /// - Parameter documentVerdict: that of the whole result where this is its only subject: findings about the
    ///   registry then count here too.
    init(_ subject: SubjectResult, findings: [Finding], documentVerdict: Verdict? = nil) {
        self.subject = subject
        self.findings = findings
        gateFindings = Dictionary(grouping: findings.filter { $0.isMetric && $0.rule != nil }) { $0.rule ?? "" }
        let own: Standing =
            switch subject.verdict {
            case .passed: .passed
            case .failed: subject.enforced ? .failed : .wouldFail
            case .undecided: subject.enforced ? .undecided : .wouldBeUndecided
            }
        switch documentVerdict {
        case .failed: standing = .failed
        case .undecided: standing = min(own, .undecided)
        case .passed, nil: standing = own
        }
    }

    var required: [Finding] { findings.filter(\.required) }
    var blocking: [Finding] { findings.filter(\.blocks) }
    var open: [Finding] { findings.filter(\.leavesOpen) }
    var advice: [Finding] { findings.filter(\.isAdvice) }
    var waived: [Finding] { findings.filter { $0.required && $0.outcome == .waived } }

    /// What the gate of `row` says of its value: its bounds, slices or groups; nil where it says nothing.
    func boundFinding(of row: MetricRow) -> Finding? { finding(of: row) { $0.check != "metrics/change" } }

    /// What the gate of `row` says of the change; one gate may have bounds and a change.
    func changeFinding(of row: MetricRow) -> Finding? { finding(of: row) { $0.check == "metrics/change" } }

    private func finding(of row: MetricRow, where isMeant: (Finding) -> Bool) -> Finding? {
        guard let gate = row.gate else { return nil }
        let candidates = (gateFindings[gate] ?? []).filter {
            isMeant($0) && ($0.dataset == nil || $0.dataset == row.dataset)
        }
        return candidates.first { $0.slice == row.slice } ?? candidates.first { $0.slice == nil }
    }

    /// The row of the gate that `finding` is about.
    func row(of finding: Finding) -> MetricRow? {
        guard let gate = finding.rule, finding.isMetric else { return nil }
        let rows = subject.metrics.filter {
            $0.gate == gate && (finding.dataset == nil || finding.dataset == $0.dataset)
        }
        return rows.first { $0.slice == finding.slice }
    }

    /// Whether the gate of `row` has a change.
    func hasChange(_ row: MetricRow) -> Bool {
        changeFinding(of: row) != nil || (row.gate != nil && boundFinding(of: row) == nil && row.limitsChange)
    }

    /// Whether the change failed; a gate without a finding, which only a shortened document has, is read by its limit.
    func changeFailed(_ row: MetricRow) -> Bool {
        guard row.outcome == .failed else { return false }
        return changeFinding(of: row).map { $0.outcome == .failed } ?? hasChange(row)
    }

    /// Whether the value itself broke its bounds.
    func boundFailed(_ row: MetricRow) -> Bool {
        guard row.outcome == .failed else { return false }
        return boundFinding(of: row).map { $0.outcome == .failed } ?? !hasChange(row)
    }

    /// The row of the first line: the first failed gate, else the first change gate, else the first gate, else the
    /// first claim.
    var decidingRow: MetricRow? {
        let gates = subject.metrics.filter { $0.gate != nil }
        return gates.first { $0.outcome == .failed } ?? gates.first(where: hasChange) ?? gates.first
            ?? subject.metrics.first
    }

    /// `1.0.0 in production`, or the version alone where it is not the stage's holder that is meant.
    func baselineName(_ version: String) -> RichText {
        let name = Names.version(version)
        guard let baseline = subject.baseline, baseline.version == version else { return name }
        return "\(name) in \(code: baseline.stage)"
    }
}

extension MetricRow {
    fileprivate var limitsChange: Bool { limit?.utf8.starts(with: "change".utf8) == true }
}
