import ArgumentParser
import SluiceCore
import SluicePromotion
import SluiceReports

/// What `promote` and `rollback` write, and how they print.
struct PromotionOptions: ParsableArguments {
    @Flag(help: "Commit on the registry's branch (without this, the plan is printed and nothing is written).")
    var apply = false

    @Option(
        help: ArgumentHelp(
            "Put the commit on this branch instead; rules are still read at the target.", valueName: "name"))
    var branch: String?

    @Option(help: ArgumentHelp("Write the commit as a mail that `git am` applies.", valueName: "file"))
    var patch: String?

    @OptionGroup var repository: RepositoryOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if branch != nil, !apply { throw ValidationError("`--branch` goes with `--apply`") }
        if let branch, branch.hasPrefix("-") { throw ValidationError("`\(branch)` is no branch name") }
        if output.format == .markdown { throw ValidationError("a promotion has the formats text and json") }
    }

    var promoter: Promoter {
        Promoter(
            place: repository.repository, registry: repository.registry, asOf: repository.asOf, now: repository.now,
            apply: apply, branch: branch, patch: patch, environment: ProcessEnvironment.variables)
    }

    func report(_ result: PromotionResult, files: [String], reason: String? = nil) throws -> ExitStatus {
        let next = result.outcome == .done ? nil : PromotionText.nextCommand(result, reason: reason)
        try output.write { format, _ in
            format == .json ? result.json.pretty : PromotionText.render(result, files: files, next: next)
        }
        return result.exitStatus
    }
}
