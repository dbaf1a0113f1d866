import ArgumentParser
import SluiceChecks
import SluiceCore
import SluiceGate
import SluiceGit
import SluicePromotion
import SluiceRegistry
import SluiceReports

/// `sluice check`: the gate.
struct CheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judge what changed between base and head; the exit code is the verdict.",
        discussion: """
            0 passes, 1 fails, 2 can't tell (data or engine missing, history cut).

            EXAMPLES
              sluice check --base main --head my-branch
              sluice check flight-delay@1.2.0 --base main --head main --stage production
              sluice check --base main --head HEAD --format markdown --output report.md
            """)

    @Argument(help: ArgumentHelp("Judge these, changed or not.", valueName: "model[@version]"))
    var models: [String] = []

    @Option(help: ArgumentHelp("The merge target: policy, gates and contracts are read here.", valueName: "revision"))
    var base: String?

    @Option(help: ArgumentHelp("The commit that is judged.", valueName: "revision"))
    var head: String?

    @Option(help: ArgumentHelp("Judge for this stage.", valueName: "stage"))
    var stage: String?

    @Flag(help: "Judge every holder for its stage too.")
    var all = false

    @Option(help: ArgumentHelp("Run only these families; the rest is not run.", valueName: "family,…"))
    var only: String?

    @Option(help: ArgumentHelp("Write an in-toto statement per judged version into this folder.", valueName: "folder"))
    var evidence: String?

    @OptionGroup var repository: RepositoryOptions
    @OptionGroup var output: OutputOptions

    func execute() throws -> ExitStatus {
        let request = try request()
        let now = repository.now
        let revisions = Revisions(base: base, head: head, environment: ProcessEnvironment.variables)
        let place = repository.repository
        let result = try runBlocking {
            let git = try GitRepository.open(at: place).inMemory()
            let (base, head) = try revisions.resolve(in: git)
            let comparison = try Comparison(base: base, head: head, in: git)
            let engines = await Engines()
            return try await PrivateFolder.use { scratch in
                let run = GateRun(comparison, in: git, asOf: now, scratch: scratch, makeEngine: engines.make)
                let unchanged = GateRun(
                    try Comparison(base: base, head: base, in: git), in: git, asOf: now, scratch: scratch,
                    makeEngine: engines.make)
                let planner = try planner(base, git, unchanged, registry: request.registry)
                guard let planner else { return try await run.check(request) }
                return try await run.check(request) { await planner.replay($0, in: $1) }
            }
        }
        try output.write { ReportRenderer.render(result, format: $0, style: $1) }
        if let evidence { try writeEvidence(result, to: evidence) }
        return result.verdict.exitStatus
    }

    /// Replays promotions at the merge target; nil where it has no registry that can be read.
    private func planner(
        _ base: ObjectID, _ git: GitRepository, _ gate: GateRun, registry: String?
    ) throws -> PromotionPlanner? {
        guard let snapshot = try RegistrySnapshot.find(in: git.tree(at: base), hint: registry),
            let policy = try? snapshot.policy()?.value
        else { return nil }
        return PromotionPlanner(base: base, snapshot: snapshot, policy: policy, gate: gate, registry: registry)
    }

    private func request() throws -> GateRequest {
        var request = GateRequest()
        request.registry = repository.registry
        request.stage = stage
        request.all = all
        request.selections = try models.map(Selection.parse)
        if let only {
            let families = Set(only.split(separator: ",").map(String.init))
            for family in families where !CheckCatalog.families.contains(family) {
                throw ValidationError(
                    "`--only` takes families (\(CheckCatalog.families.joined(separator: ", "))), not `\(family)`")
            }
            request.only = families
        }
        return request
    }

    private func writeEvidence(_ result: CheckResult, to folder: String) throws {
        guard let policy = result.policy else { return }
        try OutputFile.makeFolder(folder)
        for subject in result.subjects {
            let findings = result.findings.filter {
                $0.model == subject.model && $0.version == subject.version && $0.stage == subject.stage
            }
            let statement = Evidence.statement(subject, findings: findings, policy: policy.digest)
            try OutputFile.write(statement, to: "\(folder)/\(Digest.of(statement).hex).json")
        }
    }
}
