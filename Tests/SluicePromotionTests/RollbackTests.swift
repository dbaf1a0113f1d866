import SluiceCore
import SluicePromotion
import SluiceRegistry
import Testing

struct RollbackTests {
    private func history(_ versions: String...) throws -> Fixture {
        var fixture = Fixture()
        for version in versions { try fixture.promote(version, to: "staging") }
        return fixture
    }

    @Test func itReturnsToTheMostRecentFormerHolderAndHoldsAutomationOff() throws {
        var fixture = try history("1.0.0", "1.1.0", "1.2.0")
        let step = try fixture.rollBack("staging", reason: "wrong labels")
        #expect(step.pointer.version == SemanticVersion("1.1.0"))
        #expect(step.pointer.previous == SemanticVersion("1.2.0"))
        #expect(step.pointer.hold == "1.2.0: wrong labels")
        #expect(step.evidence == nil)
        #expect(try fixture.pointer("staging").heldBack == SemanticVersion("1.2.0"))
    }

    @Test func itNeverReturnsToAVersionThatARollbackLeft() throws {
        var fixture = try history("1.0.0", "1.1.0", "1.2.0")
        try fixture.rollBack("staging")
        try fixture.rollBack("staging")
        #expect(try fixture.pointer("staging").version == SemanticVersion("1.0.0"))
        let last = Rollback.plan(try fixture.rollback("staging"))
        #expect(last.outcome == .refused)
        #expect(last.to == nil)
        let named = Rollback.plan(try fixture.rollback("staging", to: "1.1.0"))
        #expect(named.rules.messages("former-holder", .failed)[0].contains("was left by a rollback"))
    }

    @Test func itReturnsToTheHolderBeforeTheFirstRecord() throws {
        var fixture = Fixture()
        fixture.addUnrecordedPointer("1.0.0", stage: "staging")
        try fixture.promote("1.1.0", to: "staging")
        try fixture.rollBack("staging")
        #expect(try fixture.pointer("staging").version == SemanticVersion("1.0.0"))
    }

    @Test func aStageWithoutRecordsHasNowhereToGo() throws {
        var fixture = Fixture()
        #expect(Rollback.plan(try fixture.rollback("staging")).outcome == .refused)
        fixture.addUnrecordedPointer("1.0.0", stage: "staging")
        #expect(Rollback.plan(try fixture.rollback("staging")).outcome == .refused)
    }

    @Test func aNamedVersionMustBeAFormerHolder() throws {
        let fixture = try history("1.0.0", "1.1.0")
        let never = Rollback.plan(try fixture.rollback("staging", to: "1.2.0"))
        #expect(
            never.rules.messages("former-holder", .failed)
                == ["staging never held churn 1.2.0; former holders: 1.0.0"])
        let current = Rollback.plan(try fixture.rollback("staging", to: "1.1.0"))
        #expect(current.rules.messages("former-holder", .failed) == ["staging holds churn 1.1.0 now"])
    }

    @Test func bytesThatDoNotMatchOrWereNotReadStopIt() throws {
        let fixture = try history("1.0.0", "1.1.0")
        var inputs = try fixture.rollback("staging")
        inputs.bytes = [.init(name: "model", outcome: .failed, message: "has another digest")]
        #expect(Rollback.plan(inputs).outcome == .refused)
        inputs.bytes = []
        #expect(Rollback.plan(inputs).outcome == .undecided)
        #expect(Rollback.plan(inputs).step == nil)
    }

    @Test(arguments: ["", "  ", "-", "two\nlines", "a\u{202E}b"])
    func aReasonIsOneVisibleLine(_ reason: String) throws {
        let fixture = try history("1.0.0", "1.1.0")
        #expect(Rollback.plan(try fixture.rollback("staging", reason: reason)).rules.failedRules == ["reason"])
    }

    @Test func itIgnoresRulesOnTimeAndPeopleButNotQuarantine() throws {
        var fixture = Fixture(production: "")
        for version in ["1.0.0", "1.1.0"] { try fixture.promote(version, to: "production") }
        let policy = try #require(fixture["registry/sluice.yaml"])
        let strict = Fixture(
            production: """
                    from: [{stage: staging, soak: 24h}]
                    approvals: [{required: 1, from: ["@release"]}]
                teams: {"@release": [anna@example.org]}

                """)
        fixture["registry/sluice.yaml"] = strict["registry/sluice.yaml"]
        #expect(fixture["registry/sluice.yaml"] != policy)
        #expect(Rollback.plan(try fixture.rollback("production")).outcome == .planned)
        fixture["registry/quarantine/aa.yaml"] = "anything"
        #expect(Rollback.plan(try fixture.rollback("production")).rules.failedRules == ["quarantine"])
    }

    @Test func aPersonsNextPromotionDropsTheHold() throws {
        var fixture = try history("1.0.0", "1.1.0")
        try fixture.rollBack("staging")
        let plan = Promotion.plan(try fixture.promotion("1.2.0", to: "staging"))
        #expect(plan.rules.messages("hold", .passed)[0].contains("1.1.0: wrong labels"))
        try fixture.apply(plan)
        #expect(try fixture.pointer("staging").hold == nil)
    }
}
