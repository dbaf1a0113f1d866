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

    /// The finding of the gate that `row` shows.
    func finding(of row: MetricRow) -> Finding? {
        guard let gate = row.gate else { return nil }
        let candidates = (gateFindings[gate] ?? []).filter { $0.dataset == nil || $0.dataset == row.dataset }
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

    func isChange(_ row: MetricRow) -> Bool {
        finding(of: row).map { $0.check == "metrics/change" } ?? (row.limit?.hasPrefix("change") == true)
    }

    /// The row of the first line: the first failed gate, else the first change gate, else the first gate, else the
    /// first claim.
    var decidingRow: MetricRow? {
        let gates = subject.metrics.filter { $0.gate != nil }
        return gates.first { $0.outcome == .failed } ?? gates.first(where: isChange) ?? gates.first
            ?? subject.metrics.first
    }

    /// `1.0.0 in production`, or the version alone where it is not the stage's holder that is meant.
    func baselineName(_ version: String) -> RichText {
        let name = Names.version(version)
        guard let baseline = subject.baseline, baseline.version == version else { return name }
        return "\(name) in \(code: baseline.stage)"
    }
}
