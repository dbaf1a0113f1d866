import SluiceCore
import SluiceGate
import SluiceGit

/// Which commits are compared. Never guesses and never fetches: what cannot be known is exit 2 with what to change.
struct Revisions: Sendable {
    let base: String?
    let head: String?
    let environment: [String: String]

    func resolve(in git: GitRepository) throws -> (base: ObjectID, head: ObjectID) {
        let system = ContinuousIntegration(environment: environment)
        guard head != nil || system != nil || git.isBare else {
            throw CommandFailure(
                .usage, "judging the uncommitted working tree is not built in this release",
                remedy: "commit, then name what is judged: `sluice check --base main --head HEAD`")
        }
        do {
            let head = try git.resolve(head ?? "HEAD")
            return (try resolveBase(in: git, head: head, system), head)
        } catch let error as GitError where git.isShallow {
            throw CommandFailure(
                .undecided, "the clone is shallow, and what is needed is not in it: \(error.message)",
                remedy: system?.checkoutSetting ?? ContinuousIntegration.anyCheckoutSetting)
        }
    }

    private func resolveBase(
        in git: GitRepository, head: ObjectID, _ system: ContinuousIntegration?
    ) throws -> ObjectID {
        if let base { return try git.resolveBase(base) }
        if let system, self.head == nil {
            let parents = try git.commit(head).parents
            if system.mergeCommit == head.hex, parents.count == 2 { return parents[0] }
            if let target = system.targetBranch { return try tip(of: target, in: git) }
        }
        throw CommandFailure(
            .undecided, "nothing says what the change is compared with", remedy: "name it with `--base`")
    }

    private func tip(of branch: String, in git: GitRepository) throws -> ObjectID {
        for name in ["refs/remotes/origin/\(branch)", "refs/heads/\(branch)"] {
            if let found = try git.reference(name) { return found }
        }
        throw CommandFailure(
            .undecided, "the target branch `\(branch)` is not in this clone",
            remedy: "fetch it, or name the base with `--base`")
    }
}
