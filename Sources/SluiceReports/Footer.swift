import SluiceCore

/// What was judged by which rules, and when.
struct Footer {
    let result: CheckResult

    init(_ result: CheckResult) { self.result = result }

    var text: RichText {
        var parts: [RichText] = []
        if let base = result.base { parts.append("base \(code: base.short)") }
        if let head = result.head {
            parts.append("head \(code: head.short)")
        } else if result.policy != nil {
            parts.append("head: the working tree")
        }
        if let policy = result.policy {
            let source: RichText = policy.source == .base ? "from base" : "from the change itself"
            let edited: RichText = policy.changedInHead ? "edited here" : "not edited here"
            parts.append("policy \(code: "sha256:\(policy.digest.hex.prefix(12))…") \(source), \(edited)")
        }
        parts.append(RichText(spans: [.fixed("as of \(result.asOf.forPeople)")]))
        parts.append(RichText(spans: [.fixed("sluice \(Sluice.version)")]))
        return parts.joined(by: " · ")
    }
}
