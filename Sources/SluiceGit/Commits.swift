import Clibgit2
package import SluiceCore

/// Who made something and when, as a commit records it.
package struct GitSignature: Sendable, Hashable {
    package let name: String
    package let email: String
    package let date: Instant
    /// The recorded time zone, in minutes east of UTC. It changes how the date is written, not when it is.
    package let offsetMinutes: Int

    package init(name: String, email: String, date: Instant, offsetMinutes: Int = 0) {
        self.name = name
        self.email = email
        self.date = date
        self.offsetMinutes = offsetMinutes
    }
}

/// What a commit object says.
package struct CommitInformation: Sendable, Hashable {
    package let id: ObjectID
    package let tree: ObjectID
    package let parents: [ObjectID]
    package let author: GitSignature
    package let committer: GitSignature
    /// The whole message, byte for byte where it is UTF-8.
    package let message: String
    /// Whether the commit carries a signature; nothing is verified.
    package let isSigned: Bool

    /// The first line of the message.
    package var subject: String { String(message.prefix { $0 != "\n" }) }
}

extension GitRepository {
    /// What a commit says.
    ///
    /// - Throws: `.shallow` or `.missingObject` when the commit is not in this clone.
    package func commit(_ id: ObjectID) throws(GitError) -> CommitInformation {
        try locked { repository throws(GitError) in try repository.information(of: id) }
    }
}

extension RepositoryHandle {
    func withCommit<Result>(
        _ id: ObjectID, _ body: (OpaquePointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var raw = id.raw
        var commit: OpaquePointer?
        let status = unsafe git_commit_lookup(&commit, pointer, &raw)
        if status == GIT_ENOTFOUND.rawValue, isShallow { throw GitError.shallow("read commit \(id)") }
        try Library.check(status, "read commit \(id)", remedy: missingObjectRemedy())
        defer { unsafe git_commit_free(commit) }
        guard let commit = unsafe commit else { throw GitError("read commit \(id)", .failed, "libgit2 gave nothing") }
        return try unsafe body(commit)
    }

    func information(of id: ObjectID) throws(GitError) -> CommitInformation {
        try unsafe withCommit(id) { commit throws(GitError) in
            CommitInformation(
                id: id, tree: try unsafe ObjectID(git_commit_tree_id(commit)),
                parents: try unsafe RepositoryHandle.parents(of: commit),
                author: unsafe GitSignature(git_commit_author(commit)),
                committer: unsafe GitSignature(git_commit_committer(commit)),
                message: unsafe git_commit_message_raw(commit).map { unsafe String(cString: $0) } ?? "",
                isSigned: unsafe git_commit_raw_header(commit).map { header in
                    unsafe String(cString: header).utf8.split(separator: 10).contains {
                        $0.starts(with: "gpgsig".utf8)
                    }
                } ?? false)
        }
    }

    static func parents(of commit: OpaquePointer) throws(GitError) -> [ObjectID] {
        var parents: [ObjectID] = []
        for index in 0..<(unsafe git_commit_parentcount(commit)) {
            parents.append(try unsafe ObjectID(git_commit_parent_id(commit, index)))
        }
        return parents
    }
}

extension GitSignature {
    init(_ pointer: UnsafePointer<git_signature>?) {
        guard let signature = unsafe pointer?.pointee else {
            self.init(name: "", email: "", date: Instant(secondsSince1970: 0))
            return
        }
        self.init(
            name: unsafe String(cString: signature.name), email: unsafe String(cString: signature.email),
            date: Instant(secondsSince1970: unsafe signature.when.time),
            offsetMinutes: Int(unsafe signature.when.offset))
    }
}
