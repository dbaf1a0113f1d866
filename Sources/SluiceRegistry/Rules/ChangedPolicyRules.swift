import SluiceCore

extension StructuralRules {
    /// The policy in the tree that is judged: it parses, keeps the registry's id, and leaves no pointer behind.
    /// - Returns: nil when it cannot be read; its problems are findings then.
    func checkResultPolicy(
        _ base: Loaded<RegistryPolicy>?, _ context: inout ChangeContext
    ) throws(RegistryError) -> Loaded<RegistryPolicy>? {
        let result = context.result
        let path = result.path("sluice.yaml")
        let policy = try context.list.attempt(path) { () throws(RegistryError) in try result.policy() }
        guard let policy, context.changes.contains(where: { $0.kind == .policy }) else { return policy }
        try checkReferences(of: policy, in: result, &context.list)
        guard let base else { return policy }
        if policy.value.id != base.value.id {
            context.list.fail(
                "registry/policy-change", "the registry's id changes from `\(base.value.id)` to `\(policy.value.id)`",
                path: path, remedy: "restore `id: \(base.value.id)`; it never changes")
        }
        for stage in base.value.stages where policy.value.stage(stage.name) == nil {
            for model in try result.modelNames() {
                try failIfHeld(model, stage.name, by: "`sluice.yaml`", path: path, &context)
            }
        }
        return policy
    }

    /// A stage that holds a version cannot go.
    func failIfHeld(
        _ model: String, _ stage: String, by file: String, path: String, _ context: inout ChangeContext
    ) throws(RegistryError) {
        let pointer = context.result.pointerPath(model, stage)
        let isHeld = [try context.existsAtBase(pointer), try context.existsInResult(pointer)].contains(true)
        guard isHeld else { return }
        context.list.fail(
            "registry/policy-change", "the stage `\(stage)` leaves \(file), but holds a version of `\(model)`",
            path: path, remedy: "keep the stage while `\(pointer)` exists",
            subject: .init(model: model, stage: stage))
    }

    /// A changed policy is said, never silent, and never comes together with a promotion.
    func checkPolicyChange(_ context: inout ChangeContext) throws(RegistryError) {
        for (change, kind) in context.changes where try context.isPolicy(change.path, kind) {
            // The first policy of a registry changes nothing.
            if context.base == nil { continue }
            context.report.changedPolicy.append(change.path)
            context.list.pass(
                "registry/policy-change", "the change edits the policy file `\(change.path)`", rule: change.path,
                subject: .init(kind), severity: .info, location: SourceLocation(file: change.path))
        }
        guard context.base != nil else { return }
        let promotion = context.touched.first { context.isPromotion($0.kind) }
        guard let promotion else { return }
        for (path, kind) in context.touched where try context.isPolicy(path, kind) {
            context.list.fail(
                "registry/policy-change",
                "policy (`\(path)`) and promotion (`\(promotion.path)`) are touched by one change", path: path,
                remedy: "make two changes, the policy first; commits that undo each other count, too",
                subject: .init(kind))
        }
    }

    /// Rules 4 and 5 of the security rules: what a new registry or a new model may not bring along.
    func checkNewRegistry(_ context: inout ChangeContext) throws(RegistryError) {
        let newModels = Set(context.report.newModels)
        var newContracts: Set<String> = []
        for (change, kind) in context.changes {
            if case .contract(let model, _) = kind, try !context.existsAtBase(change.path) {
                newContracts.insert(model)
            }
        }
        for (change, kind) in context.changes where try context.existsInResult(change.path) {
            let subject = FindingList.Subject(kind)
            if context.base == nil {
                switch kind {
                case .pointer, .retired, .record, .evidence, .approval:
                    context.list.fail(
                        "registry/pointer", "a new registry comes with `\(change.path)`", path: change.path,
                        remedy: "remove the file; promote after the registry is merged", subject: subject)
                case .waiver:
                    context.list.fail(
                        "registry/waiver", "a new registry comes with the waiver `\(change.path)`", path: change.path,
                        remedy: "remove the file; waive after the registry is merged", subject: subject)
                default: break
                }
            } else if case .pointer(let model, _) = kind, newModels.contains(model) || newContracts.contains(model) {
                context.list.fail(
                    "registry/pointer", "a new model or contract of `\(model)` comes with the pointer `\(change.path)`",
                    path: change.path, remedy: "merge the model first; then `sluice promote \(model) --stage STAGE`",
                    subject: subject)
            } else if case .waiver = kind, !newModels.isEmpty || !newContracts.isEmpty {
                context.list.fail(
                    "registry/waiver", "a new model or contract comes with the waiver `\(change.path)`",
                    path: change.path, remedy: "merge the model first; then waive", subject: subject)
            }
        }
    }
}
