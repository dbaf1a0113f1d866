import SluiceCore
import SluiceGate
import SluiceGit
import SluicePromotion
import SluiceRegistry

/// What `promote` and `rollback` share: read the target branch, plan, and write what was asked for.
struct Promoter: Sendable {
    let place: String
    let registry: String?
    /// Nil without `--as-of`.
    let asOf: Instant?
    let now: Instant
    let apply: Bool
    let branch: String?
    let patch: String?
    let environment: [String: String]

    /// Plans at the tip of the registry's branch, then writes.
    func run(
        _ plan: @Sendable (PromotionPlanner) async throws -> PromotionPlan
    ) async throws -> (result: PromotionResult, files: [String]) {
        let git = try GitRepository.open(at: place)
        let memory = try git.inMemory()
        guard let head = try git.head(),
            let here = try RegistrySnapshot.find(in: memory.tree(at: head), hint: registry),
            let target = try here.policy()?.value.branch
        else {
            throw CommandFailure(
                .undecided, "there is no registry at HEAD", remedy: "name its folder with `--registry`")
        }
        guard let base = try git.reference("refs/heads/\(target)") else {
            throw CommandFailure(
                .undecided, "the target branch `\(target)` is not in this clone",
                remedy: "fetch it: `git fetch origin \(target):\(target)`")
        }
        guard let snapshot = try RegistrySnapshot.find(in: memory.tree(at: base), hint: registry),
            let policy = try snapshot.policy()?.value
        else { throw CommandFailure(.undecided, "there is no registry at the tip of `\(target)`") }
        // Read before anything is measured, so that a missing identity is said at once.
        let writer = apply ? try PromotionWriter(git, date: now, environment: environment) : nil
        let engines = await Engines()
        let planned = try await PrivateFolder.use { scratch in
            let comparison = try Comparison(base: base, head: base, in: memory)
            let gate = GateRun(comparison, in: memory, asOf: now, scratch: scratch, makeEngine: engines.make)
            return try await plan(
                PromotionPlanner(base: base, snapshot: snapshot, policy: policy, gate: gate, registry: registry))
        }
        var result = planned.result
        guard planned.outcome == .planned, let step = planned.step else { return (result, []) }
        let commit = PromotionCommit(step, asOf: asOf)
        if let patch {
            let draft = try PromotionWriter(memory, date: now, environment: environment).commit(commit, on: base)
            try OutputFile.write(try memory.mailPatch(of: draft, base: base), to: patch)
        }
        if let writer {
            let reference = "refs/heads/\(branch ?? target)"
            do {
                let tip = try git.reference(reference)
                result.commit = try await writer.apply(commit, to: reference, tip: tip, base: base)
                result.outcome = .done
            } catch let error as GitError where error.code == .moved {
                result.outcome = .superseded
            }
        }
        return (result, commit.edits.map(\.path))
    }
}
