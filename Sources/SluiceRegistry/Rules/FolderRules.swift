import SluiceCore

/// A file inside the registry, from a walk over its folders.
struct RegistryFile {
    var path: String
    var kind: RegistryPath
}

extension StructuralRules {
    /// Every file of the registry, in the order of its path. Links, submodules and names that some file systems hold
    /// for equal are findings.
    func walk(_ snapshot: RegistrySnapshot, _ list: inout FindingList) throws(RegistryError) -> [RegistryFile] {
        var files: [RegistryFile] = []
        var folders = [""]
        while let folder = folders.popLast() {
            let entries = try snapshot.children(folder)
            var names: [String: String] = [:]
            var below: [String] = []
            for entry in entries {
                if folder.isEmpty, snapshot.root.isEmpty, !StructuralRules.isOfRegistry(entry.name) { continue }
                let relative = RepositoryPath.join(folder, entry.name)
                let path = snapshot.path(relative)
                checkCollision(entry.name, folder: folder, &names, path: path, &list)
                switch entry.kind {
                case .file: files.append(RegistryFile(path: path, kind: snapshot.classify(path)))
                case .folder: below.append(relative)
                case .symbolicLink, .submodule, .other: failLink(entry.kind, path: path, &list)
                }
            }
            folders += below.reversed()
        }
        return files
    }

    /// In a registry at the root of the repository, only its own names belong to it.
    static func isOfRegistry(_ name: String) -> Bool {
        let own: Set<String> = ["sluice.yaml", "allowed_signers", "waivers", "quarantine", "promotions", "models"]
        return own.contains(name.lowercased())
    }

    func failLink(_ kind: FileKind, path: String, _ list: inout FindingList) {
        list.fail(
            "registry/schema", "`\(path)` is \(kind.noun)", path: path,
            remedy: "put the file itself there: links and submodules have no place in a registry")
    }

    /// Letter case and Unicode composition aside, names in a folder differ: `==` on String is canonical equivalence.
    private func checkCollision(
        _ name: String, folder: String, _ names: inout [String: String], path: String, _ list: inout FindingList
    ) {
        guard let other = names.updateValue(name, forKey: name.lowercased()) else { return }
        list.fail(
            "registry/schema", "`\(path)` and `\(other)` beside it are one name on some file systems", path: path,
            remedy: "rename one of them")
    }

    /// The same for paths that a change adds: each of their parts against its neighbours.
    func checkCollisions(
        along paths: [String], in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        var parts: [String: Set<String>] = [:]
        for path in paths {
            let inside = snapshot.root.isEmpty ? path : String(path.utf8.dropFirst(snapshot.root.utf8.count + 1)) ?? ""
            var folder = ""
            for part in inside.utf8.split(separator: UInt8(ascii: "/")).map({ String($0) ?? "" }) {
                parts[folder, default: []].insert(part)
                folder = RepositoryPath.join(folder, part)
            }
        }
        for (folder, added) in parts.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            let twins = Dictionary(grouping: try snapshot.children(folder).map(\.name)) { $0.lowercased() }
            for part in added.sorted() {
                let twin = twins[part.lowercased()]?.first { !$0.utf8.elementsEqual(part.utf8) }
                guard let twin else { continue }
                let place = snapshot.path(RepositoryPath.join(folder, part))
                list.fail(
                    "registry/schema", "`\(place)` and `\(twin)` beside it are one name on some file systems",
                    path: place, remedy: "rename one of them")
            }
        }
    }
}
