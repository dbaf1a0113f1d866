package import SluiceCore
package import SluiceRegistry

/// What the report says about a version beside its checks: what changed since the baseline, and its claims over time.
package enum SubjectHistory {
    /// Parameters, data, code and artifacts that differ between two versions.
    package static func changes(from baseline: ModelVersion, to candidate: ModelVersion) -> SubjectResult.Changes {
        var changes = SubjectResult.Changes()
        let old = Dictionary(baseline.params.map { ($0.name, $0.text) }) { first, _ in first }
        let new = Dictionary(candidate.params.map { ($0.name, $0.text) }) { first, _ in first }
        for name in Set(old.keys).union(new.keys) where old[name] != new[name] {
            changes.params[name] = [old[name], new[name]]
        }
        changes.data = named(
            baseline.data.map { ($0.name, $0.identity) }, candidate.data.map { ($0.name, $0.identity) })
        changes.artifacts = named(
            baseline.artifacts.map { ($0.name, $0.digest) }, candidate.artifacts.map { ($0.name, $0.digest) })
        return changes
    }

    /// The claims along the `parent` line, the oldest first, at most ten.
    ///
    /// - Parameter load: reads a version of the model; nil where it cannot be read.
    package static func claims(
        of version: ModelVersion, load: (SemanticVersion) -> ModelVersion?
    ) -> [SubjectResult.HistoryPoint] {
        var line: [ModelVersion] = []
        var next = version.parent
        while let wanted = next, line.count < 10, !line.contains(where: { $0.version == wanted }),
            let parent = load(wanted)
        {
            line.append(parent)
            next = parent.parent
        }
        let points = line.reversed().flatMap { ancestor in
            ancestor.claims.map { claim in
                SubjectResult.HistoryPoint(
                    version: ancestor.version.description, metric: claim.metric, dataset: claim.dataset,
                    value: claim.value)
            }
        }
        return Array(points.suffix(10))
    }

    private static func named(_ old: [(String, Digest)], _ new: [(String, Digest)]) -> [SubjectResult.NamedChange] {
        let before = Dictionary(old) { first, _ in first }
        let after = Dictionary(new) { first, _ in first }
        let names = Set(before.keys).union(after.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return names.compactMap { name in
            guard before[name] != after[name] else { return nil }
            let kind: SubjectResult.NamedChange.Kind =
                before[name] == nil ? .added : after[name] == nil ? .removed : .changed
            return SubjectResult.NamedChange(name: name, change: kind, from: before[name], to: after[name])
        }
    }
}
