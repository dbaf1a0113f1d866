import ArgumentParser
import SluiceCore
import SluiceRegistry

/// `sluice register`: a version manifest from files.
struct RegisterCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: "Write the manifest of a new version: digests, rows, metrics, code.",
        discussion: """
            Writes into the working tree and commits nothing. Files outside `data.roots` are copied into the registry.
            0 written; 1 refused (the version exists, the code is not committed); 2 can't tell.

            EXAMPLES
              sluice register flight-delay --artifact model=out/model.onnx \\
                --data test=data/test.parquet --predictions test=out/predictions.parquet
              sluice register flight-delay --version 1.3.0 --artifact model=out/model.onnx --param C=1.0 \\
                --lock requirements.lock --seed 42 --command python train.py
            """)

    @Argument(help: ArgumentHelp("The model.", valueName: "model"))
    var model: String

    @Option(help: ArgumentHelp("The version (default: the next patch version).", valueName: "version"))
    var version: String?

    @Option(help: ArgumentHelp("An artifact (repeatable).", valueName: "name=path"))
    var artifact: [String] = []

    @Option(help: ArgumentHelp("A dataset of model.yaml (repeatable).", valueName: "name=path"))
    var data: [String] = []

    @Option(help: ArgumentHelp("Predictions on a dataset (repeatable).", valueName: "name=path"))
    var predictions: [String] = []

    @Option(help: ArgumentHelp("Claims, as JSON (default: computed from the predictions).", valueName: "file"))
    var metrics: String?

    @Option(help: ArgumentHelp("A setting of the training (repeatable).", valueName: "key=value"))
    var param: [String] = []

    @Option(help: ArgumentHelp("The lock file of the training's environment.", valueName: "file"))
    var lock: String?

    @Option(help: ArgumentHelp("The folder of the training code (default: the parent's).", valueName: "path"))
    var code: String?

    @Option(help: ArgumentHelp("The seed of the training.", valueName: "number"))
    var seed: String?

    @Flag(help: "Write a version anew that is not on the target branch yet.")
    var replace = false

    @OptionGroup var repository: RepositoryOptions

    @Option(
        name: .customLong("command"), parsing: .remaining,
        help: ArgumentHelp("The training command: everything that follows.", valueName: "command"))
    var trainingCommand: [String] = []

    func execute() throws -> ExitStatus {
        guard Name.isValid(model) else { throw ValidationError("`\(model)` is no model name") }
        let chosen = try version.map { text in
            guard let version = SemanticVersion(text) else {
                throw ValidationError("`\(text)` is no version (SemVer 2.0.0, lower case, no build metadata)")
            }
            return version
        }
        guard !artifact.isEmpty else { throw ValidationError("name the artifact: `--artifact model=PATH`") }
        let registration = Registration(
            place: repository.repository, registry: repository.registry, now: repository.now, model: model,
            version: chosen, artifacts: try NamedValue.parse(artifact, option: "--artifact"),
            data: try NamedValue.parse(data, option: "--data"),
            predictions: try NamedValue.parse(predictions, option: "--predictions"), metrics: metrics,
            params: try NamedValue.parse(param, option: "--param"), lock: lock, code: code, command: trainingCommand,
            seed: seed, replace: replace)
        let outcome = try runBlocking { try await registration.run() }
        for notice in outcome.notices { Terminal.printError("note: \(notice)") }
        Terminal.print(RegisterCommand.text(outcome))
        return .success
    }

    private static func text(_ outcome: Registration.Outcome) -> String {
        let manifest = outcome.manifest
        var lines = ["Registered \(manifest.model) \(manifest.version)"]
        if let parent = manifest.parent { lines[0] += " (parent \(parent))" }
        for claim in manifest.claims { lines.append("  \(claim.metric) on \(claim.dataset): \(claim.text)") }
        lines += ["Wrote:"] + outcome.written.map { "  \($0)" }
        lines.append("Next: commit it on a branch, then")
        lines.append("  sluice check --base \(outcome.branch) --head HEAD")
        return lines.joined(separator: "\n")
    }
}
