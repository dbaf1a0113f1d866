package import SluiceCore

/// What merging two lines of work gives.
package enum MergeOutcome: Sendable, Hashable {
    /// The merged tree (see `ObjectStorage` for where it is).
    case merged(tree: ObjectID)
    /// The paths that people must merge, sorted by bytes.
    case conflicts([String])
}

extension GitRepository {
    /// Merges two commits as `git merge` does with rename detection off, without touching any working folder.
    ///
    /// Where the best common ancestors are several, they are merged first; should that conflict, so does the merge
    /// (git would go on with conflict markers in the ancestor).
    ///
    /// - Throws: `.shallow`; `.notFound` for unrelated histories; `.unsupported` for more than two common ancestors.
    package func merge(_ base: ObjectID, _ head: ObjectID) throws(GitError) -> MergeOutcome {
        try locked { repository throws(GitError) in
            try repository.merge(base, head, conflictsIn: "merge \(head.short) into \(base.short)")
        }
    }

    /// Merges two trees that have a third as their common ancestor; the rule for each path is that of `git merge`
    /// with rename detection off.
    package func merge(
        ancestor: ObjectID, ours: ObjectID, theirs: ObjectID
    ) throws(GitError) -> MergeOutcome {
        try locked { repository throws(GitError) in
            var merge = ThreeWayMerge()
            return try merge.outcome(ancestor: ancestor, ours: ours, theirs: theirs, in: repository)
        }
    }
}

extension RepositoryHandle {
    fileprivate func merge(
        _ left: ObjectID, _ right: ObjectID, conflictsIn operation: String
    ) throws(GitError) -> MergeOutcome {
        let bases = try mergeBases(left, right)
        guard let first = bases.first else {
            throw GitError(operation, .notFound, "the two histories have no commit in common")
        }
        var ancestor = try information(of: first).tree
        if bases.count == 2 {
            guard case .merged(let tree) = try merge(bases[0], bases[1], conflictsIn: operation) else {
                throw GitError(
                    operation, .unsupported, "the branches were merged criss-cross and their ancestors conflict",
                    remedy: "Merge the target branch into yours and try again.")
            }
            ancestor = tree
        } else if bases.count > 2 {
            throw GitError(
                operation, .unsupported, "the branches have \(bases.count) best common ancestors",
                remedy: "Merge the target branch into yours and try again.")
        }
        var merge = ThreeWayMerge()
        return try merge.outcome(
            ancestor: ancestor, ours: try information(of: left).tree, theirs: try information(of: right).tree,
            in: self)
    }
}
