import ArgumentParser
import SluiceCore

/// The root command.
struct SluiceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sluice",
        abstract: "Git is the model registry, CI is the gate.",
        discussion: """
            EXAMPLES
              sluice check --base main --head my-branch      judge a change
              sluice check flight-delay@1.2.0 --base main --head main
              sluice explain metrics/change                  what a check means
            """,
        version: "sluice \(Sluice.version)",
        subcommands: [
            RegisterCommand.self, CheckCommand.self, PromoteCommand.self, RollbackCommand.self, LintCommand.self,
            ExplainCommand.self,
            DoctorCommand.self,
        ])
}
