import SluiceCore

extension WorkingTree {
    /// A tree of HEAD in which what lies under the prefixes is replaced by the present files. It lives in memory; the
    /// repository on disk stays as it is. The repository of the result can merge it with any commit.
    ///
    /// Files that the index knows to be unchanged are not read.
    ///
    /// - Parameters:
    ///   - prefixes: folders or files; the empty path is everything.
    ///   - limit: larger files are hashed and not kept: the tree names them, but only the working folder has their
    ///     bytes.
    /// - Throws: `.unsupported` when another repository that is no submodule lies under a prefix.
    package func snapshot(under prefixes: [String], keepingFilesUpTo limit: Int = 1 << 20) throws(GitError) -> GitTree {
        let memory = repository.storage == .memory ? repository : try repository.inMemory()
        let trustsExecutableBit = try memory.locked { repository throws(GitError) in
            try repository.trustsExecutableBit()
        }
        let builder = SnapshotBuilder(
            tree: self, repository: memory, limit: limit, trustsExecutableBit: trustsExecutableBit)
        var root = head?.root
        for prefix in prefixes {
            let entry = try builder.entry(at: prefix)
            root = try memory.locked { repository throws(GitError) in
                let parts = prefix.split(separator: "/").map { Array($0.utf8) }
                return try repository.replace(parts[...], by: entry, in: root)
            }
        }
        let empty = try memory.locked { repository throws(GitError) in try repository.write(tree: []) }
        return GitTree(repository: memory, root: root ?? empty, commit: nil)
    }
}

/// Turns files on disk into tree entries.
private struct SnapshotBuilder {
    let tree: WorkingTree
    let repository: GitRepository
    let limit: Int
    let trustsExecutableBit: Bool

    /// nil when nothing that git would record stands at the path.
    func entry(at path: String) throws(GitError) -> TreeEntry? {
        let found = try asGitError { () throws(FileTreeError) in try tree.find(path) }
        guard let (kind, status) = found else { return nil }
        let name = Array(RepositoryPath.name(of: path).utf8)
        switch kind {
        case .folder:
            var entries: [TreeEntry] = []
            let children = try asGitError { () throws(FileTreeError) in try tree.children(of: path) }
            for child in children {
                if let entry = try entry(at: RepositoryPath.join(path, child.name)) { entries.append(entry) }
            }
            guard !entries.isEmpty else { return nil }
            let id = try repository.locked { repository throws(GitError) in try repository.write(tree: entries) }
            return TreeEntry(name: name, mode: TreeEntry.folderMode, id: id)
        case .file: return try file(path, name: name, status)
        case .symbolicLink:
            let target = Disk.linkTarget(tree.absolute(path)) ?? []
            return TreeEntry(name: name, mode: TreeEntry.linkMode, id: try repository.writeBlob(target))
        case .submodule: return try submodule(path, name: name)
        case .other: return nil
        }
    }

    private func file(_ path: String, name: [UInt8], _ status: Disk.Status) throws(GitError) -> TreeEntry {
        try repository.locked { repository throws(GitError) in
            let known = try repository.indexEntry(at: path, disk: status)
            var mode = status.isExecutable ? TreeEntry.executableMode : TreeEntry.fileMode
            if !trustsExecutableBit { mode = known?.mode ?? TreeEntry.fileMode }
            if let known, known.matchesDisk { return TreeEntry(name: name, mode: mode, id: known.id) }
            let id =
                status.size > limit
                ? try repository.hash(file: path, in: tree.folder) : try repository.store(file: path)
            return TreeEntry(name: name, mode: mode, id: id)
        }
    }

    private func submodule(_ path: String, name: [UInt8]) throws(GitError) -> TreeEntry {
        let known = try repository.locked { repository throws(GitError) in
            try repository.indexEntry(at: path, disk: nil)
        }
        guard let known, known.mode == TreeEntry.submoduleMode else {
            throw GitError(
                "read \(path)", .unsupported, "another git repository lies there",
                remedy: "Move it elsewhere, or ignore it in .gitignore.")
        }
        return TreeEntry(name: name, mode: known.mode, id: known.id)
    }

    private func asGitError<Result>(_ body: () throws(FileTreeError) -> Result) throws(GitError) -> Result {
        do throws(FileTreeError) {
            return try body()
        } catch {
            throw GitError("read \(error.path)", .failed, error.message, remedy: error.remedy)
        }
    }
}

extension RepositoryHandle {
    /// The tree in which the entry at a path is replaced; nil when nothing is left of it.
    fileprivate func replace(
        _ path: ArraySlice<[UInt8]>, by entry: TreeEntry?, in tree: ObjectID?
    ) throws(GitError) -> ObjectID? {
        guard let name = path.first else { return entry?.isFolder == true ? entry?.id : nil }
        var entries: [TreeEntry] = []
        if let tree { entries = try self.entries(ofTree: tree) }
        let old = entries.first { $0.name == name }
        entries.removeAll { $0.name == name }
        if path.count == 1 {
            if let entry { entries.append(entry) }
        } else {
            let below = old.flatMap { $0.isFolder ? $0.id : nil }
            let id = try replace(path.dropFirst(), by: entry, in: below)
            if let id {
                entries.append(TreeEntry(name: name, mode: TreeEntry.folderMode, id: id))
            } else if let old, !old.isFolder {
                entries.append(old)
            }
        }
        return entries.isEmpty ? nil : try write(tree: entries)
    }
}
