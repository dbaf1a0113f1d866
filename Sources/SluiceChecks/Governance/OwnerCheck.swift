import SluiceCore
import SluiceRegistry

/// Whether somebody answers for the model.
package struct OwnerCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "governance/owner",
            summary: "The model has an owner; where the registry declares teams, a known one.",
            why: """
                When a model misbehaves at night, somebody must be called. An owner who is in no team of the registry \
                is a name that nobody maintains.
                """,
            remedies: ["Write `owners: [\"@team\"]` in model.yaml, with a team or a member of a team of sluice.yaml."],
            passingExample: CheckExample(
                title: "A team of the registry owns the model.",
                text: """
                    # sluice.yaml
                    teams: {"@flights": [anna@example.org]}
                    # model.yaml
                    owners: ["@flights"]
                    """),
            failingExample: CheckExample(
                title: "The team is not in sluice.yaml.",
                text: """
                    # sluice.yaml
                    teams: {"@flights": [anna@example.org]}
                    # model.yaml
                    owners: ["@trains"]
                    """))
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] { [] }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let model = subject.model.value
        let location = model.locations["owners"] ?? model.location
        let owners = model.owners.filter { !$0.isBlank }
        guard !owners.isEmpty else {
            return Judgement(
                builder.finding(
                    .failed, observed: "none", expected: "at least one owner", "The model has no owner.", at: location))
        }
        let teams = subject.policy.teams
        let known = Set(teams.keys).union(teams.values.joined())
        let strangers = teams.isEmpty ? [] : owners.filter { !known.contains($0) }
        let list = { (names: [String]) in names.map { "`\($0)`" }.joined(separator: ", ") }
        return Judgement(
            builder.finding(
                strangers.isEmpty ? .passed : .failed, observed: owners.joined(separator: ", "),
                expected: teams.isEmpty ? "at least one owner" : "a team of the registry or a member of one",
                strangers.isEmpty
                    ? "Owned by \(list(owners))." : "No team of the registry is or has \(list(strangers)).",
                at: location))
    }
}

extension String {
    /// Empty, or white space only.
    var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
