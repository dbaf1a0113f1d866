import Clibgit2
package import SluiceCore

extension GitRepository {
    /// The best common ancestors of two commits; several when branches were merged criss-cross, none when the
    /// histories are unrelated.
    ///
    /// - Throws: `.shallow` when history that the clone lacks could change the answer.
    package func mergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
        try locked { repository throws(GitError) in try repository.mergeBases(left, right) }
    }

    /// The first of `mergeBases`, in the order of their ids; nil when the histories are unrelated.
    package func mergeBase(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> ObjectID? {
        try mergeBases(left, right).first
    }

    /// Whether `ancestor` is `descendant` or can be reached from it.
    ///
    /// - Throws: `.shallow` when history that the clone lacks could change the answer.
    package func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        try locked { repository throws(GitError) in try repository.isAncestor(ancestor, of: descendant) }
    }

    /// The commits that can be reached from `head` and not from `base`, each before its parents.
    ///
    /// - Throws: `.shallow` when the clone lacks some of them.
    package func commits(from base: ObjectID, to head: ObjectID) throws(GitError) -> [ObjectID] {
        try locked { repository throws(GitError) in try repository.commits(from: base, to: head) }
    }

    /// Every path under `prefix` that a commit reachable from `head` and not from `base` touches, sorted by bytes. It
    /// can name more than the difference between the two: a later commit may have undone an earlier one.
    ///
    /// A commit touches what differs from its parent; a merge, what differs from all of its parents.
    ///
    /// - Throws: `.shallow` when the clone lacks some of the commits.
    package func pathsTouched(
        from base: ObjectID, to head: ObjectID, under prefix: String = ""
    ) throws(GitError) -> [String] {
        try locked { repository throws(GitError) in
            var touched: Set<[UInt8]> = []
            for commit in try repository.commits(from: base, to: head) {
                touched.formUnion(try repository.pathsTouched(by: commit, under: prefix))
            }
            return touched.sorted { $0.lexicographicallyPrecedes($1) }.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}

extension RepositoryHandle {
    func mergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
        if isShallow { return try ShallowHistory(self).mergeBases(left, right, in: self) }
        var (found, first, second) = unsafe (git_oidarray(), left.raw, right.raw)
        let status = unsafe git_merge_bases(&found, pointer, &first, &second)
        if status == GIT_ENOTFOUND.rawValue, try hasBoth(left, right) { return [] }
        try Library.check(status, "find the merge base of \(left.short) and \(right.short)")
        defer { unsafe git_oidarray_dispose(&found) }
        var bases: [ObjectID] = []
        for index in unsafe 0..<found.count { bases.append(try unsafe ObjectID(found.ids[index])) }
        return bases.sorted()
    }

    /// Throws when a commit is missing: libgit2 reports "no merge base" and "no commit" alike.
    private func hasBoth(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> Bool {
        for commit in [left, right] { _ = try information(of: commit) }
        return true
    }

    func isAncestor(_ ancestor: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        if ancestor == descendant { return true }
        if isShallow { return try ShallowHistory(self).isAncestor(ancestor, of: descendant, in: self) }
        _ = try hasBoth(ancestor, descendant)
        var (first, second) = (descendant.raw, ancestor.raw)
        let answer = unsafe git_graph_descendant_of(pointer, &first, &second)
        try Library.check(answer, "compare \(ancestor.short) with \(descendant.short)")
        return answer == 1
    }

    func commits(from base: ObjectID, to head: ObjectID) throws(GitError) -> [ObjectID] {
        if isShallow { return try ShallowHistory(self).commits(from: base, to: head, in: self) }
        let operation = "list the commits \(base.short)..\(head.short)"
        return try unsafe Library.scoped(
            operation, free: git_revwalk_free, { unsafe git_revwalk_new(&$0, pointer) },
            { walk throws(GitError) in
                var (included, excluded, next) = (head.raw, base.raw, git_oid())
                try unsafe Library.check(git_revwalk_sorting(walk, GIT_SORT_TOPOLOGICAL.rawValue), operation)
                try unsafe Library.check(git_revwalk_push(walk, &included), operation)
                try unsafe Library.check(git_revwalk_hide(walk, &excluded), operation)
                var commits: [ObjectID] = []
                while true {
                    let status = unsafe git_revwalk_next(&next, walk)
                    if status == GIT_ITEROVER.rawValue { return commits }
                    try Library.check(status, operation)
                    commits.append(try ObjectID(next))
                }
            })
    }

    func pathsTouched(by commit: ObjectID, under prefix: String) throws(GitError) -> Set<[UInt8]> {
        let information = try information(of: commit)
        var touched: Set<[UInt8]>?
        for parent in information.parents.isEmpty ? [nil] : information.parents.map(Optional.init) {
            let before = try parent.map { parent throws(GitError) in try self.information(of: parent).tree }
            let paths = Set(try changes(from: before, to: information.tree, under: prefix).map { Array($0.path.utf8) })
            touched = touched.map { $0.intersection(paths) } ?? paths
        }
        return touched ?? []
    }
}
