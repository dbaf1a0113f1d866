package import SluiceCore

extension RegistrySnapshot {
    /// The registry of a tree: the folder that `hint` names, else `registry/`, else the root of the repository.
    /// - Parameter hint: a folder from the repository root (`--registry`); `.` or empty for the root itself.
    /// - Returns: nil when there is no `sluice.yaml` there.
    /// - Throws: `invalid` when one registry lies inside another, or the hint is no path.
    package static func find(in tree: any FileTree, hint: String? = nil) throws(RegistryError) -> RegistrySnapshot? {
        var folders = ["registry", ""]
        if var hint {
            while hint.utf8.last == UInt8(ascii: "/") { hint = String(hint.utf8.dropLast()) ?? "" }
            if hint.utf8.starts(with: "./".utf8) { hint = String(hint.unicodeScalars.dropFirst(2)) }
            if hint == "." { hint = "" }
            if !hint.isEmpty, let problem = ResourcePath.problem(in: hint) {
                throw .invalid(InvalidFile([Diagnostic("the registry's path \(problem): `\(hint)`", at: nil)]))
            }
            folders = [hint]
        }
        for folder in folders {
            let snapshot = RegistrySnapshot(tree: tree, root: folder)
            guard try snapshot.entry(at: snapshot.path("sluice.yaml")) != nil else { continue }
            try snapshot.refuseNesting()
            return snapshot
        }
        return nil
    }

    /// Looks where a registry above or inside this one would be found: in the folders above, and in `registry/`.
    private func refuseNesting() throws(RegistryError) {
        var others = root == "registry" ? [] : [path("registry")]
        var above = root
        while !above.isEmpty {
            above = RepositoryPath.folder(of: above)
            others.append(above)
        }
        for other in others {
            let file = RepositoryPath.join(other, "sluice.yaml")
            guard try entry(at: file) != nil else { continue }
            throw .invalid(
                InvalidFile([
                    Diagnostic(
                        "`\(file)` and `\(path("sluice.yaml"))` are registries inside each other",
                        at: SourceLocation(file: file), remedy: "keep one of them")
                ]))
        }
    }

    static func notAFile(_ kind: FileKind, at path: String) -> Diagnostic {
        return Diagnostic(
            "`\(path)` is \(kind.noun), where a file is due", at: SourceLocation(file: path),
            remedy: "put the file itself there: Sluice never follows links")
    }
}

extension FileKind {
    /// With its article, for messages.
    var noun: String {
        switch self {
        case .file: "a file"
        case .folder: "a folder"
        case .symbolicLink: "a symbolic link"
        case .submodule: "a submodule"
        case .other: "a special file"
        }
    }
}
