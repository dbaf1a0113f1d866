import Clibgit2

/// The process-wide state of libgit2, and the one place where its errors are read.
package enum Library {
    /// Starts libgit2 once. It costs some milliseconds, so nothing starts it before it is needed.
    private static let started: GitError? = {
        do throws(GitError) {
            try check(min(0, git_libgit2_init()), "start libgit2")
            // libgit2 1.5 misreads `safe.directory`; git itself judges it before anything configured is run.
            try check(sluice_git_set_owner_validation(0), "configure libgit2")
            try check(sluice_git_admit_extensions(), "configure libgit2")
            // A folder of 500 versions is a tree object of some 20 KB, read again for each of its files.
            try check(sluice_git_set_tree_cache_limit(1 << 20), "configure libgit2")
            return nil
        } catch {
            return error
        }
    }()

    static func start() throws(GitError) {
        if let started { throw started }
    }

    /// Says whether objects are hashed when they are read (they are, by default). Walks over long histories, whose
    /// result decides nothing, take half the time without. Process-wide: set it before the first repository is opened.
    package static func verifyHashes(_ enabled: Bool) throws(GitError) {
        try start()
        try check(sluice_git_set_strict_hash_verification(enabled ? 1 : 0), "configure libgit2")
    }

    /// Turns a negative status into an error. It must be called right after the libgit2 call, on the same thread:
    /// libgit2 keeps the message of its last error per thread. `remedy` is computed only then, and after the message
    /// was read, so it may ask libgit2.
    static func check(_ status: Int32, _ operation: String, remedy: @autoclosure () -> String = "") throws(GitError) {
        guard status < 0 else { return }
        let last = unsafe git_error_last()
        let text = unsafe last.map { unsafe String(cString: $0.pointee.message) } ?? "libgit2 error \(status)"
        let kind = unsafe last.map { unsafe UInt32(bitPattern: $0.pointee.klass) }
        let code: GitError.Code =
            switch git_error_code(rawValue: status) {
            case GIT_ENOTFOUND: kind == GIT_ERROR_ODB.rawValue ? .missingObject : .notFound
            case GIT_EAMBIGUOUS: .ambiguous
            case GIT_EINVALIDSPEC, GIT_EINVALID: .invalid
            default: .failed
            }
        throw GitError(operation, code, text, remedy: remedy())
    }

    /// Makes an object, lends it to `body`, and frees it.
    static func scoped<Result>(
        _ operation: String, free: (OpaquePointer?) -> Void, _ make: (inout OpaquePointer?) -> Int32,
        _ body: (OpaquePointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var made: OpaquePointer?
        try unsafe check(make(&made), operation)
        guard let object = unsafe made else { throw GitError(operation, .failed, "libgit2 gave nothing") }
        defer { unsafe free(object) }
        return try unsafe body(object)
    }
}
