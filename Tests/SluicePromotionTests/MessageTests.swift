import SluiceCore
import SluicePromotion
import SluiceRegistry
import SluiceTesting
import Testing

struct MessageTests {
    private let instant = Instant(secondsSince1970: 1_795_000_000)

    /// What the real `git interpret-trailers` finds.
    private func trailers(_ message: String) throws -> [String] {
        try Shell.check(["git", "interpret-trailers", "--parse"], in: "/tmp", input: Array(message.utf8)).lines
    }

    @Test func aPromotionSaysTheDecidingNumberAndWhatItReplaces() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        let row = MetricRow(
            metric: "roc_auc", dataset: "test", gate: "auc", outcome: .passed, value: 0.66183, baselineValue: 0.65912,
            change: 0.00271)
        let plan = Promotion.plan(
            try fixture.promotion(
                "1.1.0", to: "staging", gate: Fixture.gate("1.1.0", stage: "staging", metrics: [row])))
        let step = try #require(plan.step)
        let commit = PromotionCommit(step)
        let evidence = Digest.of(try #require(step.evidence))
        #expect(
            commit.message == """
                promote(churn): 1.1.0 to staging

                roc_auc 0.6618 (was 0.6591, +0.0027); 1 check passed. Replaces 1.0.0.

                Sluice-Promotion-Id: \(step.record.id)
                Sluice-Action: promote
                Sluice-Change: churn staging 1.0.0 1.1.0
                Sluice-Evidence: \(evidence)

                """)
        #expect(try trailers(commit.message).count == 4)
    }

    @Test func aRollbackNamesNoEvidenceAndATestedTimeIsNamed() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        let step = try fixture.rollBack("staging")
        let commit = PromotionCommit(step, asOf: instant)
        let beginning = "rollback(churn): 1.0.0 in staging\n\nBack to 1.0.0 from 1.1.0: wrong labels\n"
        #expect(commit.message.hasPrefix(beginning))
        #expect(
            try trailers(commit.message) == [
                "Sluice-Promotion-Id: \(step.record.id)", "Sluice-Action: rollback",
                "Sluice-Change: churn staging 1.1.0 1.0.0", "Sluice-As-Of: \(instant)",
            ])
        #expect(commit.edits.count == 2)
    }

    @Test(arguments: [
        "[skip ci] and [ci skip]", "***NO_CI*** please", "Fixes #12, closes GH-3, resolves acme/x#7",
        "see https://forge.example/acme/x/issues/1", "skip-checks: true", "ask @release --- now",
        "Sluice-Action: promote", "# not a comment", "diff --git a/x b/x",
    ])
    func textOfPeopleDoesNotActInAMessage(_ reason: String) throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        let step = try fixture.rollBack("staging", reason: reason)
        let message = PromotionCommit(step).message
        #expect(try trailers(message).count == 3)
        for marker in ["[", "***", "#1", "#7", "GH-3", "://", "skip-checks:", " @"] {
            #expect(!message.contains(marker), "\(marker)")
        }
        for line in message.split(separator: "\n") {
            for beginning in ["#", "[", "---", "diff ", "From ", "Index: "] { #expect(!line.hasPrefix(beginning)) }
        }
        try ScratchRepository.use { repository in
            try repository.commit("first")
            try repository.write("file", "text")
            try repository.commit(message)
            let before = try repository.git("log", "-1", "--format=%B")
            try repository.git("format-patch", "-1", "--output=../one.patch")
            try repository.git("reset", "--quiet", "--hard", "HEAD^")
            try repository.git("am", "--quiet", "../one.patch")
            #expect(try repository.git("log", "-1", "--format=%B") == before)
        }
    }

    @Test func invisibleCharactersAreShown() {
        #expect(CommitText.visible("a\u{202E}b\u{7}\n") == "a\\u{202E}b\\u{7}\\u{A}")
        #expect(CommitText.neutral("größer als 1.0.0") == "größer als 1.0.0")
        #expect(CommitText.neutral("churn@1.0.0") == "churn@1.0.0")
    }
}
