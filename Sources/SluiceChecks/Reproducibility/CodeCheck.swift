import SluiceCore
package import SluiceRegistry

/// Where the training code is.
package struct CodeCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "reproducibility/code",
            summary: "The training code is recorded, and it is in the repository's history.",
            why: """
                A commit that only one laptop has cannot be trained again. The recorded commit must be an ancestor of \
                the change or of its target; after a squash merge the recorded tree at `path` stands in for it.
                """,
            remedies: [
                "Commit the training code on this branch and register again: `sluice register --code PATH`.",
                "After a squash merge, record `tree` and `path`: `sluice register` writes both.",
            ],
            passingExample: CheckExample(
                title: "The commit is an ancestor of the change.",
                text: """
                    code: {repository: ".", commit: 4f1c…, tree: 9ab0…, path: code}
                    $ git merge-base --is-ancestor 4f1c… HEAD && echo yes
                    yes
                    """),
            failingExample: CheckExample(
                title: "The commit was never pushed, and the tree at its path is another one.",
                text: """
                    code: {repository: ".", commit: 4f1c…, tree: 9ab0…, path: code}
                    $ git merge-base --is-ancestor 4f1c… HEAD
                    fatal: Not a valid commit name 4f1c…
                    """))
    }

    /// Whether a version says where its code is at all.
    package static func isRecorded(_ version: ModelVersion) -> Bool {
        version.code.map { $0.commit != nil || ($0.tree != nil && $0.path != nil) } ?? false
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        CodeCheck.isRecorded(subject.version.value) ? subject.version.value.code.map { [.code($0)] } ?? [] : []
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let version = subject.version.value
        guard let code = version.code, CodeCheck.isRecorded(version) else {
            return Judgement(
                builder.finding(
                    .failed, observed: "not recorded", expected: "`code` with a commit, or a tree and its path",
                    "The manifest does not say which code trained the version.",
                    at: version.code?.location ?? version.location))
        }
        let commit = code.commit.map { "commit `\($0.short)`" } ?? "a tree"
        let finding =
            switch facts.code[code] {
            case .commitReachable:
                builder.finding(.passed, "The \(commit) is in the history of the change.", at: code.location)
            case .treeMatches:
                builder.finding(
                    .passed, "The recorded tree stands at `\(code.path ?? ".")` in the change.", at: code.location)
            case .unreachable(let sentence):
                builder.finding(
                    .failed, observed: "unreachable", expected: "an ancestor, or an equal tree",
                    "The recorded code (\(commit)) is not in the history of the change: \(sentence)",
                    at: code.location)
            case .unknown(let sentence):
                builder.finding(
                    .errored, "Whether the recorded code is in the history cannot be said: \(sentence)",
                    remedy: "Check out the whole history, for example `fetch-depth: 0` or `git fetch --unshallow`.",
                    at: code.location)
            case nil:
                builder.finding(.errored, "The recorded code was not looked for.", at: code.location)
            }
        return Judgement(finding)
    }
}
