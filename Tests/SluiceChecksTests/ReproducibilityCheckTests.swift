import SluiceChecks
import SluiceCore
import Testing

@testable import SluiceRegistry

@Suite struct ReproducibilityCheckTests {
    @Test func codeIsJudgedByWhereItIs() throws {
        let subject = TestSubject()
        var facts = Facts.good(subject)
        let code = try #require(subject.version.code)
        #expect(CodeCheck().needs(for: subject.subject, known: Facts()) == [.code(code)])
        let expected: [(Facts.Code, Outcome)] = [
            (.commitReachable, .passed), (.treeMatches, .passed), (.unreachable("it is on no branch."), .failed),
            (.unknown("the clone is shallow."), .errored),
        ]
        for (place, outcome) in expected {
            facts.code[code] = place
            #expect(try CodeCheck().only(subject, facts).outcome == outcome)
        }
        facts.code = [:]
        #expect(try CodeCheck().only(subject, facts).outcome == .errored)
    }

    @Test func codeThatIsNotRecordedFails() throws {
        var subject = TestSubject()
        subject.version.code?.commit = nil
        #expect(try CodeCheck().only(subject, .good(subject)).outcome == .failed)
        #expect(CodeCheck().needs(for: subject.subject, known: Facts()).isEmpty)
        subject.version.code = nil
        #expect(try CodeCheck().only(subject, .good(subject)).outcome == .failed)
    }

    @Test func aShallowCloneSaysHowToCheckOut() throws {
        let subject = TestSubject()
        var facts = Facts.good(subject)
        facts.code[try #require(subject.version.code)] = .unknown("the clone is shallow.")
        #expect(try CodeCheck().only(subject, facts).remedy.contains("fetch-depth: 0"))
    }

    @Test func environmentReadsTheLockFileOnceItsBytesAreThere() {
        let subject = TestSubject()
        #expect(EnvironmentCheck().needs(for: subject.subject, known: Facts()) == [.bytes(TestSubject.lock)])
        #expect(EnvironmentCheck().needs(for: subject.subject, known: .good(subject)).count == 2)
        #expect(EnvironmentCheck().outcomes(subject, .good(subject)) == ["lock": .passed, "pins": .passed])
    }

    @Test(arguments: [
        ("numpy==1", "Pinned without hashes"), ("numpy>=1", "Not pinned"), ("-r other.txt", "Not pinned"),
    ])
    func environmentFailsForWeakPins(_ text: String, _ message: String) throws {
        let subject = TestSubject()
        var facts = Facts.good(subject)
        facts.recordedDocuments[TestSubject.lock] = .text("\n" + text)
        let pins = try #require(EnvironmentCheck().judge(subject.subject, facts).findings.last)
        #expect(pins.outcome == .failed)
        #expect(pins.message.hasPrefix(message))
        #expect(pins.location?.file == "code/requirements.lock")
    }

    @Test func environmentIsNotRunForOtherLockFormats() {
        var subject = TestSubject()
        subject.version.run?.environmentFile = "uv.lock"
        let lock = FileReference(path: "uv.lock", digest: TestSubject.lockDigest)
        var facts = Facts.good(subject)
        facts.bytes[lock] = .present(size: 1)
        facts.recordedDocuments[lock] = .text("version = 1")
        #expect(EnvironmentCheck().outcomes(subject, facts) == ["lock": .passed, "pins": .notRun])
    }

    @Test func environmentFailsWhenNotRecordedAndWhenItDiffers() {
        var subject = TestSubject()
        var facts = Facts.good(subject)
        facts.bytes[TestSubject.lock] = .differs(found: Digest.of("other"))
        #expect(EnvironmentCheck().outcomes(subject, facts) == ["lock": .failed, "pins": .notRun])
        subject.version.run = nil
        #expect(EnvironmentCheck().outcomes(subject, facts) == ["lock": .failed])
    }

    @Test func dataMustBeRecordedByDigest() {
        var subject = TestSubject()
        #expect(RecordedDataCheck().outcomes(subject, Facts()) == ["test:data": .passed])
        subject.version.data = [TestSubject.table]
        #expect(RecordedDataCheck().outcomes(subject, Facts()) == ["train:data": .failed, "test:data": .failed])
        subject.version.data = []
        subject.model.data = []
        #expect(RecordedDataCheck().outcomes(subject, Facts()) == ["data": .failed])
    }

    @Test func aSeedMustBeRecorded() throws {
        var subject = TestSubject()
        #expect(try SeedCheck().only(subject, Facts()).outcome == .passed)
        subject.version.run?.seed = nil
        #expect(try SeedCheck().only(subject, Facts()).outcome == .failed)
        subject.version.params = [Parameter(name: "random_state", text: "null")]
        #expect(try SeedCheck().only(subject, Facts()).outcome == .failed)
        subject.version.params = [Parameter(name: "random_state", text: "0")]
        #expect(try SeedCheck().only(subject, Facts()).outcome == .passed)
    }

    @Test func theLevelRisesFromUndeclaredOverDeclaredToPinned() {
        var subject = TestSubject()
        let checks: [any Check] = [CodeCheck(), EnvironmentCheck(), RecordedDataCheck(), SeedCheck()]
        func level(_ facts: Facts) -> ReproducibilityLevel {
            let findings = checks.flatMap { $0.judge(subject.subject, facts).findings }
            return ReproducibilityLevel(version: subject.version, findings: findings)
        }
        var facts = Facts.good(subject)
        #expect(level(facts) == .pinned)
        facts.recordedDocuments[TestSubject.lock] = .text("numpy==1")
        #expect(level(facts) == .declared)
        subject.version.run?.seed = nil
        #expect(level(facts) == .undeclared)
        #expect(ReproducibilityLevel(version: TestSubject().version, findings: []) == .declared)
    }
}
