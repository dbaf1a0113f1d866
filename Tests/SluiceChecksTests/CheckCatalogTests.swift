import SluiceChecks
import SluiceCore
import Testing

@testable import SluiceRegistry

@Suite struct CheckCatalogTests {
    @Test func everyIdIsBuiltOrNotBuiltAndOfAKnownFamily() {
        let built = CheckCatalog.all.map(\.descriptor.id)
        #expect(Set(built).count == built.count)
        for id in built + CheckCatalog.notBuilt.keys {
            #expect(CheckCatalog.families.contains(CheckCatalog.family(of: id)), "\(id)")
            #expect(!(built.contains(id) && CheckCatalog.notBuilt[id] != nil), "\(id)")
        }
    }

    @Test func aFamilyStandsForItsBuiltChecks() {
        #expect(CheckCatalog.built("artifacts").map(\.descriptor.id) == ["artifacts/digest"])
        #expect(CheckCatalog.built("artifacts/digest").count == 1)
        #expect(CheckCatalog.built("freshness").isEmpty)
        #expect(CheckCatalog.built("artifacts/unsafe").isEmpty)
    }

    @Test func everyCheckPassesItsGoodSubject() {
        let subject = TestSubject()
        for check in CheckCatalog.all where check.applies(to: subject.subject) {
            let outcomes = Set(check.judge(subject.subject, .good(subject)).findings.map(\.outcome))
            #expect(outcomes == [.passed], "\(check.descriptor.id)")
        }
    }

    @Test func everyFindingCarriesTheIdOfItsCheck() {
        for check in CheckCatalog.all {
            for finding in check.judge(TestSubject().subject, Facts()).findings {
                #expect(finding.check == check.descriptor.id)
                #expect(!finding.message.isEmpty)
            }
        }
    }

    @Test func everyCheckHasAPage() {
        for check in CheckCatalog.all {
            let page = CheckPage.markdown(for: check.descriptor)
            #expect(page.hasPrefix("# \(check.descriptor.id)\n"))
            #expect(page.contains(check.descriptor.failingExample.text))
            #expect(page.hasSuffix("```\n"))
            #expect(CheckPage.path(of: check.descriptor) == "docs/checks/\(check.descriptor.id).md")
        }
    }

    @Test func namesChecksThatAreNotBuilt() throws {
        var subject = TestSubject()
        subject.requires = ["registry", "artifacts", "freshness", "artifacts/unsafe"]
        subject.policy.checks = [TestSubject.setting("data/drift", nil), TestSubject.setting("data/digest", nil)]
        subject.model.checks = [TestSubject.setting("artifacts/unsafe", .error)]
        let findings = UnbuiltChecks.findings(for: subject.subject)
        #expect(findings.map(\.check) == ["artifacts/unsafe", "data/drift"])
        #expect(findings.allSatisfy { $0.outcome == .notRun && $0.location != nil })
    }

    @Test func namesGateKindsThatAreNotBuilt() {
        var subject = TestSubject()
        subject.gates = [
            Gate(
                id: "even-handed", metric: MetricReference(name: "recall"), dataset: "test", stages: nil,
                severity: .warning, minimum: nil, maximum: nil, confidence: nil, change: nil,
                unbuiltKinds: [UnbuiltRule(key: "fairness", location: TestSubject.place("model.yaml", 30))],
                inconclusive: .fail, models: nil, tasks: nil, location: TestSubject.place("model.yaml", 29),
                source: .head)
        ]
        let findings = UnbuiltChecks.findings(for: subject.subject)
        #expect(findings.map(\.check) == ["metrics/fairness"])
        #expect(findings.map(\.rule) == ["even-handed"])
        #expect(findings.map(\.severity) == [.warning])
        #expect(findings.map(\.source) == [.head])
    }

    @Test func aModelMayOnlyRaiseASeverity() {
        var subject = TestSubject()
        func severity() -> Severity {
            CheckSettings.severity(
                of: "governance/owner", policy: subject.policy, model: subject.model, default: .error)
        }
        #expect(severity() == .error)
        subject.model.checks = [TestSubject.setting("governance/owner", .info)]
        #expect(severity() == .error)
        subject.policy.checks = [TestSubject.setting("governance/owner", .warning)]
        #expect(severity() == .warning)
        subject.model.checks = [TestSubject.setting("governance/owner", .error)]
        #expect(severity() == .error)
    }

    @Test func aFailureBelowErrorSeverityIsAWarning() throws {
        var subject = TestSubject()
        subject.model.owners = []
        subject.policy.checks = [TestSubject.setting("governance/owner", .warning)]
        let finding = try OwnerCheck().only(subject, Facts())
        #expect(finding.outcome == .warned)
        #expect(finding.severity == .warning)
    }
}
