import SluiceCore
import SluicePromotion
import SluiceRegistry
import SluiceTesting
import Testing

struct RecordTests {
    private let zeros = "sha256:" + String(repeating: "0", count: 64)

    /// SHA-256 by the system's own tool.
    private func sha256sum(_ text: String) throws -> String {
        let output = try Shell.check(["sha256sum"], in: "/", input: Array(text.utf8))
        return "sha256:" + String(output.text.prefix(64))
    }

    @Test func aPromotionWritesTheRecordOfTheDesign() throws {
        var fixture = Fixture()
        let staging = try fixture.promote("1.0.0", to: "staging")
        fixture.addUnrecordedPointer("1.1.0", stage: "production")
        let step = try #require(Promotion.plan(try fixture.promotion("1.0.0", to: "production")).step)

        let manifest = try sha256sum(try #require(fixture["registry/models/churn/versions/1.0.0.yaml"]))
        let (a, m) = (try sha256sum("a").dropFirst(7), try sha256sum("m").dropFirst(7))
        let lines = ["\(a)  artifact:model\n", "\(m)  manifest:churn@1.0.0\n"]
        let inputs = try sha256sum(lines.sorted().joined())
        let judgement = try sha256sum("metrics/floor auc%20floor test - - passed\n")
        let stagingID = try sha256sum(String(decoding: staging.record.bytes, as: UTF8.self))
        let due = """
            sluice-promotion/v1
            registry 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d registry
            ref refs/heads/main
            action promote
            change churn production 1.1.0 1.0.0 \(manifest) \(zeros)
            from churn staging \(stagingID)
            inputs churn production \(inputs)
            judgement churn production \(judgement)
            reason -

            """
        #expect(String(decoding: step.record.bytes, as: UTF8.self) == due)
        #expect(step.record.id.description == (try sha256sum(due)))
        #expect(step.pointer.promotion == step.record.id)
    }

    @Test func aRollbackRecordStandsOnManifestAndArtifactsAndJudgesNothing() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        let second = try fixture.promote("1.1.0", to: "staging")
        let plan = Rollback.plan(try fixture.rollback("staging", reason: "50 % wrong – really"))
        let record = try #require(plan.step).record

        let manifest = try sha256sum(try #require(fixture["registry/models/churn/versions/1.0.0.yaml"]))
        let artifact = Fixture.artifactDigest("1.0.0").hex
        let lines = ["\(artifact)  artifact:model\n", "\(manifest.dropFirst(7))  manifest:churn@1.0.0\n"]
        let due = """
            sluice-promotion/v1
            registry 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d registry
            ref refs/heads/main
            action rollback
            change churn staging 1.1.0 1.0.0 \(manifest) \(second.record.id)
            inputs churn staging \(try sha256sum(lines.sorted().joined()))
            judgement churn staging \(try sha256sum(""))
            reason 50%20%25%20wrong%20%E2%80%93%20really

            """
        #expect(String(decoding: record.bytes, as: UTF8.self) == due)
    }

    @Test func goingBackAndForthNeverRepeatsAnID() throws {
        var fixture = Fixture()
        var ids: [Digest] = []
        for version in ["1.0.0", "1.1.0", "1.0.0", "1.1.0", "1.0.0"] {
            ids.append(try fixture.promote(version, to: "staging").record.id)
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func theSameInputsGiveTheSameFiles() throws {
        let fixture = Fixture()
        let plans = try (0..<2).map { _ in Promotion.plan(try fixture.promotion("1.0.0", to: "staging")) }
        let commits = try plans.map {
            PromotionCommit(try #require($0.step))
        }
        #expect(commits[0] == commits[1])
        let hex = try #require(plans[0].step).record.id.hex
        let paths = commits[0].edits.map(\.path)
        #expect(paths.contains("registry/promotions/\(hex.prefix(2))/\(hex).record"))
        #expect(paths.contains("registry/models/churn/stages/staging.yaml"))
        let evidence = try #require(commits[0].edits.first { $0.path.contains("/evidence/1.0.0/") })
        #expect(evidence.path.hasSuffix("/\(Digest.of(evidence.bytes).hex).json"))
        #expect(paths.count == 3)
    }

    @Test func thePointersAreThoseOfTheDesign() throws {
        var fixture = Fixture()
        let steps = [
            try fixture.promote("1.0.0", to: "staging"), try fixture.promote("1.1.0", to: "staging"),
            try fixture.rollBack("staging", reason: "no: labels # wrong"),
        ]
        for step in steps {
            let pointer = PromotionCommit(step).edits.first { $0.path == Fixture.pointerPath("staging") }
            #expect(pointer.map { String(decoding: $0.bytes, as: UTF8.self) } == Fixture.design(step.pointer))
        }
        #expect(steps[2].pointer.hold == "1.1.0: no: labels # wrong")
    }

    @Test func aRecordMadeHereReadsBack() throws {
        var fixture = Fixture()
        try fixture.promote("1.0.0", to: "staging")
        try fixture.promote("1.1.0", to: "staging")
        let record = try fixture.rollBack("staging", reason: "it said: no").record
        #expect(try PromotionRecord(parsing: record.bytes, file: "a.record") == record)
        let state = try StageState.read(
            "staging", of: "churn", in: fixture.snapshot, policy: try #require(try fixture.snapshot.policy()?.value))
        #expect(state.problem == nil)
        #expect(state.validPromotion == record.id)
    }
}
