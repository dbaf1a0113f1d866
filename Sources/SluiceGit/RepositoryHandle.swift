import Clibgit2
import SluiceCore

/// Owns one `git_repository`. Every use happens under the lock of `GitRepository`.
@safe struct RepositoryHandle: ~Copyable {
    let pointer: OpaquePointer
    /// Shared with the counting backend inside the object database, hence freed after the repository.
    private let reads: UnsafeMutablePointer<UInt64>
    let storage: ObjectStorage

    /// - Parameter path: a `.git` folder, a `.git` file, or a bare repository; nothing is searched.
    static func open(_ path: String, storage: ObjectStorage) throws(GitError) -> RepositoryHandle {
        try Library.start()
        var opened: OpaquePointer?
        let status = unsafe git_repository_open_ext(&opened, path, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
        guard status == 0, let repository = unsafe opened else {
            if let reason = unsupportedFormat(of: path) { throw reason }
            try Library.check(status, "open \(path)")
            throw GitError("open \(path)", .failed, "libgit2 gave nothing")
        }
        let handle = unsafe RepositoryHandle(pointer: repository, storage: storage)
        try handle.prepareDatabase("open \(path)")
        return handle
    }

    private init(pointer: OpaquePointer, storage: ObjectStorage) {
        unsafe self.pointer = pointer
        unsafe self.reads = UnsafeMutablePointer<UInt64>.allocate(capacity: 1)
        unsafe reads.initialize(to: 0)
        self.storage = storage
    }

    private func prepareDatabase(_ operation: String) throws(GitError) {
        try unsafe withDatabase { database throws(GitError) in
            try unsafe Library.check(sluice_git_add_counter(database, reads), operation)
            if storage == .memory { try unsafe Library.check(sluice_git_write_to_memory(database), operation) }
        }
    }

    deinit {
        unsafe git_repository_free(pointer)
        unsafe reads.deallocate()
    }

    var objectsRead: UInt64 { unsafe reads.pointee }
    var isShallow: Bool { unsafe git_repository_is_shallow(pointer) == 1 }
    var isBare: Bool { unsafe git_repository_is_bare(pointer) == 1 }
    var isWorktree: Bool { unsafe git_repository_is_worktree(pointer) == 1 }
    var gitFolder: String { unsafe RepositoryHandle.folder(git_repository_path(pointer)) ?? "" }
    var commonFolder: String { unsafe RepositoryHandle.folder(git_repository_commondir(pointer)) ?? gitFolder }
    var workingFolder: String? { unsafe RepositoryHandle.folder(git_repository_workdir(pointer)) }

    /// libgit2 ends folders with a slash.
    private static func folder(_ path: UnsafePointer<CChar>?) -> String? {
        guard let path = unsafe path else { return nil }
        let text = unsafe String(cString: path)
        return text.count > 1 && text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Lends the object database to `body`.
    func withDatabase<Result>(_ body: (OpaquePointer) throws(GitError) -> Result) throws(GitError) -> Result {
        try unsafe Library.scoped(
            "open the object database", free: git_odb_free, { unsafe git_repository_odb(&$0, pointer) }, body)
    }

    /// Why libgit2 could not open the repository, when it is one of the formats that it does not know. Its own message
    /// names an extension that the user never wrote.
    private static func unsupportedFormat(of path: String) -> GitError? {
        let file = path + "/config"
        let remedy = "Sluice reads SHA-1 repositories with references in files; convert or clone it as one."
        if value(of: "extensions.objectformat", in: file)?.lowercased() == "sha256" {
            return GitError("open \(path)", .unsupported, "this is a SHA-256 repository", remedy: remedy)
        }
        if value(of: "extensions.refstorage", in: file)?.lowercased() == "reftable" {
            return GitError("open \(path)", .unsupported, "its references are in the reftable format", remedy: remedy)
        }
        return nil
    }

    private static func value(of key: String, in file: String) -> String? {
        try? unsafe Library.scoped(
            "read \(file)", free: git_config_free, { unsafe git_config_open_ondisk(&$0, file) },
            { configuration throws(GitError) in
                var buffer = unsafe git_buf()
                defer { unsafe git_buf_dispose(&buffer) }
                try unsafe Library.check(git_config_get_string_buf(&buffer, configuration, key), "read \(key)")
                return unsafe String(cString: buffer.ptr)
            })
    }
}
