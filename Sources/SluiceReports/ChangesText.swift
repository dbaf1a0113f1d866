import SluiceCore

/// What changed since the baseline, flips, and how far the version can be reproduced.
struct ChangesText {
    let view: SubjectView
    private var subject: SubjectResult { view.subject }
    private static let shown = 8

    var changes: RichText? {
        guard let baseline = subject.baseline else { return nil }
        let changed = [params, data, code, artifacts].compactMap { $0 }
        let parts = (changed.isEmpty ? ["nothing that is recorded"] : changed) + [unchanged].compactMap { $0 }
        let metricFailed = view.blocking.contains { $0.isMetric && $0.outcome == .failed }
        let cause: RichText = metricFailed && !changed.isEmpty ? "Likely cause, changed" : "Changed"
        let title: RichText = "\(cause) since \(Names.version(baseline.version))"
        return "\(strong: title): \(parts.joined(by: " · "))."
    }

    var flips: RichText? {
        guard let flips = subject.flips, flips.toWrong > 0 || flips.toRight > 0 else { return nil }
        return "\(flips.toWrong) examples turned wrong, \(flips.toRight) turned right."
    }

    var reproducibility: RichText {
        let level: RichText =
            switch subject.reproducibility {
            case "R1": "declared, not re-executed (R1)"
            case "R2": "pinned, not re-executed (R2)"
            case "R3": "re-executed within tolerance (R3)"
            case "R4": "re-executed, bit-identical (R4)"
            default: "undeclared, not re-executed (R0)"
            }
        return "\(strong: "Reproducible"): \(level)."
    }

    private var params: RichText? {
        let names = subject.changes.params.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return list("params", names) { name in
            let values = (subject.changes.params[name] ?? []).map { $0.map(Self.short) }
            return switch (values.first ?? nil, values.last ?? nil) {
            case (let old?, let new?): "\(code: "\(name): \(old) → \(new)")"
            case (nil, let new?): "\(code: "\(name): \(new)") added"
            case (let old?, nil): "\(code: "\(name): \(old)") removed"
            case (nil, nil): "\(code: name)"
            }
        }
    }

    private var data: RichText? {
        list("data", subject.changes.data) { "\(code: $0.name) \($0.change.word)" }
    }

    private var code: RichText? {
        let paths = subject.changes.code
        guard paths.count > 3 else { return list("code", paths) { "\(code: $0)" } }
        return "code \(paths.count) files"
    }

    /// A new version has new artifacts; only a changed set of them is news.
    private var artifacts: RichText? {
        list("artifacts", subject.changes.artifacts.filter { $0.change != .changed }) {
            "\(code: $0.name) \($0.change.word)"
        }
    }

    private var unchanged: RichText? {
        let changed = Set(subject.changes.data.map(\.name))
        let known = Set(view.findings.compactMap(\.dataset) + subject.metrics.map(\.dataset)).subtracting(changed)
        guard !known.isEmpty else { return nil }
        let names = known.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return list(nil, names) { "\(code: $0)" }.map { "\($0) unchanged" }
    }

    private func list<Item>(_ title: RichText?, _ items: [Item], _ text: (Item) -> RichText) -> RichText? {
        guard !items.isEmpty else { return nil }
        var shown = items.prefix(Self.shown).map(text)
        if items.count > Self.shown { shown.append("\(items.count - Self.shown) more") }
        return (title.map { "\($0) " } ?? "") + shown.joined(by: ", ")
    }

    private static func short(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count <= 40 ? text : String(String.UnicodeScalarView(scalars.prefix(39))) + "…"
    }
}

extension SubjectResult.NamedChange.Kind {
    fileprivate var word: RichText {
        switch self {
        case .added: "added"
        case .removed: "removed"
        case .changed: "changed"
        }
    }
}
