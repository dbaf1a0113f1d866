package import SluiceCore

/// One path whose entry differs between two trees.
package struct TreeChange: Sendable, Hashable {
    /// One side of a change; never a folder.
    package struct Side: Sendable, Hashable {
        package let kind: FileKind
        package let object: ObjectID
        /// As git writes it: `0o100644`, `0o100755`, …
        package let mode: UInt32
    }

    package enum Kind: Sendable, Hashable {
        case added
        case removed
        case modified
    }

    package let path: String
    /// nil when the path was added.
    package let old: Side?
    /// nil when the path was removed.
    package let new: Side?

    package var kind: Kind { old == nil ? .added : new == nil ? .removed : .modified }
}

extension GitRepository {
    /// The paths under `prefix` that differ, sorted by their UTF-8 bytes. Renames are a removal and an addition.
    ///
    /// Entry ids are compared and equal folders are not opened, so the cost follows the change, not the tree.
    ///
    /// - Parameters:
    ///   - old: nil stands for the empty tree.
    ///   - prefix: a folder or a file; the empty path is everything.
    package func changes(
        from old: GitTree?, to new: GitTree, under prefix: String = ""
    ) throws(GitError) -> [TreeChange] {
        // Both trees must be visible to one database; a tree in memory is visible to its own repository only.
        try new.repository.locked { repository throws(GitError) in
            try repository.changes(from: old?.root, to: new.root, under: prefix)
        }
    }
}

extension RepositoryHandle {
    func changes(from old: ObjectID?, to new: ObjectID?, under prefix: String) throws(GitError) -> [TreeChange] {
        var changes: [TreeChange] = []
        let before = try old.flatMap { tree throws(GitError) in try entry(at: prefix, inTree: tree) }
        let after = try new.flatMap { tree throws(GitError) in try entry(at: prefix, inTree: tree) }
        try compare(before, after, at: Array(prefix.utf8), into: &changes)
        return changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    private func compare(
        _ old: TreeEntry?, _ new: TreeEntry?, at path: [UInt8], into changes: inout [TreeChange]
    ) throws(GitError) {
        if old?.mode == new?.mode, old?.id == new?.id { return }
        let oldFile = old.flatMap { $0.isFolder ? nil : $0 }
        let newFile = new.flatMap { $0.isFolder ? nil : $0 }
        if oldFile != nil || newFile != nil {
            changes.append(
                TreeChange(
                    path: String(decoding: path, as: UTF8.self), old: oldFile.map(TreeChange.Side.init),
                    new: newFile.map(TreeChange.Side.init)))
        }
        let oldEntries = try namedEntries(of: old)
        let newEntries = try namedEntries(of: new)
        for name in Set(oldEntries.keys).union(newEntries.keys) {
            let child = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
            try compare(oldEntries[name], newEntries[name], at: child, into: &changes)
        }
    }

    /// The entries of a folder by name; none for a file or nothing.
    func namedEntries(of entry: TreeEntry?) throws(GitError) -> [[UInt8]: TreeEntry] {
        guard let entry, entry.isFolder else { return [:] }
        return Dictionary(try entries(ofTree: entry.id).map { ($0.name, $0) }) { first, _ in first }
    }
}

extension TreeChange.Side {
    init(_ entry: TreeEntry) { self.init(kind: entry.kind, object: entry.id, mode: entry.mode) }
}
