import SluiceCore
package import SluiceRegistry

/// Whether the training's randomness has a recorded start.
package struct SeedCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "reproducibility/seed",
            summary: "A random seed is recorded.",
            why: """
                Without a seed, training the same code on the same data gives another model, and nobody can tell a \
                change from chance. The seed is read from `run.seed`, or from a parameter named `seed`, `random_seed` \
                or `random_state`. Settings that a framework needs beyond a seed (threads, deterministic kernels) are \
                not judged.
                """,
            remedies: ["Record the seed: `run: {seed: 42}`, or register with `--param seed=42`."],
            passingExample: CheckExample(title: "The run has a seed.", text: "run: {seed: 42}"),
            failingExample: CheckExample(title: "No seed anywhere.", text: "params: {max_iter: 500}"))
    }

    private static let parameterNames = ["seed", "random_seed", "random_state"]

    /// The recorded seed as written; nil where none is, or where it is written as nothing.
    package static func seed(_ version: ModelVersion) -> String? {
        let parameters = parameterNames.compactMap { name in version.params.first { $0.name == name }?.text }
        let seeds = [version.run?.seed].compactMap { $0 } + parameters
        return seeds.first { !["", "null", "~", "none"].contains($0.lowercased()) }
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] { [] }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let version = subject.version.value
        guard let seed = SeedCheck.seed(version) else {
            return Judgement(
                builder.finding(
                    .failed, observed: "not recorded", expected: "a seed", "The version records no random seed.",
                    at: version.run?.location ?? version.location))
        }
        return Judgement(
            builder.finding(
                .passed, observed: seed, expected: "a seed", "The seed `\(seed)` is recorded.",
                at: version.run?.location ?? version.location))
    }
}
