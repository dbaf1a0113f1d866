/// The decision about a subject or a whole change.
package enum Verdict: String, Sendable, Hashable {
    case passed
    case failed
    case undecided

    package var exitStatus: ExitStatus {
        switch self {
        case .passed: .success
        case .failed: .refused
        case .undecided: .undecided
        }
    }

    /// The one place where findings become a verdict. Only error-severity findings of required checks count; no
    /// check run at all is undecided.
    ///
    /// - Parameter requiresChecks: true for a subject, which must have been checked at all; false for findings about a
    ///   whole change, where finding nothing is fine.
    package static func of(_ findings: some Sequence<Finding>, requiresChecks: Bool) -> Verdict {
        var verdict: Verdict = requiresChecks ? .undecided : .passed
        var undecided = false
        for finding in findings where finding.required {
            if [.passed, .failed, .warned, .waived, .inconclusive].contains(finding.outcome), verdict == .undecided {
                verdict = .passed
            }
            guard finding.severity == .error else { continue }
            switch finding.outcome {
            case .failed: return .failed
            case .inconclusive where !finding.inconclusiveWarns: return .failed
            case .errored, .notRun: undecided = true
            case .passed, .warned, .waived, .inconclusive: continue
            }
        }
        return undecided ? .undecided : verdict
    }

    /// The verdict over several subjects: failed wins, then undecided.
    package static func worst(_ verdicts: some Sequence<Verdict>) -> Verdict {
        verdicts.reduce(.passed) { worst, next in
            worst == .failed || next == .failed
                ? .failed : worst == .undecided || next == .undecided ? .undecided : .passed
        }
    }
}

/// How many findings had each outcome.
package struct OutcomeSummary: Sendable, Hashable, JSONConvertible {
    package var counts: [Outcome: Int] = [:]
    package var notApplicable = 0

    package init(_ findings: some Sequence<Finding>, notApplicable: Int) {
        for finding in findings { counts[finding.outcome, default: 0] += 1 }
        self.notApplicable = notApplicable
    }

    package subscript(outcome: Outcome) -> Int { counts[outcome] ?? 0 }

    package var json: JSON {
        .object([
            "passed": .integer(Int64(self[.passed])), "failed": .integer(Int64(self[.failed])),
            "warned": .integer(Int64(self[.warned])), "waived": .integer(Int64(self[.waived])),
            "inconclusive": .integer(Int64(self[.inconclusive])), "errored": .integer(Int64(self[.errored])),
            "notRun": .integer(Int64(self[.notRun])), "notApplicable": .integer(Int64(notApplicable)),
        ])
    }
}
