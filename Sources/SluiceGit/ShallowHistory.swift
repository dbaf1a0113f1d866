import SluiceCore

/// Ancestry in a clone whose history is cut off. libgit2 1.5 does not know about cuts: it fails at the first commit
/// that is not there. Here a commit at a cut has no parents, and an answer is given only when no hidden commit could
/// change it. Such clones are small, so whole sets of ancestors are affordable.
struct ShallowHistory {
    /// The commits whose parents are left out on purpose.
    private let cuts: Set<ObjectID>

    init(_ repository: borrowing RepositoryHandle) {
        var cuts: Set<ObjectID> = []
        if case .bytes(let bytes) = Disk.read(repository.commonFolder + "/shallow", limit: 1 << 26) {
            for line in bytes.split(separator: 10) {
                if let id = ObjectID(String(decoding: line, as: UTF8.self)) { cuts.insert(id) }
            }
        }
        self.cuts = cuts
    }

    func isCut(_ commit: ObjectID) -> Bool { cuts.contains(commit) }

    func isAncestor(
        _ ancestor: ObjectID, of descendant: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> Bool {
        let ancestors = try ancestors(of: descendant, in: repository)
        if ancestors.contains(ancestor) { return true }
        // A commit is never its ancestor's ancestor, so the other order settles it.
        if try self.ancestors(of: ancestor, in: repository).contains(descendant) { return false }
        guard cuts.isDisjoint(with: ancestors) else {
            throw GitError.shallow("compare \(ancestor.short) with \(descendant.short)")
        }
        return false
    }

    func mergeBases(
        _ left: ObjectID, _ right: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> [ObjectID] {
        let ofLeft = try ancestors(of: left, in: repository)
        let ofRight = try ancestors(of: right, in: repository)
        if ofLeft.contains(right) { return [right] }
        if ofRight.contains(left) { return [left] }
        let common = ofLeft.intersection(ofRight)
        // What lies behind a common cut is an ancestor of a common commit and can be no better base.
        guard cuts.isDisjoint(with: ofLeft.union(ofRight).subtracting(common)) else {
            throw GitError.shallow("find the merge base of \(left.short) and \(right.short)")
        }
        var best = common
        for commit in common {
            best.subtract(try parents(of: commit, in: repository))
        }
        return best.sorted()
    }

    func commits(
        from base: ObjectID, to head: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> [ObjectID] {
        let known = try ancestors(of: base, in: repository)
        // Depth first, parents written before children; reversed at the end.
        var finished: [ObjectID] = []
        var seen = known
        var stack: [(commit: ObjectID, isLeaving: Bool)] = [(head, false)]
        while let (commit, isLeaving) = stack.popLast() {
            if isLeaving {
                finished.append(commit)
            } else if seen.insert(commit).inserted {
                guard !cuts.contains(commit) else {
                    throw GitError.shallow("list the commits \(base.short)..\(head.short)")
                }
                stack.append((commit, true))
                stack += try parents(of: commit, in: repository).map { ($0, false) }
            }
        }
        return finished.reversed()
    }

    /// The commit and everything that can be reached from it in this clone.
    private func ancestors(
        of commit: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> Set<ObjectID> {
        var seen: Set<ObjectID> = [commit]
        var waiting = [commit]
        while let next = waiting.popLast() {
            for parent in try parents(of: next, in: repository) where seen.insert(parent).inserted {
                waiting.append(parent)
            }
        }
        return seen
    }

    private func parents(
        of commit: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> [ObjectID] {
        let parents = try repository.information(of: commit).parents
        return cuts.contains(commit) ? [] : parents
    }
}
