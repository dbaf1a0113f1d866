import SluiceCore

extension Finding {
    /// Whether this finding fails its subject.
    var blocks: Bool {
        guard required, severity == .error else { return false }
        return outcome == .failed || (outcome == .inconclusive && !inconclusiveWarns)
    }

    /// Whether this finding leaves its subject undecided.
    var leavesOpen: Bool { required && severity == .error && (outcome == .errored || outcome == .notRun) }

    /// Whether a required check has something to say that does not move the verdict.
    var warns: Bool { required && !blocks && !leavesOpen && outcome != .passed && outcome != .waived }

    /// Whether this is advice: a check that the stage does not require.
    var isAdvice: Bool { !required && (outcome == .warned || outcome == .failed) }

    var mark: Mark {
        switch outcome {
        case .passed: .passed
        case .failed: .failed
        case .warned: .warned
        case .inconclusive, .errored: .open
        case .waived, .notRun: .none
        }
    }

    /// Whether the check is of the family `metrics`.
    var isMetric: Bool { check.utf8.starts(with: "metrics/".utf8) }

    /// Why there is no plain answer; empty where there is one.
    var state: RichText {
        switch outcome {
        case .waived: "waived: "
        case .errored: "could not be judged: "
        case .notRun: "not run: "
        case .inconclusive: "too little data to say: "
        case .passed, .failed, .warned: ""
        }
    }

    /// Check and what it is about: `metrics/change` `auc-against-live`.
    var title: RichText {
        var names = [check]
        for name in [rule, column, slice].compactMap({ $0 }) where !names.contains(name) { names.append(name) }
        return names.map { "\(code: $0)" as RichText }.joined(by: " ")
    }

    /// ` · ` and the place in the file; empty where there is none.
    var place: RichText {
        guard let location else { return "" }
        return " · \(code: location.line.map { "\(location.file):\($0)" } ?? location.file)"
    }

    /// The message, with what was observed and needed where the message does not say so itself.
    var statement: RichText {
        var text = Prose.clause(message, limit: 500)
        let observation = observed.flatMap { message.says($0) ? nil : $0 }
        let need = expected.flatMap { message.says($0) ? nil : $0 }
        if let observation { text += "\(separator(text))observed \(prose: observation, limit: 200)" }
        if let need {
            text += observation == nil ? separator(text) : ", "
            text += "needs \(prose: need, limit: 200)"
        }
        return text
    }

    private func separator(_ text: RichText) -> RichText { text.isEmpty ? "" : ": " }
}

extension String {
    /// Whether `text` stands in this message as words of its own: `0` does not stand in `10`.
    fileprivate func says(_ text: String) -> Bool {
        let words = Array(unicodeScalars.prefix(Prose.limit).filter { $0 != "`" })
        let wanted = Array(text.unicodeScalars.prefix(Prose.limit).filter { $0 != "`" })
        guard !wanted.isEmpty, wanted.count <= 200, wanted.count <= words.count else { return wanted.isEmpty }
        return (0...(words.count - wanted.count)).contains { start in
            let end = start + wanted.count
            return words[start..<end].elementsEqual(wanted)
                && (start == 0 || !words[start - 1].isPartOfNumberOrName)
                && (end == words.count || !words[end].isPartOfNumberOrName)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isPartOfNumberOrName: Bool {
        properties.isAlphabetic || properties.numericType != nil || self == "_" || self == "−" || self == "-"
    }
}
