import SluiceCore

/// What merging does, and what to do next.
struct Consequence {
    let view: SubjectView

    /// The line below the first; nil where nothing is known to follow.
    var text: RichText? {
        let failed = view.blocking.count
        let open = view.open.count
        let total = view.required.count
        switch view.standing {
        case .passed:
            return view.subject.next.isEmpty ? nil : marked(view.subject.next)
        case .failed:
            return "\(strong: "\(failed) of \(total) checks failed.") \(blocked)"
        case .undecided:
            guard open > 0 else { return "\(strong: "No check could be run.") \(blocked)" }
            return "\(strong: "\(open) of \(total) checks could not be decided.") \(blocked)"
        case .wouldFail:
            return "\(strong: "\(failed) of \(total) checks failed.") \(notBlocked)"
        case .wouldBeUndecided:
            return "\(strong: "\(open) of \(total) checks could not be decided.") \(notBlocked)"
        }
    }

    /// What to do about it; nil where nothing is needed.
    func next(base: ObjectID?, head: ObjectID?) -> RichText? {
        guard view.standing != .passed else { return nil }
        var sentences = view.subject.next.filter { !isMerging($0) }.map { "\(prose: $0)" as RichText }
        if let base, head != nil, !view.subject.next.contains(where: { $0.contains("sluice check") }) {
            let command = "sluice check \(view.subject.model)@\(view.subject.version) --base \(base.short)"
            sentences.append("Same result locally: \(code: command).")
        }
        return sentences.isEmpty ? nil : "\(strong: "Next"): \(sentences.joined(by: " "))"
    }

    private var merging: [String] { view.subject.next.filter(isMerging) }

    private func isMerging(_ sentence: String) -> Bool { sentence.hasPrefix("Merging ") }

    private var blocked: RichText {
        if !merging.isEmpty { return marked(merging) }
        var text: RichText = "Merging is blocked; nothing is promoted."
        if let baseline = view.subject.baseline {
            text += " \(Names.version(baseline.version)) stays in \(code: baseline.stage)."
        }
        return text
    }

    private var notBlocked: RichText {
        merging.isEmpty
            ? "\(code: view.subject.stage) does not enforce its checks: merging is not blocked." : marked(merging)
    }

    /// The sentences, with a leading "Merging" in bold.
    private func marked(_ sentences: [String]) -> RichText {
        sentences.map { sentence -> RichText in
            isMerging(sentence)
                ? "\(strong: "Merging")\(prose: String(sentence.dropFirst("Merging".count)))" : "\(prose: sentence)"
        }.joined(by: " ")
    }
}
