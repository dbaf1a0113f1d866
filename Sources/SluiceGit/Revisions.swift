import Clibgit2
package import SluiceCore

extension GitRepository {
    /// The commit that a revision names, as git reads revisions; annotated tags are followed.
    ///
    /// - Throws: `.invalid` for a name that begins with `-` or contains `:`, `.notFound`, `.ambiguous`.
    package func resolve(_ revision: String) throws(GitError) -> ObjectID {
        try locked { repository throws(GitError) in try repository.commit(named: revision) }
    }

    /// The commit that the base of a comparison names, where a tag may never stand in for a branch (a tag
    /// `origin/main` beats the remote branch of that name in git's own rules).
    ///
    /// 40 hexadecimal digits, names that begin with `refs/`, and git's special names (`HEAD`, `FETCH_HEAD`) are just
    /// revisions. Any other name means `refs/heads/NAME`, then `refs/remotes/NAME`. A suffix (`main~2`, `HEAD^1`)
    /// applies to the commit found so.
    ///
    /// - Throws: `.ambiguous` when a tag of that name exists too, `.notFound`, `.invalid`.
    package func resolveBase(_ name: String) throws(GitError) -> ObjectID {
        try locked { repository throws(GitError) in
            let (stem, suffix) = RepositoryHandle.split(name)
            return try repository.commit(named: try repository.unambiguousBase(stem, asWritten: name) + suffix)
        }
    }

    /// The commit that a reference, named in full (`refs/heads/main`), points at; nil when it does not exist.
    package func reference(_ fullName: String) throws(GitError) -> ObjectID? {
        try locked { repository throws(GitError) in try repository.commit(ofReference: fullName) }
    }

    /// The commit of HEAD; nil when there is none yet.
    package func head() throws(GitError) -> ObjectID? { try reference("HEAD") }

    /// The full name of the branch that HEAD is on, even before its first commit; nil when HEAD is detached.
    package func headBranch() throws(GitError) -> String? {
        try locked { repository throws(GitError) in
            try unsafe Library.scoped(
                "read HEAD", free: git_reference_free,
                { unsafe git_reference_lookup(&$0, repository.pointer, "HEAD") },
                { head throws(GitError) in unsafe git_reference_symbolic_target(head).map { unsafe String(cString: $0) }
                })
        }
    }
}

extension RepositoryHandle {
    func commit(named revision: String) throws(GitError) -> ObjectID {
        let operation = "resolve \(revision)"
        guard !revision.isEmpty, !revision.hasPrefix("-"), !revision.contains(":"), !revision.utf8.contains(0) else {
            throw GitError(operation, .invalid, "this is no name of a commit")
        }
        return try unsafe Library.scoped(
            operation, free: git_object_free, { unsafe git_revparse_single(&$0, pointer, revision) },
            { object throws(GitError) in try unsafe peeled(object, operation) })
    }

    private func peeled(_ object: OpaquePointer, _ operation: String) throws(GitError) -> ObjectID {
        try unsafe Library.scoped(
            operation, free: git_object_free, { unsafe git_object_peel(&$0, object, GIT_OBJECT_COMMIT) },
            { commit throws(GitError) in try unsafe ObjectID(git_object_id(commit)) })
    }

    func commit(ofReference name: String) throws(GitError) -> ObjectID? {
        var id = git_oid()
        let status = unsafe git_reference_name_to_id(&id, pointer, name)
        if status == GIT_ENOTFOUND.rawValue || status == GIT_EUNBORNBRANCH.rawValue { return nil }
        try Library.check(status, "read \(name)")
        return try commit(named: ObjectID(id).hex)
    }

    private func exists(_ reference: String) throws(GitError) -> Bool {
        var id = git_oid()
        let status = unsafe git_reference_name_to_id(&id, pointer, reference)
        // A name that no reference can have is the name of none.
        if status == GIT_ENOTFOUND.rawValue || status == GIT_EINVALIDSPEC.rawValue { return false }
        try Library.check(status, "read \(reference)")
        return true
    }

    /// A revision for `stem` that cannot be taken for anything else.
    func unambiguousBase(_ stem: String, asWritten name: String) throws(GitError) -> String {
        let operation = "resolve \(name)"
        guard !stem.hasPrefix("-") else { throw GitError(operation, .invalid, "a name cannot begin with `-`") }
        if stem.isEmpty || stem.hasPrefix("refs/") || ObjectID(stem) != nil { return stem }
        var branches: [String] = []
        for candidate in ["refs/heads/\(stem)", "refs/remotes/\(stem)"] where try exists(candidate) {
            branches.append(candidate)
        }
        let isTag = try exists("refs/tags/\(stem)")
        let isSpecial = stem.hasSuffix("HEAD") && stem.utf8.allSatisfy { (65...90).contains($0) || $0 == 95 }
        if isSpecial, branches.isEmpty, !isTag { return stem }
        if isSpecial {
            throw GitError(
                operation, .ambiguous, "\(stem) is a branch or tag as well as git's own name",
                remedy: "Write the commit id, or rename the branch or tag.")
        }
        guard let branch = branches.first else {
            throw GitError(
                operation, .notFound, "there is no branch and no remote branch \(stem)",
                remedy: isTag
                    ? "A tag has that name: write refs/tags/\(stem) if you mean it."
                    : "Fetch it, or write the commit id in full or a name that begins with refs/.")
        }
        guard !isTag else {
            throw GitError(
                operation, .ambiguous, "\(stem) is a tag as well as a branch",
                remedy: "Write \(branch) for the branch, or refs/tags/\(stem) for the tag.")
        }
        return branch
    }

    /// `main~2` → `main`, `~2`.
    static func split(_ name: String) -> (stem: String, suffix: String) {
        let bytes = Array(name.utf8)
        let end = bytes.indices.first { index in
            let rest = bytes[index...]
            return rest.starts(with: "^".utf8) || rest.starts(with: "~".utf8) || rest.starts(with: "@{".utf8)
                || name == "@"
        }
        guard let end else { return (name, "") }
        return (String(decoding: bytes[..<end], as: UTF8.self), String(decoding: bytes[end...], as: UTF8.self))
    }
}
