import SluiceCore

extension StructuralRules {
    /// What exists at the merge target and is permanent is still there, with the same bytes. Renames are deletions.
    func checkImmutable(_ context: inout ChangeContext) throws(RegistryError) {
        for (change, kind) in context.changes {
            guard let noun = permanentNoun(kind), try context.existsAtBase(change.path) else { continue }
            let subject = FindingList.Subject(kind)
            let isThere = try context.existsInResult(change.path)
            if change.kind == .removed || !isThere {
                let hint: String
                if case .model = kind {
                    hint = "; a successor names it in `continues:`"
                } else {
                    hint = ""
                }
                context.list.fail(
                    "registry/immutable-version", "\(noun) `\(change.path)` is deleted or renamed", path: change.path,
                    remedy: "restore it: `git checkout BASE -- \(change.path)`\(hint)", subject: subject)
            } else if !isEditable(kind) {
                context.list.fail(
                    "registry/immutable-version", "\(noun) `\(change.path)` is edited", path: change.path,
                    remedy: editRemedy(kind, change.path), subject: subject)
            }
        }
    }

    private func permanentNoun(_ kind: RegistryPath) -> String? {
        switch kind {
        case .model: "the model"
        case .version: "the version"
        case .evaluation: "the evaluation"
        case .evidence: "the evidence"
        case .artifact: "the artifact file"
        case .record: "the promotion record"
        case .approval: "the approval"
        case .quarantine: "the quarantine"
        case .quarantineLift: "the quarantine lift"
        default: nil
        }
    }

    private func isEditable(_ kind: RegistryPath) -> Bool {
        if case .model = kind { return true }
        return false
    }

    private func editRemedy(_ kind: RegistryPath, _ path: String) -> String {
        if case .version(let model, _) = kind {
            return "restore it and register a new version: `sluice register \(model)`"
        }
        return "restore it: `git checkout BASE -- \(path)`"
    }

    /// The registry stays where it is, with the id that it has.
    func checkRegistryStays(_ context: inout ChangeContext) throws(RegistryError) {
        let path = context.result.path("sluice.yaml")
        for (change, kind) in context.changes where kind == .nestedPolicy {
            if try context.existsInResult(change.path) { failNested(change.path, &context.list) }
        }
        for (change, kind) in context.changes
        where kind == .outside && RepositoryPath.name(of: change.path) == "sluice.yaml" {
            let folder = RepositoryPath.folder(of: change.path)
            let isAbove = folder.isEmpty || context.result.root.utf8.starts(with: (folder + "/").utf8)
            if isAbove, try context.existsInResult(change.path) { failNested(change.path, &context.list) }
        }
        guard let base = context.base else { return }
        let isRemoved = context.changes.contains { $0.kind == .policy && $0.change.kind == .removed }
        guard base.root == context.result.root, !isRemoved, try context.existsInResult(path) else {
            context.list.fail(
                "registry/immutable-version", "the registry at `\(base.path("sluice.yaml"))` is deleted or moved",
                path: base.path("sluice.yaml"),
                remedy: "restore it: `git checkout BASE -- \(base.path("sluice.yaml"))`; a registry never moves")
            return
        }
    }
}
