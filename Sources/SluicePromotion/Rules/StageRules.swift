import SluiceCore
import SluiceRegistry

/// Rules that promotions and rollbacks share.
enum StageRules {
    static func stage(_ stage: String, policy: RegistryPolicy, model: Model) -> RuleOutcome {
        guard policy.stage(stage) != nil else {
            let known = policy.stages.map(\.name).joined(separator: ", ")
            return RuleOutcome("stage", .failed, "the registry has no stage `\(stage)`; it has \(known)")
        }
        if let stages = model.stages, !stages.contains(stage) {
            return RuleOutcome(
                "stage", .failed, "\(model.name) does not use \(stage), only \(stages.joined(separator: ", "))")
        }
        return RuleOutcome("stage", .passed, "\(stage) is a stage of \(model.name)")
    }

    /// A veto is on bytes; until it can be read, any veto stops everything.
    static func quarantine(_ files: [String]) -> RuleOutcome {
        guard let first = files.first else { return RuleOutcome("quarantine", .passed, "nothing is quarantined") }
        let others = files.count == 1 ? "" : " and \(files.count - 1) more"
        return RuleOutcome(
            "quarantine", .failed,
            "\(first)\(others): quarantine is not built in this release, so nothing moves while it holds something")
    }

    /// Why what the stage holds cannot be built upon; nil when it can.
    static func pointerProblem(_ state: StageState) -> String? {
        if let problem = state.problem { return "what \(state.stage) holds cannot be trusted: \(problem)" }
        if state.isRetired, state.pointer == nil {
            return "\(state.stage) was retired, and going on after that is not built in this release"
        }
        return nil
    }
}
