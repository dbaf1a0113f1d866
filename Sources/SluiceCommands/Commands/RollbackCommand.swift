import ArgumentParser
import SluiceCore
import SluicePromotion

/// `sluice rollback`: back to a former holder, with a hold that keeps automation away.
struct RollbackCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Return a stage to the version that it held before; a plan unless --apply or --patch.",
        discussion: """
            Ignores `from`, never digests or quarantine. A later promote to another version drops the hold.

            EXAMPLES
              sluice rollback flight-delay --stage production --reason "late calls doubled"
              sluice rollback flight-delay --stage production --version 1.0.0 --reason "drift" --apply
            """)

    @Argument(help: ArgumentHelp("The model.", valueName: "model"))
    var model: String

    @Option(help: ArgumentHelp("The stage to move.", valueName: "stage"))
    var stage: String

    @Option(
        help: ArgumentHelp("The former holder to return to (default: the most recent).", valueName: "version"),
        transform: { text in
            guard let version = SemanticVersion(text) else { throw ValidationError("`\(text)` is no version") }
            return version
        })
    var version: SemanticVersion?

    @Option(help: ArgumentHelp("Why, in one line.", valueName: "text"))
    var reason: String

    @OptionGroup var options: PromotionOptions

    func execute() throws -> ExitStatus {
        let promoter = options.promoter
        let (result, files) = try runBlocking { [model, stage, version, reason] in
            try await promoter.run { try $0.rollback(model, at: stage, to: version, reason: reason) }
        }
        return try options.report(result, files: files, reason: reason)
    }
}
