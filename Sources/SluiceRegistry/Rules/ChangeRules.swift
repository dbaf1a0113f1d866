extension StructuralRules {
    /// Judges one change, reading only what it needs.
    /// - Parameters:
    ///   - base: the registry at the merge target; nil when there is none.
    ///   - result: the registry in the tree that is judged, at the same path as `base`.
    ///   - changes: the paths that differ between the two trees, renames as a removal and an addition.
    ///   - touchedByCommits: the paths that any commit of the change touches.
    /// - Throws: `invalid` when a file at the merge target cannot be read that the judgement stands on (the caller can
    ///   not decide), unless the change only repairs the policy; `unreadable` when a tree cannot be read.
    package func change(
        base: RegistrySnapshot?, result: RegistrySnapshot, changes: [PathChange], touchedByCommits: Set<String>
    ) throws(RegistryError) -> ChangeReport {
        var context = ChangeContext(
            base: base, result: result, changes: changes, touchedByCommits: touchedByCommits)
        context.report.isNewRegistry = base == nil
        let basePolicy = try basePolicy(&context)
        try checkRegistryStays(&context)
        try checkImmutable(&context)
        let resultPolicy = try checkResultPolicy(basePolicy, &context)
        let policy = basePolicy ?? resultPolicy
        try checkFolders(&context)
        try checkModels(policy: resultPolicy ?? basePolicy, basePolicy, &context)
        try checkVersions(policy: policy, &context)
        try checkPointers(policy: policy, &context)
        try checkOtherFiles(&context)
        try checkPolicyChange(&context)
        try checkNewRegistry(&context)
        return finish(&context)
    }

    /// The policy at the merge target. One that cannot be read stops everything but its own repair.
    private func basePolicy(_ context: inout ChangeContext) throws(RegistryError) -> Loaded<RegistryPolicy>? {
        guard let base = context.base else { return nil }
        do throws(RegistryError) {
            return try base.policy()
        } catch {
            guard case .invalid = error, try onlyPolicy(context) else { throw error }
            context.report.repairsPolicy = true
            return nil
        }
    }

    /// Whether the change touches nothing but policy.
    func onlyPolicy(_ context: ChangeContext) throws(RegistryError) -> Bool {
        for (path, kind) in context.touched where try !context.isPolicy(path, kind) { return false }
        return !context.touched.isEmpty
    }

    private func finish(_ context: inout ChangeContext) -> ChangeReport {
        let touches = context.changes.contains { $0.kind != .outside }
        if touches {
            if !context.list.hasProblem(of: "registry/schema") {
                context.list.pass(
                    "registry/schema", "every changed file parses, matches its kind and names what exists")
            }
            if !context.list.hasProblem(of: "registry/immutable-version") {
                context.list.pass("registry/immutable-version", "nothing that never changes was edited or deleted")
            }
        }
        context.report.findings = context.list.findings
        return context.report
    }
}
