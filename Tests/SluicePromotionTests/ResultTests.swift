import SluiceCore
import SluicePromotion
import SluiceRegistry
import Testing

struct ResultTests {
    @Test(arguments: [
        (PromotionResult.Outcome.planned, SluiceCore.ExitStatus.success), (.done, .success), (.already, .success),
        (.refused, .refused), (.rejected, .undecided), (.undecided, .undecided), (.superseded, .superseded),
    ])
    func everyOutcomeHasItsExitCode(_ outcome: PromotionResult.Outcome, _ status: SluiceCore.ExitStatus) {
        #expect(outcome.exitStatus == status)
    }

    @Test func theJSONHasTheDocumentedKeys() throws {
        let plan = Promotion.plan(try Fixture().promotion("1.0.0", to: "staging"))
        guard case .object(let members) = plan.result.json else {
            Issue.record("the result is no object")
            return
        }
        #expect(
            members.keys.sorted() == [
                "action", "apiVersion", "base", "changes", "commit", "kind", "outcome", "promotion", "rules",
            ])
        #expect(members["outcome"] == .string("planned"))
        #expect(members["commit"] == .null)
        #expect(
            members["changes"]
                == .array([
                    .object([
                        "model": .string("churn"), "stage": .string("staging"), "from": .null, "to": .string("1.0.0"),
                    ])
                ]))
        #expect(members["promotion"] == .string(try #require(plan.step).record.id.description))
    }

    @Test func thePlanSaysWhatChangesWhatEachRuleSawAndTheNextCommand() throws {
        let result = Promotion.plan(try Fixture().promotion("1.0.0", to: "staging")).result
        let text = PromotionText.render(result, files: ["a/b"], next: PromotionText.nextCommand(result))
        #expect(text.hasPrefix("Would promote churn staging: nothing → 1.0.0 (nothing written)\n"))
        #expect(text.contains("\n  ✓ quarantine  nothing is quarantined\n"))
        #expect(text.contains("\nFiles:\n  a/b\n"))
        #expect(text.hasSuffix("\nNext: sluice promote churn@1.0.0 --stage staging --apply\n"))
    }

    @Test func aRefusalMarksTheRuleThatSaidNo() throws {
        let result = Promotion.plan(try Fixture().promotion("1.0.0", to: "production")).result
        let text = PromotionText.render(result)
        #expect(text.hasPrefix("Refused to promote churn production: nothing → 1.0.0\n"))
        #expect(text.contains("\n  ✗ from        staging never held churn 1.0.0"))
        #expect(result.exitStatus == .refused)
    }

    @Test func aRollbacksNextCommandQuotesTheReason() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        let result = Rollback.plan(try fixture.rollback("staging")).result
        #expect(
            PromotionText.nextCommand(result, reason: "it's $(bad)")
                == "sluice rollback churn --stage staging --version 1.0.0 --reason 'it'\\''s $(bad)' --apply")
    }
}
