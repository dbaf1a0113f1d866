package import SluiceCore
package import SluiceGit
package import SluiceRegistry

/// The two trees of one judgement: the merge target B, and R, what merging the head into it gives.
package struct Comparison: Sendable {
    package let base: ObjectID
    package let head: ObjectID
    package let baseTree: GitTree
    /// R: the head's tree where the head descends from the base, else the merge of both in memory.
    package let resultTree: GitTree
    /// What differs from B to R, in the whole repository.
    package let changes: [SluiceRegistry.PathChange]
    /// Every path that any commit of the head touches and the base does not have.
    package let touchedByCommits: Set<String>

    /// - Parameter repository: keeps what it writes in memory, so that judging leaves no trace.
    /// - Throws: `GitError` when history is cut or objects are missing; `CommandFailure` on a conflict.
    package init(base: ObjectID, head: ObjectID, in repository: GitRepository) throws {
        self.base = base
        self.head = head
        baseTree = try repository.tree(at: base)
        if base == head {
            resultTree = baseTree
            touchedByCommits = []
        } else {
            if try repository.isAncestor(base, of: head) {
                resultTree = try repository.tree(at: head)
            } else {
                switch try repository.merge(base, head) {
                case .merged(let tree): resultTree = try repository.tree(tree)
                case .conflicts(let paths):
                    throw CommandFailure(
                        .undecided,
                        "\(head.short) does not merge into \(base.short): conflict in `\(paths[0])`"
                            + (paths.count > 1 ? " and \(paths.count - 1) more" : ""),
                        remedy: "merge the target branch into yours, resolve, and run the check again")
                }
            }
            touchedByCommits = Set(try repository.pathsTouched(from: base, to: head))
        }
        changes = try repository.changes(from: baseTree, to: resultTree).map { change in
            let kind: SluiceRegistry.PathChange.Kind =
                switch change.kind {
                case .added: .added
                case .removed: .removed
                case .modified: .modified
                }
            return SluiceRegistry.PathChange(change.path, kind)
        }
    }
}
