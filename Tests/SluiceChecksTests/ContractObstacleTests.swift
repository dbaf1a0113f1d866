import SluiceChecks
import SluiceContracts
import SluiceCore
import SluiceQuery
import Testing

@testable import SluiceRegistry

/// What the contract check says where rules cannot be judged: never a pass, and every rule is named.
@Suite struct ContractObstacleTests {
    let check = ContractCheck()
    let file = DataFile(digest: TestSubject.testDigest, format: .csv, label: "demo@1.0.0:test")
    var subject = TestSubject()

    init() {
        subject.model.data = [TestSubject.role("test", contract: "c.odcs.yaml")]
        bind(.base)
    }

    private mutating func bind(_ source: RuleSource) {
        let location = SourceLocation(file: "c.odcs.yaml", line: 8, column: 3)
        let rules = [
            ContractRule(path: "schema[0].properties[0]", column: "v", kind: .presence, location: location),
            ContractRule(path: "schema[0].properties[0].required", column: "v", kind: .required, location: location),
        ]
        let object = ContractObject(
            name: "t", properties: [ContractProperty(column: "v", logicalType: .number, location: location)],
            rules: rules, location: location)
        let contract = DataContract(file: "c.odcs.yaml", id: "c", version: "1", objects: [object])
        subject.contracts["test"] = .contract(
            Loaded(value: contract, path: "c.odcs.yaml", digest: Digest.of("c")), object: object, source: source)
    }

    private func outcomes(_ facts: Facts) -> [Outcome] { check.judge(subject.subject, facts).findings.map(\.outcome) }

    @Test func withoutBytesTheDatasetIsErroredOnceAndRulesAreNotRun() {
        var facts = Facts()
        facts.bytes[TestSubject.testFile] = .absent("nowhere.")
        #expect(outcomes(facts) == [.errored, .notRun, .notRun])
        #expect(outcomes(Facts()) == [.errored, .notRun, .notRun])
        #expect(check.judge(subject.subject, facts).findings[0].message.contains("data/test.csv"))
    }

    @Test func forOtherBytesNoRuleRuns() {
        var facts = Facts()
        facts.bytes[TestSubject.testFile] = .differs(found: Digest.of("other"))
        #expect(outcomes(facts) == [.notRun, .notRun, .notRun])
    }

    @Test func anEngineThatCannotReadTheFileIsQuoted() {
        var facts = Facts.good(subject)
        facts.shapes[file] = .failure(EngineError(.missing, "DuckDB is not installed", remedy: "Install it."))
        #expect(outcomes(facts) == [.errored, .notRun, .notRun])
        let first = check.judge(subject.subject, facts).findings[0]
        #expect(first.message.contains("DuckDB is not installed"))
        #expect(first.remedy == "Install it.")
    }

    @Test func oneMeasureThatFailsDoesNotHideTheOtherRules() throws {
        var facts = Facts.good(subject)
        facts.shapes[file] = .success(
            FileShape(columns: [ColumnInfo(name: "v", type: .text, physicalType: "text", isUntyped: true)]))
        let measures = check.needs(for: subject.subject, known: facts).compactMap { need -> Measure? in
            if case .measure(let measure) = need { measure } else { nil }
        }
        #expect(measures.count == 2)
        for measure in measures {
            facts.measures[measure] =
                measure.expression == .count
                ? .success(.integer(3)) : .failure(EngineError(.timeout, "the engine took too long"))
        }
        #expect(outcomes(facts) == [.passed, .passed, .errored])
        #expect(check.judge(subject.subject, facts).findings[2].message.contains("the engine took too long"))
        facts.measures = [:]
        #expect(outcomes(facts) == [.errored, .passed, .errored])
    }

    @Test func tablesFoldersAndUnknownFormatsAreNotJudged() {
        var subject = subject
        subject.version.data = [TestSubject.table]
        subject.version.data[0].name = "test"
        #expect(check.judge(subject.subject, Facts()).findings.map(\.outcome) == [.notRun, .notRun, .notRun])
        subject.version.data = [TestSubject.file("test", "data/test.xlsx", TestSubject.testDigest)]
        var facts = Facts()
        facts.bytes[FileReference(path: "data/test.xlsx", digest: TestSubject.testDigest)] = .present(size: 1)
        #expect(check.judge(subject.subject, facts).findings.map(\.outcome) == [.errored, .notRun, .notRun])
    }

    @Test func aDatasetThatTheVersionLacksIsNotRunUnlessItIsOptional() {
        var subject = subject
        subject.version.data = []
        #expect(check.judge(subject.subject, Facts()).findings.map(\.outcome) == [.notRun, .notRun, .notRun])
        subject.model.data[0].optional = true
        #expect(!check.applies(to: subject.subject))
        #expect(check.judge(subject.subject, Facts()).findings.isEmpty)
    }

    @Test func aContractThatCannotBeReadIsErroredAtTheTargetAndNotRunInTheChange() throws {
        var subject = subject
        let problem = Diagnostic("`minimun` is no option", at: SourceLocation(file: "c.odcs.yaml", line: 9))
        for (source, outcome) in [(RuleSource.base, Outcome.errored), (.head, .notRun)] {
            subject.contracts["test"] = .unreadable(path: "c.odcs.yaml", diagnostics: [problem], source: source)
            let finding = try check.only(subject, Facts())
            #expect(finding.outcome == outcome)
            #expect(finding.location?.line == 9)
            #expect(finding.source == source)
        }
        subject.contracts = [:]
        #expect(try check.only(subject, Facts()).outcome == .errored)
    }

    @Test func saysWhetherTheRulesComeWithTheChange() {
        var copy = self
        copy.bind(.head)
        #expect(copy.check.judge(copy.subject.subject, Facts()).findings.allSatisfy { $0.source == .head })
    }

    @Test func withoutAContractItDoesNotApply() {
        var subject = TestSubject()
        #expect(!check.applies(to: subject.subject))
        subject.model.data = []
        #expect(!check.applies(to: subject.subject))
    }
}
