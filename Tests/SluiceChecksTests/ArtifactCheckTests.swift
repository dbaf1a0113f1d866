import SluiceChecks
import SluiceCore
import Testing

@testable import SluiceRegistry

@Suite struct ArtifactCheckTests {
    let check = ArtifactDigestCheck()
    var subject = TestSubject()

    @Test func asksForTheBytesOfEveryArtifact() {
        #expect(check.needs(for: subject.subject, known: Facts()) == [.bytes(TestSubject.artifact)])
    }

    @Test func passesForTheRecordedBytes() throws {
        let finding = try check.only(subject, .good(subject))
        #expect(finding.outcome == .passed)
        #expect(finding.rule == "model")
        #expect(finding.location?.line == 5)
    }

    @Test func failsForOtherBytesAndShowsTheirDigest() throws {
        var facts = Facts.good(subject)
        let other = Digest.of("other")
        facts.bytes[TestSubject.artifact] = .differs(found: other)
        let finding = try check.only(subject, facts)
        #expect(finding.outcome == .failed)
        #expect(finding.observed == other.description)
        #expect(finding.expected == TestSubject.artifactDigest.description)
        #expect(!finding.remedy.isEmpty)
    }

    @Test func failsForAnotherSize() throws {
        var facts = Facts.good(subject)
        facts.bytes[TestSubject.artifact] = .present(size: 12)
        let finding = try check.only(subject, facts)
        #expect(finding.outcome == .failed)
        #expect(finding.observedValue == 12)
        #expect(finding.boundValue == 11)
    }

    @Test func isErroredWithoutBytesAndNamesTheFile() throws {
        var facts = Facts.good(subject)
        facts.bytes[TestSubject.artifact] = .absent("not in the commit.")
        let finding = try check.only(subject, facts)
        #expect(finding.outcome == .errored)
        #expect(finding.message.contains("models/model.onnx"))
    }

    @Test func neverPassesForBytesThatNobodyLookedFor() throws {
        #expect(try check.only(subject, Facts()).outcome == .errored)
    }
}
