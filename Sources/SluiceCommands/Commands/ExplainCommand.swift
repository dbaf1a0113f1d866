import ArgumentParser
import SluiceChecks

/// `sluice explain`: what a check means and how to fix it.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say what a check means and what to do when it fails.",
        discussion: """
            EXAMPLES
              sluice explain metrics/change
              sluice explain --all
            """)

    @Argument(help: ArgumentHelp("A check, such as data/contract.", valueName: "check"))
    var check: String?

    @Flag(help: "Every check.")
    var all = false

    func validate() throws {
        guard all != (check != nil) else { throw ValidationError("name one check, or `--all`") }
        guard let check, CheckCatalog.check(check) == nil else { return }
        if let line = CheckCatalog.notBuilt[check] {
            throw ValidationError("`\(check)` is not built in this release: \(line)")
        }
        let known = CheckCatalog.all.map(\.descriptor.id).joined(separator: ", ")
        throw ValidationError("unknown check `\(check)`; there are \(known)")
    }

    func run() throws {
        let checks = CheckCatalog.all.filter { all || $0.descriptor.id == check }
        Terminal.print(checks.map { CheckPage.markdown(for: $0.descriptor) }.joined(separator: "\n"))
    }
}
