import Clibgit2
import SluiceCore

/// What the index says about one path.
struct IndexEntry: Sendable {
    let mode: UInt32
    let id: ObjectID
    /// Whether the file on disk is surely the one that was hashed: size, times and inode are those recorded, and the
    /// file was not written so late that a change could hide behind the clock's resolution.
    let matchesDisk: Bool
}

extension RepositoryHandle {
    private static let indexRemedy =
        "Sluice does not read a split or sparse index: run `git update-index --no-split-index` or "
        + "`git sparse-checkout disable`, or check a commit instead of the working folder."

    private func withIndex<Result>(_ body: (OpaquePointer) throws(GitError) -> Result) throws(GitError) -> Result {
        do throws(GitError) {
            return try unsafe Library.scoped(
                "read the index", free: git_index_free, { unsafe git_repository_index(&$0, pointer) },
                { index throws(GitError) in
                    try unsafe Library.check(git_index_read(index, 0), "read the index")
                    return try unsafe body(index)
                })
        } catch  where error.operation == "read the index" {
            throw GitError(
                error.operation, .unsupported, error.message, remedy: RepositoryHandle.indexRemedy)
        }
    }

    /// - Throws: `.unsupported` for an index that libgit2 cannot read, and for a sparse checkout: files that are left
    ///   out on purpose would look deleted.
    func requireFullIndex() throws(GitError) {
        try unsafe withIndex { _ in }
        if try localConfiguration().boolean("core.sparsecheckout") == true {
            throw GitError(
                "read the index", .unsupported, "this is a sparse checkout", remedy: RepositoryHandle.indexRemedy)
        }
    }

    /// nil when the path is not tracked. A path in conflict has no entry.
    ///
    /// - Parameter disk: what stands in the working folder.
    func indexEntry(at path: String, disk: Disk.Status?) throws(GitError) -> IndexEntry? {
        let written = Disk.status(gitFolder + "/index")?.modified
        return try unsafe withIndex { index throws(GitError) in
            guard let entry = unsafe git_index_get_bypath(index, path, 0)?.pointee else { return nil }
            var matches = false
            if let disk, let written {
                let modified = unsafe (Int(entry.mtime.seconds), Int(entry.mtime.nanoseconds))
                let changed = unsafe (Int(entry.ctime.seconds), Int(entry.ctime.nanoseconds))
                matches =
                    unsafe disk.modified == modified && disk.changed == changed && modified < written
                    && UInt32(truncatingIfNeeded: disk.size) == entry.file_size
                    && UInt32(truncatingIfNeeded: disk.inode) == entry.ino
            }
            return IndexEntry(mode: unsafe entry.mode, id: try unsafe ObjectID(entry.id), matchesDisk: matches)
        }
    }

    /// Whether the index has a path, in whatever stage, at or below `path`.
    func isTracked(_ path: String) throws(GitError) -> Bool {
        try unsafe withIndex { index throws(GitError) in
            var position = 0
            return unsafe git_index_find(&position, index, path) == 0
                || git_index_find_prefix(&position, index, path + "/") == 0
        }
    }

    /// Whether the executable bit on disk means anything (`core.fileMode`).
    func trustsExecutableBit() throws(GitError) -> Bool {
        try localConfiguration().boolean("core.filemode") != false
    }

    /// Whether a path is in conflict.
    func isConflicted(_ path: String) throws(GitError) -> Bool {
        try unsafe withIndex { index throws(GitError) in
            (1...3).contains { unsafe git_index_get_bypath(index, path, $0) != nil }
        }
    }

    /// Whether a path is ignored by `.gitignore` and its like; tracked files may be ignored and yet be there.
    func isIgnored(_ path: String, isFolder: Bool) throws(GitError) -> Bool {
        var ignored: Int32 = 0
        try unsafe Library.check(
            git_ignore_path_is_ignored(&ignored, pointer, isFolder ? path + "/" : path), "read the ignore rules")
        return ignored == 1
    }

    /// The blob id that `git add` would give a file; nothing is stored.
    func hash(file path: String, in workingFolder: String) throws(GitError) -> ObjectID {
        var id = git_oid()
        try unsafe Library.check(
            git_repository_hashfile(&id, pointer, "\(workingFolder)/\(path)", GIT_OBJECT_BLOB, path), "hash \(path)")
        return try ObjectID(id)
    }

    /// The blob id of the target of a symbolic link; nothing is stored.
    func hash(linkTarget: [UInt8]) throws(GitError) -> ObjectID {
        var id = git_oid()
        let status = unsafe linkTarget.withUnsafeBytes {
            unsafe git_odb_hash(&id, $0.baseAddress, $0.count, GIT_OBJECT_BLOB)
        }
        try Library.check(status, "hash a link")
        return try ObjectID(id)
    }

    /// Stores a file of the working folder as a blob, as `git add` would.
    func store(file path: String) throws(GitError) -> ObjectID {
        var id = git_oid()
        try unsafe Library.check(git_blob_create_from_workdir(&id, pointer, path), "store \(path)")
        return try ObjectID(id)
    }
}
