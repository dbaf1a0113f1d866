package import SluiceCore

extension StructuralRules {
    /// Judges everything in one tree: every file parses and matches its kind, names agree with paths, references
    /// resolve, pointers tell the truth, paths stay inside the roots.
    /// - Returns: every problem, and one passed finding for each check that found none.
    /// - Throws: `unreadable` when the tree cannot be read.
    package func lint(_ snapshot: RegistrySnapshot) throws(RegistryError) -> [Finding] {
        var list = FindingList()
        let files = try walk(snapshot, &list)
        let path = snapshot.path("sluice.yaml")
        let policy = try list.attempt(path) { () throws(RegistryError) in try snapshot.policy() }
        if let policy {
            try checkReferences(of: policy, in: snapshot, &list)
        } else if try snapshot.entry(at: path) == nil {
            list.fail("registry/schema", "`\(path)` does not exist", path: path, remedy: "`sluice init` writes it")
        }
        for file in files { try lint(file, policy: policy, in: snapshot, &list) }
        let counts = "\(files.count { $0.kind != .other }) files"
        for (check, message) in [
            ("registry/schema", "\(counts) parse, match their kinds and name what exists"),
            ("registry/version-order", "every version is greater than its parent"),
            ("registry/pointer", "every pointer names an existing version, its path and its digest"),
            ("registry/paths", "every path lies inside `data.roots`"),
        ] where !list.hasProblem(of: check) { list.pass(check, message) }
        return list.findings
    }

    private func lint(
        _ file: RegistryFile, policy: Loaded<RegistryPolicy>?, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        let subject = FindingList.Subject(file.kind)
        if let noun = unbuiltNoun(file.kind) { reportUnbuilt(noun, path: file.path, subject: subject, &list) }
        switch file.kind {
        case .model(let name):
            let model = try list.attempt(file.path, subject: subject) { () throws(RegistryError) in
                try snapshot.model(name)
            }
            guard let model else { return }
            try checkReferences(of: model, policy: policy, in: snapshot, &list)
            try checkCard(of: model, policy: policy, in: snapshot, &list)
        case .contract:
            _ = try list.attempt(file.path, subject: subject) { () throws(RegistryError) in
                try snapshot.contract(at: file.path)
            }
        case .version(let name, let number):
            let version = try list.attempt(file.path, subject: subject) { () throws(RegistryError) in
                try snapshot.version(name, number)
            }
            let model = try model(name, for: file.path, subject: subject, in: snapshot, &list)
            guard let version else { return }
            try check(version, model: model, policy: policy?.value, in: snapshot, &list)
        case .pointer(let name, let stage):
            let pointer = try list.attempt(file.path, subject: subject) { () throws(RegistryError) in
                try snapshot.pointer(name, stage)
            }
            let model = try model(name, for: file.path, subject: subject, in: snapshot, &list)
            guard let pointer else { return }
            try check(pointer, model: model, policy: policy?.value, in: snapshot, &list)
        case .record(let id):
            _ = try list.attempt(file.path) { () throws(RegistryError) in try snapshot.record(id) }
        case .evidence(_, _, let digest):
            try checkEvidence(file.path, digest: digest, subject: subject, in: snapshot, &list)
        case .unknownYAML: try checkUnknownYAML(file.path, in: snapshot, &list)
        case .nestedPolicy: failNested(file.path, &list)
        default: break
        }
    }

    /// The model of a version or a pointer; without one, the file belongs to nothing.
    func model(
        _ name: String, for path: String, subject: FindingList.Subject, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) -> Model? {
        guard try snapshot.entry(at: snapshot.modelPath(name)) != nil else {
            list.fail(
                "registry/schema", "the model `\(name)` has no `model.yaml`", path: path,
                remedy: "`sluice init \(name) --task TASK` writes it", subject: subject)
            return nil
        }
        return try list.attempt(snapshot.modelPath(name), subject: .init(model: name)) { () throws(RegistryError) in
            try snapshot.model(name)
        }?.value
    }

    func checkCard(
        of model: Loaded<Model>, policy: Loaded<RegistryPolicy>?, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        guard let card = model.value.card, let place = model.value.locations["card"] else { return }
        // The registry's own folder is always read.
        let roots = policy.map { $0.value.dataRoots + [snapshot.root.isEmpty ? "models/" : snapshot.root + "/"] }
        try checkPath(
            card, path: model.path, at: place, roots: roots, subject: .init(model: model.value.name), in: snapshot,
            &list)
    }

    /// Evidence is named by the digest of its bytes.
    func checkEvidence(
        _ path: String, digest: Digest, subject: FindingList.Subject, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        guard let bytes = try snapshot.bytes(at: path), Digest.of(bytes) != digest else { return }
        list.fail(
            "registry/schema", "the evidence `\(path)` has the digest `\(Digest.of(bytes))`, not the one that names it",
            path: path, remedy: "restore the file: evidence never changes", subject: subject)
    }

    func failNested(_ path: String, _ list: inout FindingList) {
        list.fail(
            "registry/schema", "`\(path)` would be a registry inside a registry", path: path,
            remedy: "keep one `sluice.yaml`, in the registry's own folder")
    }
}
