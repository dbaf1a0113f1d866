import SluiceChecks
import SluiceCore
import Testing

@testable import SluiceRegistry

@Suite struct GovernanceCheckTests {
    @Test func anOwnerIsNeededAndKnownWhereTeamsExist() throws {
        var subject = TestSubject()
        #expect(try OwnerCheck().only(subject, Facts()).outcome == .passed)
        subject.policy.teams = ["@flights": ["ben@example.org"]]
        #expect(try OwnerCheck().only(subject, Facts()).outcome == .failed)
        for owner in ["@flights", "ben@example.org"] {
            subject.model.owners = [owner]
            #expect(try OwnerCheck().only(subject, Facts()).outcome == .passed)
        }
        subject.model.owners = ["@flights", "@trains"]
        #expect(try OwnerCheck().only(subject, Facts()).outcome == .failed)
        subject.model.owners = [" "]
        #expect(try OwnerCheck().only(subject, Facts()).outcome == .failed)
    }

    @Test(arguments: ["Apache-2.0", "LicenseRef-acme-internal", "other"])
    func aLicenceIsFine(_ license: String) throws {
        var subject = TestSubject()
        subject.model.license = license
        #expect(try LicenseCheck().only(subject, Facts()).outcome == .passed)
    }

    @Test(arguments: [nil, "", "TODO", "unknown"])
    func noLicenceOrAPlaceholderFails(_ license: String?) throws {
        var subject = TestSubject()
        subject.model.license = license
        #expect(try LicenseCheck().only(subject, Facts()).outcome == .failed)
    }

    static let huggingFace = """
        ---
        license: mit
        # Limitations
        ---
        # Model Card for demo
        ## Uses
        ### Direct Use
        Planning.
        ## Bias, Risks, and Limitations
        New York only.
        ## Training Details
        ### Training Data
        Flights.
        ## Evaluation
        ### Results
        | roc_auc | 0.66 |
        """

    @Test(arguments: [
        huggingFace,
        "## Intended use\nx\n\n## Training data\nx\n\n## Evaluation\nx\n\n## Limitations\nx",
        "## INTENDED USE:\nx\n## Training Data ##\nx\n## Metrics\n0.66\n## Caveats and Recommendations\nx",
        "Intended use\n===\nx\n\nTraining data\n---\nx\n\nEvaluation\n---\nx\n\nLimitations\n---\nx",
        "## Intended use\r\nx\r\n## Training data\r\nx\r\n## Evaluation\r\nx\r\n## Limitations\r\nx\r\n",
    ])
    func aCardWithAllSectionsPasses(_ text: String) throws {
        #expect(try judge(text).outcome == .passed)
    }

    @Test(arguments: [
        ("", 0), ("# Demo\nA fine model.", 0), ("## Evaluation\n[More Information Needed]", 0),
        ("## Evaluation\nTODO", 0),
        ("## Evaluation\n<!-- what was measured -->\n", 0), ("```\n## Evaluation\nx\n```", 0), ("## Evaluation\nx", 1),
        ("## Evaluation\n### Results\n\n## Limitations\nx", 1), ("## Evaluations of nothing\nx", 0),
        ("---\nevaluation: x\n## Evaluation\nx\n---\n", 0),
    ])
    func aCardWithoutTextOnASectionWarns(_ text: String, _ found: Double) throws {
        let finding = try judge(text)
        #expect(finding.outcome == .warned)
        #expect(finding.severity == .warning)
        #expect(finding.observedValue == found)
    }

    @Test func aCardThatIsMissingWarnsAndOneThatCannotBeReadIsErrored() throws {
        var subject = TestSubject()
        var facts = Facts()
        facts.documents["CARD.md"] = .absent
        #expect(try ModelCardCheck().only(subject, facts).outcome == .warned)
        facts.documents["CARD.md"] = .unreadable("it is not UTF-8.")
        #expect(try ModelCardCheck().only(subject, facts).outcome == .errored)
        #expect(try ModelCardCheck().only(subject, Facts()).outcome == .errored)
        subject.model.card = nil
        #expect(try ModelCardCheck().only(subject, facts).outcome == .warned)
    }

    private func judge(_ card: String) throws -> Finding {
        var facts = Facts()
        facts.documents["CARD.md"] = .text(card)
        return try ModelCardCheck().only(TestSubject(), facts)
    }
}
