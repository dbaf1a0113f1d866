import SluiceChecks
import SluiceContracts
import SluiceCore
import SluiceQuery
import Testing

@testable import SluiceRegistry

@Suite struct DataDigestCheckTests {
    let check = DataDigestCheck()

    private func rowCount(_ label: String = "demo@1.0.0:test") -> Measure {
        Measure(.count, over: .file(DataFile(digest: TestSubject.testDigest, format: .csv, label: label)))
    }

    private func withRows(_ rows: Int64) -> TestSubject {
        var subject = TestSubject()
        subject.version.data = [TestSubject.file("test", "data/test.csv", TestSubject.testDigest, rows: rows)]
        return subject
    }

    @Test func passesForTheRecordedBytes() {
        #expect(check.outcomes(TestSubject(), .good(TestSubject())) == ["test:data": .passed])
    }

    @Test func failsForOtherBytesAndIsErroredForNone() {
        var facts = Facts.good(TestSubject())
        facts.bytes[TestSubject.testFile] = .differs(found: Digest.of("other"))
        #expect(check.outcomes(TestSubject(), facts) == ["test:data": .failed])
        facts.bytes[TestSubject.testFile] = .absent("nowhere.")
        #expect(check.outcomes(TestSubject(), facts) == ["test:data": .errored])
    }

    @Test func countsRowsOnlyOfBytesThatAreThere() {
        let subject = withRows(3)
        #expect(check.needs(for: subject.subject, known: Facts()) == [.bytes(TestSubject.testFile)])
        #expect(
            check.needs(for: subject.subject, known: .good(subject)) == [
                .bytes(TestSubject.testFile), .measure(rowCount()),
            ])
    }

    @Test func comparesRowsWithTheRecordedCount() {
        let subject = withRows(3)
        var facts = Facts.good(subject)
        facts.measures[rowCount()] = .success(.integer(3))
        #expect(check.outcomes(subject, facts) == ["test:data": .passed, "test:data.rows": .passed])
        facts.measures[rowCount()] = .success(.integer(4))
        #expect(check.outcomes(subject, facts)["test:data.rows"] == .failed)
        facts.measures[rowCount()] = .failure(EngineError(.missing, "DuckDB is not installed"))
        #expect(check.outcomes(subject, facts)["test:data.rows"] == .errored)
        facts.measures[rowCount()] = nil
        #expect(check.outcomes(subject, facts)["test:data.rows"] == .errored)
        facts.bytes[TestSubject.testFile] = .absent("nowhere.")
        #expect(check.outcomes(subject, facts)["test:data.rows"] == .notRun)
    }

    @Test func looksAtPredictionsToo() {
        var subject = TestSubject()
        subject.version.predictions = [TestSubject.file("test", "data/test.csv", TestSubject.testDigest, rows: 2)]
        var facts = Facts.good(subject)
        facts.measures[rowCount("demo@1.0.0:predictions/test")] = .success(.integer(2))
        #expect(
            check.outcomes(subject, facts) == [
                "test:data": .passed, "test:predictions": .passed, "test:predictions.rows": .passed,
            ])
    }

    @Test func comparesAPinnedTestSetWithItsPin() {
        var subject = TestSubject()
        subject.model.data = [TestSubject.role("test", pin: TestSubject.testDigest)]
        #expect(check.outcomes(subject, .good(subject))["test:pin"] == .passed)
        subject.model.data = [TestSubject.role("test", pin: Digest.of("pinned"))]
        #expect(check.outcomes(subject, .good(subject))["test:pin"] == .failed)
    }

    @Test func failsForADatasetThatTheVersionLacksUnlessItIsOptional() {
        var subject = TestSubject()
        subject.model.data = [TestSubject.role("test"), TestSubject.role("serving", optional: true)]
        #expect(check.outcomes(subject, .good(subject)) == ["test:data": .passed])
        subject.model.data = [TestSubject.role("test"), TestSubject.role("train")]
        #expect(check.outcomes(subject, .good(subject))["train:role"] == .failed)
    }

    @Test func doesNotReadTables() {
        var subject = TestSubject()
        subject.version.data = [TestSubject.table]
        #expect(check.outcomes(subject, .good(subject))["train:data"] == .notRun)
    }

    @Test func judgesFoldersByTheirListAndEveryFile() {
        var subject = TestSubject()
        let files = [("a.csv", Digest.of("a")), ("b.csv", Digest.of("b"))]
        func folder(_ digest: Digest) -> DataEntry {
            DataEntry(
                name: "test",
                source: .folder(
                    uri: "data/test", digest: digest,
                    files: files.map { DataEntry.FolderFile(path: $0.0, digest: $0.1, size: nil) }), rows: nil,
                contractDigest: nil, location: TestSubject.place("version.yaml", 7))
        }
        subject.version.data = [folder(digestOfLines(files.map { (name: $0.0, digest: $0.1) }))]
        var facts = Facts()
        for (name, digest) in files {
            facts.bytes[FileReference(path: "data/test/\(name)", digest: digest)] = .present(size: 1)
        }
        #expect(
            check.outcomes(subject, facts) == [
                "test:data": .passed, "test:data.a.csv": .passed, "test:data.b.csv": .passed,
            ])
        subject.version.data = [folder(Digest.of("another list"))]
        #expect(check.outcomes(subject, facts)["test:data"] == .failed)
    }

    @Test func saysThatAContractChangedSinceRegistration() {
        var subject = TestSubject()
        subject.version.data[0].contractDigest = Digest.of("then")
        let contract = DataContract(file: "c.odcs.yaml", id: "c", version: "1", objects: [])
        let object = ContractObject(name: "t", properties: [], rules: [], location: SourceLocation(file: "c.odcs.yaml"))
        func notices(_ digest: Digest) -> [String] {
            subject.contracts["test"] = .contract(
                Loaded(value: contract, path: "c.odcs.yaml", digest: digest), object: object, source: .base)
            return check.judge(subject.subject, .good(subject)).notices
        }
        #expect(notices(Digest.of("then")).isEmpty)
        #expect(notices(Digest.of("now")).count == 1)
    }
}
