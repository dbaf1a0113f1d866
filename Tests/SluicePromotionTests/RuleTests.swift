import SluiceCore
import SluicePromotion
import SluiceRegistry
import Testing

struct RuleTests {
    private func plan(_ fixture: Fixture, _ version: String, _ stage: String, gate: GateOutcome? = nil) throws
        -> PromotionPlan
    {
        Promotion.plan(try fixture.promotion(version, to: stage, gate: gate))
    }

    @Test func everyReasonIsNamedAndNotOnlyTheFirst() throws {
        var fixture = Fixture(
            production: """
                    from: [{stage: staging, soak: 24h}]
                    approvals: [{required: 1, from: ["@release"]}]
                    freeze: [{from: 2026-12-20T00:00:00Z, until: 2027-01-03T00:00:00Z, reason: year end}]
                teams: {"@release": [anna@example.org]}

                """)
        fixture["registry/quarantine/aa.yaml"] = "anything"
        let failed = Finding(
            check: "metrics/floor", rule: "auc", outcome: .failed, required: true, message: "0.61 is below 0.64")
        let plan = try plan(
            fixture, "1.0.0", "production",
            gate: Fixture.gate("1.0.0", stage: "production", verdict: .failed, findings: [failed]))
        #expect(plan.outcome == .refused)
        #expect(plan.step == nil)
        #expect(
            Set(plan.rules.failedRules) == ["from", "soak", "approvals", "freeze", "quarantine", "requires"])
        #expect(plan.rules.messages("requires", .failed)[0].contains("metrics/floor auc: 0.61 is below 0.64"))
        #expect(plan.rules.messages("soak", .failed)[0].contains("is not built in this release"))
    }

    @Test func anUnknownStageAndAMissingVersionAreRefused() throws {
        let plan = try plan(Fixture(), "9.9.9", "canary")
        #expect(plan.outcome == .refused)
        #expect(
            plan.rules.messages("stage", .failed) == [
                "the registry has no stage `canary`; it has staging, production"
            ])
        #expect(plan.rules.messages("version", .failed)[0].contains("there is no churn@9.9.9"))
    }

    @Test func aStageThatTheModelDoesNotUseIsRefused() throws {
        var fixture = Fixture()
        fixture["registry/models/churn/model.yaml", default: ""] += "stages: [production]\n"
        #expect(try plan(fixture, "1.0.0", "staging").rules.failedRules == ["stage"])
    }

    @Test func aVersionWithoutAnArtifactToNameIsRefused() throws {
        var inputs = try Fixture().promotion("1.0.0", to: "staging")
        let read = try #require(inputs.version)
        var version = read.value
        version.artifacts = ["encoder", "decoder"].map { name in
            var artifact = version.artifacts[0]
            artifact.name = name
            return artifact
        }
        inputs.version = Loaded(value: version, path: read.path, digest: read.digest)
        #expect(Promotion.plan(inputs).rules.failedRules == ["pointer"])
    }

    @Test func theSourceStageMustHaveHeldTheVersion() throws {
        var fixture = Fixture()
        #expect(
            try plan(fixture, "1.0.0", "production").rules.messages("from", .failed)[0]
                .contains("never held churn 1.0.0 (it holds nothing)"))
        let first = try fixture.promote("1.0.0", to: "staging").record.id
        let now = try plan(fixture, "1.0.0", "production")
        #expect(now.rules.messages("from", .passed) == ["staging holds churn 1.0.0 by \(first)"])
        try fixture.promote("1.1.0", to: "staging")
        let later = try plan(fixture, "1.0.0", "production")
        #expect(later.rules.messages("from", .passed) == ["staging held churn 1.0.0 by \(first)"])
        #expect(later.step?.record.sources.map(\.digest) == [first])
    }

    @Test func aSourceStageThatHeldItBeforeItsFirstRecordCounts() throws {
        var fixture = Fixture()
        fixture.addUnrecordedPointer("1.0.0", stage: "staging")
        #expect(try plan(fixture, "1.0.0", "production").step?.record.sources.map(\.digest) == [.zero])
        try fixture.promote("1.1.0", to: "staging")
        #expect(try plan(fixture, "1.0.0", "production").step?.record.sources.map(\.digest) == [.zero])
    }

    @Test func aSourceStageThatLostTheVersionByRollbackDoesNotCount() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        let rollback = try fixture.rollBack("staging").record.id
        #expect(
            try plan(fixture, "1.1.0", "production").rules.messages("from", .failed)
                == ["staging lost churn 1.1.0 by the rollback \(rollback)"])
        #expect(
            try plan(fixture, "1.0.0", "production").rules.messages("from", .passed)
                == ["staging holds churn 1.0.0 by \(rollback)"])
        let again = try fixture.promote("1.1.0", to: "staging").record.id
        #expect(try plan(fixture, "1.1.0", "production").step?.record.sources.map(\.digest) == [again])
    }

    @Test func aBrokenChainOfRecordsIsRefused() throws {
        var fixture = Fixture()
        let first = try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        fixture[PromotionRecord.path(of: first.record.id, root: "registry")] = nil
        #expect(try plan(fixture, "1.2.0", "staging").rules.failedRules == ["pointer"])
        #expect(try plan(fixture, "1.1.0", "staging").outcome == .refused)
        #expect(try plan(fixture, "1.1.0", "production").rules.failedRules == ["from"])
    }

    @Test func aVersionThatIsHeldByAValidRecordIsAlreadyThere() throws {
        var fixture = Fixture()
        let id = try fixture.promote("1.0.0", to: "staging").record.id
        let plan = try plan(fixture, "1.0.0", "staging")
        #expect(plan.outcome == .already)
        #expect(plan.step == nil)
        #expect(plan.result.promotion == id)
        #expect(plan.result.exitStatus == .success)
    }

    @Test func aVersionThatIsHeldWithoutARecordGetsOne() throws {
        var fixture = Fixture()
        fixture.addUnrecordedPointer("1.0.0", stage: "staging")
        let record = try #require(try plan(fixture, "1.0.0", "staging").step).record
        let change = try #require(record.change(of: "churn", stage: "staging"))
        #expect([change.old, change.new] == [SemanticVersion("1.0.0"), SemanticVersion("1.0.0")])
        #expect(change.previousPromotion == .zero)
        try fixture.promote("1.0.0", to: "staging")
        #expect(try plan(fixture, "1.0.0", "staging").outcome == .already)
    }

    @Test func aPointerThatWasEditedAfterItsRecordIsNotAlreadyThere() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        let path = Fixture.pointerPath("staging")
        let digest = Fixture.artifactDigest("1.0.0").description
        let parts = try #require(fixture[path]).split(separator: "\n").map(String.init)
        fixture[path] = parts.map { $0.contains(digest) ? "digest: \"\(Digest.of("evil"))\"\n" : $0 + "\n" }.joined()
        #expect(try plan(fixture, "1.0.0", "staging").rules.failedRules == ["pointer"])
    }

    @Test func anUnenforcedStageGoesAheadAndSaysSo() throws {
        let fixture = Fixture(production: "    enforce: false\n")
        let failed = Finding(
            check: "metrics/floor", outcome: .failed, required: true, message: "0.61 is below 0.64")
        let gate = Fixture.gate("1.0.0", stage: "production", verdict: .failed, findings: [failed])
        let plan = try plan(fixture, "1.0.0", "production", gate: gate)
        #expect(plan.outcome == .planned)
        #expect(plan.rules.messages("requires", .warned)[0].hasPrefix("would fail for production (not enforced)"))
        #expect(try #require(plan.step).summary.contains("Would fail for production (not enforced)."))
    }

    @Test func structuralRulesStayEnforced() throws {
        let fixture = Fixture(production: "    enforce: false\n")
        let failed = Finding(
            check: "registry/immutable-version", outcome: .failed, required: true, message: "was edited")
        let gate = Fixture.gate("1.0.0", stage: "production", verdict: .failed, findings: [failed])
        #expect(try plan(fixture, "1.0.0", "production", gate: gate).rules.failedRules == ["requires"])
    }

    @Test func withoutAVersionTheGreatestEligibleIsMeant() throws {
        var fixture = Fixture()
        func greatest(_ stage: String) throws -> String? {
            let inputs = try fixture.promotion("1.0.0", to: stage)
            return PromotionRules.greatestEligible(
                of: try fixture.snapshot.versions(of: "churn"), stage: try #require(inputs.policy.stage(stage)),
                state: inputs.state, sources: inputs.sources)?.description
        }
        #expect(try greatest("staging") == "1.2.0")
        #expect(try greatest("production") == nil)
        try fixture.promote("1.1.0", to: "staging")
        try fixture.promote("1.2.0", to: "staging")
        #expect(try greatest("production") == "1.2.0")
        try fixture.rollBack("staging")
        #expect(try greatest("production") == "1.1.0")
        #expect(try greatest("staging") == "1.1.0")
    }

    @Test func aVerdictThatItsFindingsContradictDoesNotPass() throws {
        let failed = Finding(check: "metrics/floor", outcome: .failed, required: true, message: "too low")
        let gate = Fixture.gate("1.0.0", stage: "staging", findings: [failed])
        #expect(try plan(Fixture(), "1.0.0", "staging", gate: gate).rules.failedRules == ["requires"])
        let nothing = Fixture.gate("1.0.0", stage: "staging", findings: [])
        #expect(try plan(Fixture(), "1.0.0", "staging", gate: nothing).outcome == .undecided)
    }

    @Test func findingsAboutOtherSubjectsChangeNothing() throws {
        let fixture = Fixture()
        let alone = Fixture.gate("1.0.0", stage: "staging")
        let other = Finding(
            check: "metrics/floor", model: "fraud", version: "2.0.0", stage: "staging", outcome: .failed,
            required: true, message: "too low")
        let together = GateOutcome(subject: alone.subject, findings: alone.findings + [other], policy: alone.policy)
        let plans = try [alone, together].map { try plan(fixture, "1.0.0", "staging", gate: $0) }
        #expect(plans[0].step?.record == plans[1].step?.record)
        #expect(plans[1].outcome == .planned)
    }

    @Test func aPointerThatItsRecordDoesNotFitIsRefused() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        fixture[Fixture.pointerPath("staging"), default: ""] += "hold: \"1.2.0: mine\"\n"
        #expect(try plan(fixture, "1.1.0", "staging").rules.failedRules == ["pointer"])
        #expect(Rollback.plan(try fixture.rollback("staging")).rules.failedRules.contains("pointer"))
    }

    @Test func whatWasNotMeasuredOrCouldNotBeIsUndecided() throws {
        let fixture = Fixture()
        var inputs = try fixture.promotion("1.0.0", to: "staging")
        inputs.gate = nil
        #expect(Promotion.plan(inputs).outcome == .undecided)
        inputs.gate = Fixture.gate("1.0.0", stage: "staging", verdict: .undecided)
        #expect(Promotion.plan(inputs).outcome == .undecided)
        inputs.gate = Fixture.gate("1.1.0", stage: "staging")
        #expect(Promotion.plan(inputs).outcome == .undecided)
    }
}

extension Fixture {
    subscript(path: String, default text: String) -> String {
        get { self[path] ?? text }
        set { self[path] = newValue }
    }
}
