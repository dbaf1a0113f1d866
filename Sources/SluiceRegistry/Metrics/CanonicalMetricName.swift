import SluiceYAML

/// The canonical name of a metric with its parameters, as claims, results and reports write it.
///
/// The rule, in this order:
/// 1. the name: `roc_auc`
/// 2. an average as a suffix: `f1_macro`, `recall_weighted`, `roc_auc_ovr_macro`
/// 3. `@` and k: `ndcg@10`, `top_k_accuracy@3`, `pass@1`; for the share of problems that pass every one of k trials
///    `pass^k`: `pass^3`
/// 4. in parentheses, without spaces: the column of an aggregate by itself (`mean(safe)`, `p95(latency_ms)`), then
///    `key=value` in the order of the keys: `alpha`, `at`, `beta`, `class`, `score`, `threshold`, `weight`, joined by
///    commas: `fbeta(beta=2)`, `recall(at=false_positive_rate:0.001)`, `recall(class=mel,weight=true)`. Numbers are in
///    their shortest form; in texts `%`, `,`, `(`, `)`, `=` and what is not printable are `%XX`.
///
/// A threshold that the model's `predictions:` set is no part of the name; one that a gate sets is.
extension MetricReference {
    package var canonicalName: String {
        var text = name
        if let average { text += "_" + average }
        if let k { text += name.hasSuffix("^") ? String(k) : "@\(k)" }
        var arguments: [String] = []
        if let column { arguments.append(CanonicalText.encode(column)) }
        if let alpha { arguments.append("alpha=" + CanonicalText.format(alpha)) }
        if let at { arguments.append("at=\(at.rate):" + CanonicalText.format(at.value)) }
        if let beta { arguments.append("beta=" + CanonicalText.format(beta)) }
        if let className { arguments.append("class=" + CanonicalText.encode(className)) }
        if let score { arguments.append("score=" + CanonicalText.encode(score)) }
        if let threshold { arguments.append("threshold=" + CanonicalText.format(threshold)) }
        if weighted { arguments.append("weight=true") }
        return arguments.isEmpty ? text : "\(text)(\(arguments.joined(separator: ",")))"
    }

    /// Parses a canonical name; nil for any other text, also for one that says the same in another way
    /// (`fbeta(beta=2.0)`), so that equal metrics have equal names.
    package init?(canonical text: String) {
        guard let reference = MetricReference(lenient: text), reference.canonicalName.utf8.elementsEqual(text.utf8)
        else {
            return nil
        }
        self = reference
    }

    /// Parses a name with parameters that need not be in canonical form, to say what the canonical form would be.
    package init?(lenient text: String) {
        var head = Array(text.utf8)[...]
        var arguments: [[UInt8]] = []
        if let open = head.firstIndex(of: UInt8(ascii: "(")) {
            guard head.last == UInt8(ascii: ")"), open < head.endIndex - 2 else { return nil }
            arguments = head[(open + 1)..<(head.endIndex - 1)]
                .split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Array.init)
            head = head[..<open]
        }
        guard let base = String(validating: head, as: UTF8.self), let parts = CanonicalText.split(base) else {
            return nil
        }
        self.init(name: parts.name)
        average = parts.average
        k = parts.k
        for argument in arguments {
            guard let text = String(validating: argument, as: UTF8.self), apply(argument: text) else { return nil }
        }
    }

    /// False when the argument is unknown, repeated, or has no value of its type.
    private mutating func apply(argument: String) -> Bool {
        let parts = argument.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0) ?? "" }
        guard parts.count == 2 else {
            return CanonicalText.set(&column, CanonicalText.decode(argument))
        }
        let value = parts[1].trimmingSpaces
        switch parts[0].trimmingSpaces {
        case "alpha": return CanonicalText.set(&alpha, YAMLScalar.number(value))
        case "beta": return CanonicalText.set(&beta, YAMLScalar.number(value))
        case "threshold": return CanonicalText.set(&threshold, YAMLScalar.number(value))
        case "class": return CanonicalText.set(&className, CanonicalText.decode(value))
        case "score": return CanonicalText.set(&score, CanonicalText.decode(value))
        case "at":
            let pair = value.utf8.split(separator: UInt8(ascii: ":")).map { String($0) ?? "" }
            guard pair.count == 2, let number = YAMLScalar.number(pair[1]) else { return false }
            return CanonicalText.set(&at, OperatingPoint(rate: pair[0], value: number))
        case "weight":
            guard !weighted, value == "true" else { return false }
            weighted = true
            return true
        default: return false
        }
    }
}
