import ArgumentParser
import SluiceCore
import SluiceGate
import SluicePromotion

/// `sluice promote`: one pointer, its record and its evidence, as one commit.
struct PromoteCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote",
        abstract: "Move a stage to a version, as one commit; a plan unless --apply or --patch.",
        discussion: """
            0 would go, done or already so; 1 a rule says no (every reason is listed); 2 can't tell; 3 lost a race.

            EXAMPLES
              sluice promote flight-delay@1.2.0 --stage staging
              sluice promote flight-delay@1.2.0 --stage staging --apply
              sluice promote flight-delay --stage production --patch promotion.mbox
            """)

    @Argument(
        help: ArgumentHelp("The model; without a version, the greatest eligible one.", valueName: "model[@version]"))
    var model: String

    @Option(help: ArgumentHelp("The stage to move.", valueName: "stage"))
    var stage: String

    @OptionGroup var options: PromotionOptions

    func execute() throws -> ExitStatus {
        let selection = try Selection.parse(model)
        let promoter = options.promoter
        let (result, files) = try runBlocking { [stage] in
            try await promoter.run { try await $0.promotion(selection.model, selection.version, to: stage) }
        }
        return try options.report(result, files: files)
    }
}
