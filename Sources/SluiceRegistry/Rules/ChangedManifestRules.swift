import SluiceCore

extension StructuralRules {
    /// Links, submodules and colliding names among the paths that the change adds.
    func checkFolders(_ context: inout ChangeContext) throws(RegistryError) {
        var added: [String] = []
        for (change, kind) in context.changes where kind != .outside {
            let first = String(change.path.prefix { $0 != "/" })
            if context.result.root.isEmpty, !StructuralRules.isOfRegistry(first) { continue }
            guard let entry = try context.result.entry(at: change.path) else { continue }
            if entry.kind != .file { failLink(entry.kind, path: change.path, &context.list) }
            if try !context.existsAtBase(change.path) { added.append(change.path) }
        }
        try checkCollisions(along: added, in: context.result, &context.list)
    }

    /// Models whose `model.yaml` or contracts change: they parse, and what they name exists.
    /// - Parameter policy: of the tree that is judged, which the references must fit after the merge.
    func checkModels(
        policy: Loaded<RegistryPolicy>?, _ basePolicy: Loaded<RegistryPolicy>?, _ context: inout ChangeContext
    ) throws(RegistryError) {
        var affected: Set<String> = []
        for (change, kind) in context.changes {
            if case .model(let name) = kind {
                affected.insert(name)
                if try context.existsInResult(change.path) {
                    context.report.changedModels.append(name)
                    if try !context.existsAtBase(change.path) { context.report.newModels.append(name) }
                }
            }
            if case .contract(let name, _) = kind {
                affected.insert(name)
                _ = try context.list.attempt(change.path, subject: .init(kind)) { () throws(RegistryError) in
                    try context.result.contract(at: change.path)
                }
            }
        }
        for name in affected.sorted() where try context.existsInResult(context.result.modelPath(name)) {
            let path = context.result.modelPath(name)
            let model = try context.list.attempt(path, subject: .init(model: name)) { () throws(RegistryError) in
                try context.result.model(name)
            }
            guard let model else { continue }
            try checkReferences(of: model, policy: policy, in: context.result, &context.list)
            try checkCard(of: model, policy: basePolicy ?? policy, in: context.result, &context.list)
            guard let before = try baseModel(name, context)?.value, let kept = model.value.stages else { continue }
            for stage in before.stages ?? basePolicy?.value.stages.map(\.name) ?? [] where !kept.contains(stage) {
                try failIfHeld(name, stage, by: "`stages:`", path: path, &context)
            }
        }
    }

    /// The model at the merge target, unless the change only repairs it.
    private func baseModel(_ name: String, _ context: ChangeContext) throws(RegistryError) -> Loaded<Model>? {
        do throws(RegistryError) {
            return try context.base?.model(name)
        } catch {
            guard case .invalid = error, try onlyPolicy(context) else { throw error }
            return nil
        }
    }

    /// Versions that the change adds. The merge target's `model.yaml` must be readable: its gates judge them.
    func checkVersions(policy: Loaded<RegistryPolicy>?, _ context: inout ChangeContext) throws(RegistryError) {
        for (change, kind) in context.changes {
            guard case .version(let name, let number) = kind, try context.existsInResult(change.path),
                try !context.existsAtBase(change.path)
            else { continue }
            let subject = FindingList.Subject(kind)
            let version = try context.list.attempt(change.path, subject: subject) { () throws(RegistryError) in
                try context.result.version(name, number)
            }
            _ = try context.base?.model(name)
            let model = try model(name, for: change.path, subject: subject, in: context.result, &context.list)
            guard let version else { continue }
            context.report.addedVersions.append(ChangeReport.Version(model: name, version: number))
            try check(version, model: model, policy: policy?.value, in: context.result, &context.list)
            if let model { checkRoles(of: version, model: model, &context.list) }
            for (check, message) in [
                ("registry/version-order", "the version is greater than its parent"),
                ("registry/paths", "every path lies inside `data.roots`"),
            ] where !context.list.hasProblem(of: check, subject: subject) {
                context.list.pass(check, message, subject: subject)
            }
        }
        context.report.addedVersions.sort { ($0.model, $0.version) < ($1.model, $1.version) }
    }

    /// A new version brings every dataset that the model does not call optional. Older versions may lack a role that
    /// the model got later.
    private func checkRoles(of version: Loaded<ModelVersion>, model: Model, _ list: inout FindingList) {
        for role in model.data where !role.optional && version.value.dataset(role.name) == nil {
            list.fail(
                "registry/schema", "the version lacks the dataset `\(role.name)`, which the model declares",
                path: version.path, at: version.value.locations["data"],
                remedy: "register it with `--data \(role.name)=PATH`, or mark it `optional: true` in model.yaml",
                subject: .init(model: version.value.model, version: version.value.version))
        }
    }

    /// Pointers that the change touches. Removing one is not a promotion that this release makes.
    func checkPointers(policy: Loaded<RegistryPolicy>?, _ context: inout ChangeContext) throws(RegistryError) {
        for (change, kind) in context.changes {
            guard case .pointer(let name, let stage) = kind else { continue }
            let subject = FindingList.Subject(kind)
            let exists = try context.existsInResult(change.path)
            context.report.touchedPointers.append(
                ChangeReport.Pointer(model: name, stage: stage, isRemoved: !exists))
            guard exists else {
                context.list.fail(
                    "registry/pointer", "the pointer `\(change.path)` is deleted", path: change.path,
                    remedy: "restore it: `git checkout BASE -- \(change.path)`", subject: subject)
                continue
            }
            let pointer = try context.list.attempt(change.path, subject: subject) { () throws(RegistryError) in
                try context.result.pointer(name, stage)
            }
            let model = try model(name, for: change.path, subject: subject, in: context.result, &context.list)
            guard let pointer else { continue }
            try check(pointer, model: model, policy: policy?.value, in: context.result, &context.list)
        }
    }

    /// Records, evidence, files without a meaning, and kinds that are not built.
    func checkOtherFiles(_ context: inout ChangeContext) throws(RegistryError) {
        for (change, kind) in context.changes where try context.existsInResult(change.path) {
            let subject = FindingList.Subject(kind)
            if let noun = unbuiltNoun(kind) { reportUnbuilt(noun, path: change.path, subject: subject, &context.list) }
            switch kind {
            case .record(let id):
                _ = try context.list.attempt(change.path) { () throws(RegistryError) in try context.result.record(id) }
            case .evidence(_, _, let digest):
                try checkEvidence(change.path, digest: digest, subject: subject, in: context.result, &context.list)
            case .unknownYAML: try checkUnknownYAML(change.path, in: context.result, &context.list)
            default: break
            }
        }
        // A veto that is not carried out must not read as none, whoever added it and when.
        for snapshot in [context.base, context.result].compactMap({ $0 }) {
            for entry in try snapshot.children("quarantine") {
                let path = snapshot.path("quarantine", entry.name)
                if case .quarantine = snapshot.classify(path) {
                    reportUnbuilt("a `Quarantine`", path: path, &context.list)
                }
            }
        }
    }
}
