import Clibgit2
package import SluiceCore

/// The files of a commit, or of any tree object, read without checkout. Names that are not UTF-8 are listed with
/// replacement characters and cannot be read.
package struct GitTree: FileTree {
    package let repository: GitRepository
    /// The tree object.
    package let root: ObjectID
    /// The commit that the tree belongs to; nil for a tree made in memory.
    package let commit: ObjectID?

    package func entry(at path: String) throws(FileTreeError) -> FileEntry? {
        try find(path).map { FileEntry(name: RepositoryPath.name(of: path), kind: $0.kind, object: $0.id) }
    }

    package func children(of path: String) throws(FileTreeError) -> [FileEntry] {
        guard let folder = try find(path), folder.isFolder else { return [] }
        let entries = try reading(path) { repository throws(GitError) in try repository.entries(ofTree: folder.id) }
        return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }.map {
            FileEntry(name: String(decoding: $0.name, as: UTF8.self), kind: $0.kind, object: $0.id)
        }
    }

    package func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]? {
        guard let file = try find(path), file.isFile else { return nil }
        let size = try reading(path) { repository throws(GitError) in try repository.size(ofBlob: file.id) }
        guard size <= limit else {
            throw FileTreeError(path: path, message: "the file has \(size) bytes; at most \(limit) are read")
        }
        return try reading(path) { repository throws(GitError) in try repository.bytes(ofBlob: file.id) }
    }

    /// The size in bytes of the file at `path`, without reading it; nil when there is no file.
    package func size(of path: String) throws(FileTreeError) -> Int? {
        guard let file = try find(path), file.isFile else { return nil }
        return try reading(path) { repository throws(GitError) in try repository.size(ofBlob: file.id) }
    }

    /// The blob of the file at `path`; nil when there is no file.
    package func blobID(at path: String) throws(FileTreeError) -> ObjectID? {
        try find(path).flatMap { $0.isFile ? $0.id : nil }
    }

    /// The tree object of the folder at `path`; nil when there is no folder.
    package func treeID(at path: String) throws(FileTreeError) -> ObjectID? {
        try find(path).flatMap { $0.isFolder ? $0.id : nil }
    }

    /// Whether the file at `path` has the executable bit; false when there is no file.
    package func isExecutable(_ path: String) throws(FileTreeError) -> Bool {
        try find(path)?.mode == TreeEntry.executableMode
    }

    /// Writes the file at `path` to a new file on disk; false when there is no file. libgit2 unpacks a blob as a
    /// whole: this takes as much memory as the file is long.
    package func copyBlob(_ path: String, to destination: String) throws(FileTreeError) -> Bool {
        guard let file = try find(path), file.isFile else { return false }
        try reading(path) { repository throws(GitError) in try repository.copyBlob(file.id, to: destination) }
        return true
    }

    private func find(_ path: String) throws(FileTreeError) -> TreeEntry? {
        try reading(path) { repository throws(GitError) in try repository.entry(at: path, inTree: root) }
    }

    private func reading<Result: Sendable>(
        _ path: String, _ body: (borrowing RepositoryHandle) throws(GitError) -> Result
    ) throws(FileTreeError) -> Result {
        do throws(GitError) {
            return try repository.locked(body)
        } catch {
            throw FileTreeError(path: path, message: error.message, remedy: error.remedy)
        }
    }
}

extension GitRepository {
    /// The files of a commit.
    package func tree(at commit: ObjectID) throws(GitError) -> GitTree {
        let root = try locked { repository throws(GitError) in try repository.information(of: commit).tree }
        return GitTree(repository: self, root: root, commit: commit)
    }

    /// The files of a tree object.
    ///
    /// - Throws: `.missingObject` when there is none of that name.
    package func tree(_ tree: ObjectID) throws(GitError) -> GitTree {
        _ = try locked { repository throws(GitError) in try repository.entries(ofTree: tree) }
        return GitTree(repository: self, root: tree, commit: nil)
    }
}
