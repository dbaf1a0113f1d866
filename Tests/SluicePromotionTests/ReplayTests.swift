import SluiceCore
import SluicePromotion
import SluiceRegistry
import Testing

struct ReplayTests {
    /// A pointer as a change leaves it.
    private func touched(_ fixture: Fixture, _ stage: String = "staging") throws -> TouchedPointer {
        let path = Fixture.pointerPath(stage)
        let pointer = try? fixture.snapshot.pointer("churn", stage)?.value
        let record = pointer?.promotion.flatMap { fixture.files[PromotionRecord.path(of: $0, root: "registry")] }
        return TouchedPointer(path: path, bytes: fixture.files[path], pointer: pointer, record: record)
    }

    /// The whole replay of a promotion or rollback on `base`.
    private func replay(_ touched: TouchedPointer, on base: Fixture) throws {
        let record = try PointerReplay.record(of: touched)
        let pointer = try #require(touched.pointer)
        let version = pointer.version.description
        let plan =
            record.action == .rollback
            ? Rollback.plan(try base.rollback(pointer.stage, to: version, reason: record.reason ?? ""))
            : Promotion.plan(try base.promotion(version, to: pointer.stage))
        try PointerReplay.compare(touched, record: record, plan: plan)
    }

    private func failure(_ touched: TouchedPointer, on base: Fixture) -> ReplayFailure? {
        do {
            try replay(touched, on: base)
            return nil
        } catch {
            return error as? ReplayFailure
        }
    }

    @Test func whatPromoteWritesIsValid() throws {
        var head = Fixture()
        let base = head
        try head.promote("1.0.0", to: "staging")
        try replay(try touched(head), on: base)
    }

    @Test func whatRollbackWritesWithItsReasonIsValid() throws {
        var head = Fixture()
        try head.promote("1.0.0", to: "staging")
        try head.promote("1.1.0", to: "staging")
        let base = head
        try head.rollBack("staging", reason: "wrong: labels")
        try replay(try touched(head), on: base)
    }

    @Test func anEditByHandIsToldTheCommandThatCompletesIt() throws {
        let base = Fixture()
        var head = base
        head.addUnrecordedPointer("1.0.0", stage: "staging")
        let failure = try #require(failure(try touched(head), on: base))
        #expect(failure.remedy == "sluice promote churn@1.0.0 --stage staging --apply --branch <this branch>")
    }

    @Test func anyOtherByteOfThePointerIsInvalid() throws {
        let base = Fixture()
        var head = base
        try head.promote("1.0.0", to: "staging")
        head[Fixture.pointerPath("staging"), default: ""] += "\n"
        #expect(failure(try touched(head), on: base)?.reasons.count == 1)
        head = base
        try head.promote("1.0.0", to: "staging")
        head[Fixture.pointerPath("staging"), default: ""] += "hold: \"1.1.0: mine\"\n"
        #expect(try #require(failure(try touched(head), on: base)).reasons[0].contains("`hold: \"1.1.0: mine\"`"))
    }

    @Test func aRecordOfOtherMeasurementsIsInvalid() throws {
        let base = Fixture()
        var head = base
        let finding = Finding(check: "metrics/floor", outcome: .passed, required: true, message: "made up")
        try head.apply(
            Promotion.plan(
                try base.promotion(
                    "1.0.0", to: "staging", gate: Fixture.gate("1.0.0", stage: "staging", findings: [finding]))))
        let failure = try #require(failure(try touched(head), on: base))
        #expect(failure.reasons.contains { $0.contains("the record has the line `judgement churn staging") })
        #expect(failure.reasons.contains { $0.contains("the record lacks the line `judgement churn staging") })
        #expect(failure.reasons.count == 2)
    }

    @Test func aRecordMadeOnAnotherBaseIsInvalid() throws {
        var base = Fixture()
        var head = base
        try head.promote("1.1.0", to: "staging")
        try base.promote("1.0.0", to: "staging")
        #expect(failure(try touched(head), on: base)?.reasons.contains { $0.contains("`change churn") } == true)
    }

    @Test func aPromotionThatTheBaseRefusesIsInvalidWithTheReasons() throws {
        var base = Fixture(production: "")
        var head = base
        try head.promote("1.0.0", to: "production")
        base["registry/sluice.yaml"] = Fixture()["registry/sluice.yaml"]
        let failure = try #require(failure(try touched(head, "production"), on: base))
        #expect(failure.reasons.count == 1)
        #expect(failure.reasons[0].hasPrefix("from: staging never held churn 1.0.0"))
    }

    @Test func missingAlteredAndDeletedFilesAreInvalid() throws {
        let base = Fixture()
        var head = base
        try head.promote("1.0.0", to: "staging")
        var missing = try touched(head)
        missing.record = nil
        #expect(failure(missing, on: base)?.reasons[0].hasPrefix("there is no record") == true)
        var altered = try touched(head)
        altered.record?.append(10)
        #expect(failure(altered, on: base)?.reasons[0].contains("not those of that name") == true)
        let deleted = TouchedPointer(path: "p", bytes: nil, pointer: nil, record: nil)
        #expect(failure(deleted, on: head)?.reasons[0].contains("is deleted") == true)
        #expect(failure(try touched(head), on: head)?.reasons[0].contains("by a valid record already") == true)
    }
}
