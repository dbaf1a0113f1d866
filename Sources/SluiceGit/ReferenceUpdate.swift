import Clibgit2
package import SluiceCore

extension GitRepository {
    /// Points a reference at a commit if, and only if, it still points where the caller thinks.
    ///
    /// - Parameters:
    ///   - reference: the full name, such as `refs/heads/main`.
    ///   - old: where it must point now; nil when it must not exist.
    ///   - message: for the reference log.
    /// - Throws: `.moved` when it points elsewhere, exists, is gone, or is locked by another process.
    package func compareAndSwap(
        _ reference: String, from old: ObjectID?, to new: ObjectID, message: String
    ) throws(GitError) {
        let operation = "update \(reference)"
        guard storage == .repository else {
            throw GitError(operation, .invalid, "objects in memory cannot be referred to")
        }
        var isValid: Int32 = 0
        try unsafe Library.check(git_reference_name_is_valid(&isValid, reference), operation)
        let beginsWithDash = reference.split(separator: "/").contains { $0.hasPrefix("-") }
        guard isValid == 1, reference.hasPrefix("refs/"), !beginsWithDash else {
            throw GitError(operation, .invalid, "this is no full name of a reference")
        }
        try locked { repository throws(GitError) in
            var (target, expected) = (new.raw, old?.raw ?? git_oid())
            var made: OpaquePointer?
            let status = unsafe git_reference_create_matching(
                &made, repository.pointer, reference, &target, 1, &expected, message)
            unsafe git_reference_free(made)
            switch git_error_code(rawValue: status) {
            case GIT_EMODIFIED, GIT_EEXISTS:
                throw GitError(operation, .moved, "it no longer points at \(old?.short ?? "nothing")")
            case GIT_ENOTFOUND where old != nil:
                throw GitError(operation, .moved, "it does not exist any more")
            case GIT_ELOCKED:
                throw GitError(
                    operation, .moved, "another process holds its lock",
                    remedy: "Should no other process run, remove \(repository.commonFolder)/\(reference).lock.")
            default: try Library.check(status, operation)
            }
        }
    }
}
