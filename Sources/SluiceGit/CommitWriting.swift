import Clibgit2
package import SluiceCore

/// A commit before it is written: the same values always give the same bytes, hence the same id.
package struct CommitDraft: Sendable, Hashable {
    package let tree: ObjectID
    package let parents: [ObjectID]
    package let author: GitSignature
    package let committer: GitSignature
    /// UTF-8; a missing last line end is added.
    package let message: String

    package init(
        tree: ObjectID, parents: [ObjectID], author: GitSignature, committer: GitSignature, message: String
    ) {
        self.tree = tree
        self.parents = parents
        self.author = author
        self.committer = committer
        self.message = message
    }

    /// The bytes of the commit object without a signature: what a signature signs.
    ///
    /// - Throws: `.invalid` for an empty message, a NUL, or a name that git would not accept.
    package func bytes() throws(GitError) -> [UInt8] {
        guard !message.utf8.allSatisfy({ $0 <= 32 }), !message.utf8.contains(0) else {
            throw GitError("write a commit", .invalid, "the message is empty or contains a NUL")
        }
        var text = "tree \(tree)\n"
        for parent in parents { text += "parent \(parent)\n" }
        text += "author \(try CommitDraft.line(author))\n"
        text += "committer \(try CommitDraft.line(committer))\n"
        text += "\n" + message
        if !message.utf8.reversed().starts(with: [10]) { text += "\n" }
        return Array(text.utf8)
    }

    private static func line(_ signature: GitSignature) throws(GitError) -> String {
        let identity = try GitIdentity(name: signature.name, email: signature.email)
        guard identity.name == signature.name, identity.email == signature.email, signature.date.secondsSince1970 >= 0,
            abs(signature.offsetMinutes) < 24 * 60
        else { throw GitError("write a commit", .invalid, "git cannot write this identity or date: \(signature)") }
        let offset = abs(signature.offsetMinutes)
        let digits = String(10_000 + offset / 60 * 100 + offset % 60).dropFirst()
        let zone = (signature.offsetMinutes < 0 ? "-" : "+") + digits
        return "\(identity.name) <\(identity.email)> \(signature.date.secondsSince1970) \(zone)"
    }
}

extension GitRepository {
    /// Writes a commit object; no reference changes.
    ///
    /// - Parameter signature: an armored OpenPGP, X.509 or SSH signature of `draft.bytes()`; it becomes `gpgsig`.
    /// - Throws: `.missingObject` when the tree or a parent is not in the repository.
    package func writeCommit(_ draft: CommitDraft, signature: String? = nil) throws(GitError) -> ObjectID {
        let bytes = try draft.bytes()
        return try locked { repository throws(GitError) in
            for needed in [draft.tree] + draft.parents where !repository.has(needed) {
                throw GitError("write a commit", .missingObject, "\(needed) is not in the repository")
            }
            guard let signature else { return try repository.write(bytes, as: GIT_OBJECT_COMMIT) }
            var id = git_oid()
            let text = String(decoding: bytes, as: UTF8.self)
            try unsafe Library.check(
                git_commit_create_with_signature(&id, repository.pointer, text, signature, nil), "write a commit")
            return try ObjectID(id)
        }
    }
}
