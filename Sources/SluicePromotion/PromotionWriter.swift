package import SluiceCore
package import SluiceGit
import SluiceProcess

/// Writes one promotion commit: the tree is edited in the object database, then one reference moves from where it was
/// read to the new commit. Nothing is checked out but the touched paths of a folder that is on the branch.
package struct PromotionWriter: Sendable {
    private let repository: GitRepository
    private let author: GitSignature
    private let committer: GitSignature

    /// - Parameter date: author and committer date.
    /// - Throws: `GitError` without an identity; `CommandFailure` where commits are to be signed.
    package init(_ repository: GitRepository, date: Instant, environment: [String: String]) throws {
        self.repository = repository
        let configuration = try repository.configuration(environment: environment)
        guard try configuration.signingRequest() == nil else {
            throw CommandFailure(
                .undecided, "git is configured to sign commits, and signing is not built in this release",
                remedy: "use `--patch` and apply it with `git am`, which signs")
        }
        let author = try configuration.identity(.author, environment: environment)
        let committer = try configuration.identity(.committer, environment: environment)
        self.author = GitSignature(name: author.name, email: author.email, date: date)
        self.committer = GitSignature(name: committer.name, email: committer.email, date: date)
    }

    /// Writes the commit object on top of `parent`.
    package func commit(_ promotion: PromotionCommit, on parent: ObjectID) throws -> ObjectID {
        let edits = promotion.edits.map { TreeEdit(path: $0.path, content: $0.bytes) }
        let tree = try repository.editTree(try repository.commit(parent).tree, edits)
        return try repository.writeCommit(
            CommitDraft(
                tree: tree, parents: [parent], author: author, committer: committer, message: promotion.message))
    }

    /// Moves `reference` to the promotion, and the touched paths of folders that are on it.
    ///
    /// - Parameter tip: where the reference must be; nil when it must not exist.
    /// - Throws: `CommandFailure` when a folder on the branch is busy or has changes in the touched paths;
    ///   `GitError.moved` when the race was lost.
    package func apply(
        _ promotion: PromotionCommit, to reference: String, tip: ObjectID?, base: ObjectID
    ) async throws -> ObjectID {
        let paths = promotion.edits.map(\.path)
        let folders = repository.foldersOn(branch: reference)
        for folder in folders {
            if let operation = folder.operationInProgress {
                throw CommandFailure(
                    .undecided, "a \(operation) is in progress in `\(folder.path)`, which is on the branch",
                    remedy: "finish or abort it, then promote again")
            }
            let status = try await git(
                ["status", "--porcelain", "--untracked-files=all", "--"] + paths, in: folder.path)
            guard status.isEmpty else {
                throw CommandFailure(
                    .undecided,
                    "`\(folder.path)` has uncommitted changes in files that the promotion writes:\n\(status)",
                    remedy: "commit or stash them, then promote again")
            }
        }
        let commit = try commit(promotion, on: tip ?? base)
        let subject = promotion.message.prefix { $0 != "\n" }
        try repository.compareAndSwap(reference, from: tip, to: commit, message: "sluice: \(subject)")
        for folder in folders {
            _ = try await git(["restore", "--source=HEAD", "--staged", "--worktree", "--"] + paths, in: folder.path)
        }
        return commit
    }

    private func git(_ arguments: [String], in folder: String) async throws -> String {
        let safe = ["--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"]
        let result = try await ProcessRunner.run(
            ChildProcess(
                "git", safe + arguments,
                environment: ChildEnvironment(
                    inheriting: ["HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "XDG_CONFIG_HOME"]),
                workingDirectory: folder))
        guard result.isSuccess else {
            throw CommandFailure(.undecided, "`git \(arguments[0])` in `\(folder)`: \(result.errorText)")
        }
        return result.outputText
    }
}
