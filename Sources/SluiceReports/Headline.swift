import SluiceCore

/// The first line about one subject: verdict, stage, model, version, the deciding number and its baseline, the reason.
struct Headline {
    let view: SubjectView
    let wording: ReportWording

    var text: RichText {
        let subject = view.subject
        return """
            \(opening): \(code: subject.model) \(Names.version(subject.version))\(reason)
            """
    }

    private var opening: RichText {
        let stage = view.subject.stage
        return switch view.standing {
        case .passed: "\(Mark.passed) \(wording.passed) for \(code: stage)"
        case .failed: "\(Mark.failed) \(wording.failed) for \(code: stage)"
        case .undecided: "\(Mark.open) Can't tell for \(code: stage)"
        case .wouldFail: "\(Mark.warned) Would fail for \(code: stage) (not enforced)"
        case .wouldBeUndecided: "\(Mark.warned) Can't tell for \(code: stage) (not enforced)"
        }
    }

    private var reason: RichText {
        switch view.standing {
        case .passed: passedReason
        case .failed, .wouldFail: failedReason
        case .undecided, .wouldBeUndecided: findingReason(view.open.first)
        }
    }

    private var passedReason: RichText {
        guard let row = view.decidingRow, let value = row.value ?? row.claimed else {
            let count = view.required.count
            return count == 0 ? "" : ", \(count) checks"
        }
        let figures = RowFigures(row, bound: view.boundFinding(of: row)?.boundValue)
        let shown: RichText = ", \(Names.metric(row.metric)) \(figures.figure(value))"
        let declared: RichText = row.recomputed ? "" : "declared, "
        if let change = row.change, let baseline = row.baseline {
            return shown + " (\(declared)\(strong: "\(figures.change(change))") against \(view.baselineName(baseline)))"
        }
        if let limit = row.limit { return shown + " (\(declared)\(prose: limit, limit: 100))" }
        return row.recomputed ? shown : shown + " (declared)"
    }

    private var failedReason: RichText {
        // A stage that enforces nothing still fails by what the registry itself demands, and by that alone.
        if view.standing == .failed, !view.subject.enforced,
            let finding = view.blocking.first(where: { $0.family == "registry" })
        {
            return findingReason(finding)
        }
        if let row = view.decidingRow, row.outcome == .failed, let first = GatePhrase(row: row, view: view).text {
            let others = view.subject.metrics.filter {
                $0.gate != nil && $0 != row && $0.outcome == .failed && $0.metric == row.metric
                    && $0.dataset == row.dataset && $0.slice == row.slice
            }
            let phrases = [first] + others.compactMap { GatePhrase(row: $0, view: view).continuation }
            return ", \(GatePhrase.subject(of: row)) " + phrases.joined(by: " and ")
        }
        return findingReason(view.blocking.first)
    }

    private func findingReason(_ finding: Finding?) -> RichText {
        guard let finding else { return view.required.isEmpty ? ", no check ran" : "" }
        return ", \(code: finding.check): \(Prose.clause(finding.message, limit: 240))"
    }
}

/// The words that differ between a comment and a terminal.
enum ReportWording: Sendable {
    case comment, terminal

    var passed: RichText { self == .comment ? "Passed" : "Passes" }
    var failed: RichText { self == .comment ? "Failed" : "Fails" }
}
