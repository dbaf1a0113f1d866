import ArgumentParser
import SluiceCore
import SluiceGate
import SluiceGit
import SluiceRegistry
import SluiceReports

/// `sluice lint`: the structural rules over the working tree or a commit.
struct LintCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Check the files of the registry: they parse, agree with each other, and point inside.",
        discussion: """
            Reads no data. Findings are exit code 1.

            EXAMPLES
              sluice lint
              sluice lint --head my-branch --format json
            """)

    @Flag(name: .customLong("working-tree"), help: "Look at the working tree (the default).")
    var workingTree = false

    @Option(help: ArgumentHelp("Look at this commit instead.", valueName: "revision"))
    var head: String?

    @OptionGroup var repository: RepositoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if workingTree, head != nil { throw ValidationError("`--working-tree` and `--head` exclude each other") }
    }

    func execute() throws -> ExitStatus {
        let git = try GitRepository.open(at: repository.repository)
        let commit = try head.map { try git.resolve($0) }
        guard let snapshot = try RegistrySnapshot.find(in: tree(of: git, at: commit), hint: repository.registry) else {
            throw CommandFailure(
                .undecided, "there is no registry: no `sluice.yaml` in `registry/` or at the root",
                remedy: "name the folder with `--registry`")
        }
        var findings = try StructuralRules(known: GateRun.knownChecks).lint(snapshot)
        for index in findings.indices { findings[index].required = true }
        var result = CheckResult(
            asOf: repository.now, registryName: (try? snapshot.policy())??.value.name,
            registryPath: snapshot.recordPath, verdict: Verdict.of(findings, requiresChecks: false), head: commit,
            findings: findings)
        if findings.isEmpty { result.notices.append("every file is in order") }
        try output.write { ReportRenderer.render(result, format: $0, style: $1) }
        return result.verdict == .passed ? .success : .refused
    }

    private func tree(of git: GitRepository, at commit: ObjectID?) throws -> any FileTree {
        if let commit { return try git.tree(at: commit) }
        if let folder = git.workingFolder { return FolderTree(root: folder) }
        throw CommandFailure(.undecided, "a bare repository has no working tree", remedy: "name a commit with `--head`")
    }
}
