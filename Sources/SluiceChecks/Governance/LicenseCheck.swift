import SluiceCore
import SluiceRegistry

/// Whether the model says under which terms it may be used.
package struct LicenseCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "governance/license",
            summary: "The model has a licence.",
            why: """
                Weights without terms may not be used by anybody else, and often not even in production. A placeholder \
                is no licence.
                """,
            remedies: ["Write `license:` in model.yaml: an SPDX identifier such as `Apache-2.0`, or `LicenseRef-…`."],
            passingExample: CheckExample(title: "An SPDX identifier.", text: "license: Apache-2.0"),
            failingExample: CheckExample(title: "A placeholder.", text: "license: TODO"))
    }

    private static let placeholders: Set<String> = [
        "todo", "tbd", "unknown", "none", "noassertion", "n/a", "null", "?",
    ]

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] { [] }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let model = subject.model.value
        let location = model.locations["license"] ?? model.location
        guard let license = model.license, !license.isBlank,
            !LicenseCheck.placeholders.contains(license.lowercased())
        else {
            return Judgement(
                builder.finding(
                    .failed, observed: model.license ?? "none", expected: "a licence", "The model has no licence.",
                    at: location))
        }
        return Judgement(
            builder.finding(
                .passed, observed: license, expected: "a licence", "Licensed under `\(license)`.", at: location))
    }
}
