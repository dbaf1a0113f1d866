import SluiceCore
import SluiceRegistry

/// A promotion's result for people.
package enum PromotionText {
    /// What changes, every rule with what it saw, the files, and the next command.
    ///
    /// - Parameters:
    ///   - files: paths that the commit writes, where it is planned or made.
    ///   - next: the command to run next; nil leaves it out.
    package static func render(_ result: PromotionResult, files: [String] = [], next: String? = nil) -> String {
        var lines = result.changes.map { headline($0, result) }
        let width = result.rules.map(\.rule.count).max() ?? 0
        lines += result.rules.map { rule in
            let name = rule.rule + String(repeating: " ", count: width - rule.rule.count)
            return "  \(mark(rule.outcome)) \(name)  \(CommitText.visible(rule.message))"
        }
        if !files.isEmpty { lines += ["Files:"] + files.map { "  \(CommitText.visible($0))" } }
        if let promotion = result.promotion { lines.append("Promotion: \(promotion)") }
        if let base = result.base { lines.append("Base: \(base)") }
        if let commit = result.commit { lines.append("Commit: \(commit)") }
        if let next { lines.append("Next: \(CommitText.visible(next))") }
        return lines.map { $0 + "\n" }.joined()
    }

    /// The command that carries out a plan, or that shows which checks refuse it; nil where no command helps.
    package static func nextCommand(_ result: PromotionResult, reason: String? = nil) -> String? {
        guard let change = result.changes.first else { return nil }
        let version = change.to.map { "@\($0)" } ?? ""
        let command =
            result.action == .rollback
            ? "sluice rollback \(change.model) --stage \(change.stage)"
                + (change.to.map { " --version \($0)" } ?? "")
                + " --reason \(ShellText.quote(reason ?? "…"))"
            : "sluice promote \(change.model)\(version) --stage \(change.stage)"
        switch result.outcome {
        case .planned: return command + " --apply"
        case .superseded: return command
        case .refused where result.rules.contains { $0.rule == "requires" && $0.outcome == .failed }:
            return "sluice check \(change.model)\(version) --stage \(change.stage)"
        case .done, .already, .refused, .rejected, .undecided: return nil
        }
    }

    private static func headline(_ change: PromotionResult.Change, _ result: PromotionResult) -> String {
        let versions = "\(change.from?.description ?? "nothing") → \(change.to?.description ?? "nothing")"
        let what = "\(change.model) \(change.stage): \(versions)"
        let noun = result.action == .rollback ? "roll back" : "promote"
        switch result.outcome {
        case .planned: return "Would \(noun) \(what) (nothing written)"
        case .done: return "Done: \(what)"
        case .already: return "Already so: \(what)"
        case .refused: return "Refused to \(noun) \(what)"
        case .rejected: return "Rejected by the server: \(what)"
        case .undecided: return "Can't tell whether to \(noun) \(what)"
        case .superseded: return "Superseded, another change came first: \(what)"
        }
    }

    private static func mark(_ outcome: Outcome) -> String {
        switch outcome {
        case .passed: "✓"
        case .failed: "✗"
        case .warned, .waived: "!"
        case .inconclusive, .errored, .notRun: "?"
        }
    }
}

/// Text for a command line that people copy.
enum ShellText {
    /// In single quotes, as POSIX shells read them.
    static func quote(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
