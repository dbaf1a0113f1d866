import Clibgit2
import Glibc
package import SluiceCore

/// One change to a tree.
package struct TreeEdit: Sendable, Hashable {
    package let path: String
    /// The new content of a regular file; nil removes the file.
    package let content: [UInt8]?

    package init(path: String, content: [UInt8]?) {
        self.path = path
        self.content = content
    }
}

extension GitRepository {
    /// Writes the tree that results from edits to another; only the folders above the edited files are written.
    /// Files get mode 100644, and folders that become empty disappear.
    ///
    /// - Parameter base: nil stands for the empty tree.
    /// - Throws: `.invalid` for a path that is absolute, has `..` or `.git` in it or occurs twice; `.notFound` for the
    ///   removal of a file that is not there.
    package func editTree(_ base: ObjectID?, _ edits: [TreeEdit]) throws(GitError) -> ObjectID {
        try locked { repository throws(GitError) in
            var seen: Set<[UInt8]> = []
            var updates: [(path: String, blob: ObjectID?)] = []
            for edit in edits {
                try RepositoryHandle.checkPath(edit.path)
                guard seen.insert(Array(edit.path.utf8)).inserted else {
                    throw GitError("edit \(edit.path)", .invalid, "the path occurs twice")
                }
                let old = try base.flatMap { base throws(GitError) in try repository.entry(at: edit.path, inTree: base)
                }
                if let old, old.isFolder { throw GitError("edit \(edit.path)", .invalid, "a folder stands there") }
                if edit.content == nil, old == nil {
                    throw GitError("remove \(edit.path)", .notFound, "there is no such file")
                }
                let blob = try edit.content.map { content throws(GitError) in
                    try repository.write(content, as: GIT_OBJECT_BLOB)
                }
                updates.append((edit.path, blob))
            }
            return try repository.update(tree: base, updates)
        }
    }
}

extension RepositoryHandle {
    /// libgit2 refuses such names in a tree as well; this says which path it was.
    static func checkPath(_ path: String) throws(GitError) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let forbidden = ["", ".", "..", ".git"]
        guard !path.utf8.contains(0), parts.allSatisfy({ !forbidden.contains($0.lowercased()) }) else {
            throw GitError("edit \(path)", .invalid, "this is no path inside a repository")
        }
    }

    fileprivate func update(
        tree base: ObjectID?, _ updates: [(path: String, blob: ObjectID?)]
    ) throws(GitError) -> ObjectID {
        guard let base else {
            return try update(tree: try write(tree: []), updates)
        }
        let paths = unsafe updates.map { unsafe strdup($0.path) }
        defer { unsafe paths.forEach { unsafe free($0) } }
        let list = unsafe zip(updates, paths).map { update, path in
            unsafe git_tree_update(
                action: update.blob == nil ? GIT_TREE_UPDATE_REMOVE : GIT_TREE_UPDATE_UPSERT,
                id: update.blob?.raw ?? git_oid(), filemode: GIT_FILEMODE_BLOB, path: UnsafePointer(path))
        }
        return try unsafe withTree(base) { tree throws(GitError) in
            var id = git_oid()
            try unsafe Library.check(git_tree_create_updated(&id, pointer, tree, list.count, list), "edit a tree")
            return try ObjectID(id)
        }
    }

    /// Writes a tree object. Unlike libgit2's builder this does not demand that the entries' objects are present: a
    /// tree of a working folder names large files that were hashed only.
    func write(tree entries: [TreeEntry]) throws(GitError) -> ObjectID {
        var bytes: [UInt8] = []
        for entry in entries.sorted(by: { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }) {
            bytes += String(entry.mode, radix: 8).utf8
            bytes.append(UInt8(ascii: " "))
            bytes += entry.name
            bytes.append(0)
            unsafe withUnsafeBytes(of: entry.id.raw.id) { id in bytes += unsafe Array(id) }
        }
        return try write(bytes, as: GIT_OBJECT_TREE)
    }
}

extension TreeEntry {
    /// git sorts a folder as if its name ended with a slash.
    fileprivate var sortKey: [UInt8] { isFolder ? name + [UInt8(ascii: "/")] : name }
}
