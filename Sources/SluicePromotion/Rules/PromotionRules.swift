package import SluiceCore
package import SluiceRegistry

/// The rules that a promotion must satisfy at the base commit. Every rule says what it saw; none hides another.
package enum PromotionRules {
    package static func evaluate(_ inputs: PromotionInputs) -> [RuleOutcome] {
        let stage = inputs.policy.stage(inputs.stage)
        return [StageRules.stage(inputs.stage, policy: inputs.policy, model: inputs.model.value), version(inputs)]
            + [pointer(inputs), StageRules.quarantine(inputs.quarantine)] + hold(inputs)
            + (stage.map { from($0, inputs) + unbuilt($0) } ?? [])
            + [RequiresRule.evaluate(inputs)]
    }

    /// The outcome when the stage holds the version by a valid record already: nothing is to do. Nil otherwise.
    package static func already(_ inputs: PromotionInputs) -> RuleOutcome? {
        guard let pointer = inputs.state.pointer, pointer.version == inputs.requested,
            let promotion = inputs.state.validPromotion, let artifact = inputs.version?.value.primaryArtifact,
            artifact.uri == pointer.uri, artifact.digest == pointer.digest
        else { return nil }
        let hold = pointer.hold.map { "; the hold `\($0)` stays until another version is promoted" } ?? ""
        return RuleOutcome(
            "already", .passed,
            "\(inputs.stage) holds \(inputs.model.value.name) \(pointer.version) by \(promotion)\(hold)")
    }

    /// The version that is meant when a person names none: the greatest that every `from` stage held. One that a rollback
    /// took out of this stage comes back only by its name. Nil: none.
    ///
    /// - Parameter sources: the stages that `from` names.
    package static func greatestEligible(
        of versions: some Sequence<SemanticVersion>, stage: StagePolicy, state: StageState,
        sources: [String: StageState]
    ) -> SemanticVersion? {
        versions.filter { version in
            !state.leftByRollback.contains(version)
                && stage.from.allSatisfy { source in
                    if case .held? = sources[source.stage]?.holding(version) { true } else { false }
                }
        }.max()
    }

    private static func version(_ inputs: PromotionInputs) -> RuleOutcome {
        let name = "\(inputs.model.value.name)@\(inputs.requested)"
        guard let version = inputs.version else {
            return RuleOutcome(
                "version", .failed, "there is no \(name) at \(inputs.base.short); merge its manifest first")
        }
        guard version.value.model == inputs.model.value.name, version.value.version == inputs.requested else {
            return RuleOutcome("version", .failed, "\(version.path) is not the manifest of \(name)")
        }
        return RuleOutcome("version", .passed, "\(name) is registered: \(version.path)")
    }

    private static func pointer(_ inputs: PromotionInputs) -> RuleOutcome {
        if let problem = StageRules.pointerProblem(inputs.state) { return RuleOutcome("pointer", .failed, problem) }
        guard let version = inputs.version else {
            return RuleOutcome("pointer", .notRun, "without a manifest there is nothing to point to")
        }
        guard let artifact = version.value.primaryArtifact else {
            return RuleOutcome(
                "pointer", .failed,
                "\(version.path) has several artifacts and none is named `model`: a pointer names one")
        }
        guard let old = inputs.state.pointer else {
            return RuleOutcome("pointer", .passed, "\(inputs.stage) holds nothing yet; it will name \(artifact.uri)")
        }
        guard old.version == inputs.requested else {
            return RuleOutcome(
                "pointer", .passed, "\(inputs.stage) holds \(old.version); it will name \(artifact.uri)")
        }
        guard inputs.state.validPromotion == nil else {
            return RuleOutcome(
                "pointer", .failed,
                "the pointer says \(old.uri) \(old.digest), the manifest \(artifact.uri) \(artifact.digest): "
                    + "it was edited after its record was made; revert that edit")
        }
        return RuleOutcome(
            "pointer", .passed, "\(inputs.stage) holds \(old.version) without a record; this adds the record")
    }

    private static func hold(_ inputs: PromotionInputs) -> [RuleOutcome] {
        guard let hold = inputs.state.pointer?.hold else { return [] }
        return [RuleOutcome("hold", .passed, "a person's promotion drops the hold `\(hold)`")]
    }

    private static func from(_ stage: StagePolicy, _ inputs: PromotionInputs) -> [RuleOutcome] {
        let name = "\(inputs.model.value.name) \(inputs.requested)"
        return stage.from.flatMap { source in
            let state = inputs.sources[source.stage]
            let holding = state?.holding(inputs.requested) ?? .unknown("its pointer was not read")
            let seen =
                switch holding {
                case .held(let promotion, let now):
                    RuleOutcome(
                        "from", .passed,
                        "\(source.stage) \(now ? "holds" : "held") \(name)"
                            + (promotion == .zero ? ", without a record" : " by \(promotion)"))
                case .lostByRollback(let promotion):
                    RuleOutcome("from", .failed, "\(source.stage) lost \(name) by the rollback \(promotion)")
                case .never:
                    RuleOutcome(
                        "from", .failed,
                        "\(source.stage) never held \(name)"
                            + (state?.pointer.map { " (it holds \($0.version))" } ?? " (it holds nothing)")
                            + "; first: sluice promote \(inputs.model.value.name)@\(inputs.requested) "
                            + "--stage \(source.stage)")
                case .unknown(let problem):
                    RuleOutcome("from", .failed, "whether \(source.stage) held \(name) is not known: \(problem)")
                }
            return [seen]
                + (source.soak.map {
                    [notBuilt("soak", "`soak: \($0)` of `from` stage \(source.stage)", source.location)]
                } ?? [])
        }
    }

    private static func unbuilt(_ stage: StagePolicy) -> [RuleOutcome] {
        stage.unbuiltRules.map { notBuilt($0.key, "`\($0.key)` of stage \(stage.name)", $0.location) }
    }

    private static func notBuilt(_ rule: String, _ what: String, _ location: SourceLocation) -> RuleOutcome {
        RuleOutcome(
            rule, .failed,
            "\(what) (\(location)) is not built in this release, and a rule that cannot be checked is not passed over")
    }
}
