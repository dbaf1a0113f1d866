import Clibgit2
package import SluiceCore

/// A commit on the first-parent line at which something changed.
package struct FirstParentChange: Sendable, Hashable {
    package let commit: ObjectID
    /// The commit's committer date, which anyone can forge.
    package let date: Instant
    /// What differs from the first parent (from nothing, at the first commit of all).
    package let changes: [TreeChange]
}

/// A commit on the first-parent line at which the entry at one path changed.
package struct PathChange: Sendable, Hashable {
    package let commit: ObjectID
    /// The committer date, which anyone can forge.
    package let date: Instant
    /// The blob or tree that stands at the path from here on; nil when the path was removed.
    package let object: ObjectID?
}

extension GitRepository {
    /// The commits on the first-parent line at which the entry at `path` changed, newest first.
    ///
    /// - Parameter stop: a commit on that line; it and everything before it are left out.
    /// - Throws: `.shallow` when the line ends at a cut before `stop` is reached.
    package func firstParentHistory(
        of path: String, from tip: ObjectID, after stop: ObjectID? = nil
    ) throws(GitError) -> [PathChange] {
        try locked { repository throws(GitError) in
            var found: [PathChange] = []
            try repository.walkFirstParents(from: tip, after: stop) { commit, parent throws(GitError) in
                guard commit.tree != parent?.tree else { return }
                let entry = try repository.entry(at: path, inTree: commit.tree)
                let before = try parent.flatMap { parent throws(GitError) in
                    try repository.entry(at: path, inTree: parent.tree)
                }
                if entry?.id != before?.id || entry?.mode != before?.mode {
                    found.append(PathChange(commit: commit.id, date: commit.date, object: entry?.id))
                }
            }
            return found
        }
    }

    /// The commits on the first-parent line that change anything under `prefix`, newest first, with what they change.
    ///
    /// - Parameter stop: a commit on that line; it and everything before it are left out.
    /// - Throws: `.shallow` when the line ends at a cut before `stop` is reached.
    package func firstParentChanges(
        under prefix: String, from tip: ObjectID, after stop: ObjectID? = nil
    ) throws(GitError) -> [FirstParentChange] {
        try locked { repository throws(GitError) in
            var found: [FirstParentChange] = []
            try repository.walkFirstParents(from: tip, after: stop) { commit, parent throws(GitError) in
                let changes = try repository.changes(from: parent?.tree, to: commit.tree, under: prefix)
                if !changes.isEmpty {
                    found.append(FirstParentChange(commit: commit.id, date: commit.date, changes: changes))
                }
            }
            return found
        }
    }
}

extension RepositoryHandle {
    /// As much of a commit as walking needs.
    struct Step {
        let id: ObjectID
        let tree: ObjectID
        let parent: ObjectID?
        let date: Instant
    }

    func step(_ id: ObjectID) throws(GitError) -> Step {
        try unsafe withCommit(id) { commit throws(GitError) in
            let hasParent = unsafe git_commit_parentcount(commit) > 0
            return Step(
                id: id, tree: try unsafe ObjectID(git_commit_tree_id(commit)),
                parent: hasParent ? try unsafe ObjectID(git_commit_parent_id(commit, 0)) : nil,
                date: Instant(secondsSince1970: unsafe git_commit_time(commit)))
        }
    }

    /// Visits each commit with its first parent, newest first.
    func walkFirstParents(
        from tip: ObjectID, after stop: ObjectID?, _ visit: (Step, Step?) throws(GitError) -> Void
    ) throws(GitError) {
        let cuts = isShallow ? ShallowHistory(self) : nil
        var current = try step(tip)
        while current.id != stop {
            if current.parent != nil, let cuts, cuts.isCut(current.id) {
                throw GitError.shallow("walk the history of \(tip.short)")
            }
            let parent = try current.parent.map { id throws(GitError) in try step(id) }
            try visit(current, parent)
            guard let parent else { return }
            current = parent
        }
    }
}
