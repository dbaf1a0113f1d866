/// The checks that this release carries out, and those that it knows by name only.
package enum CheckCatalog {
    package static let families = [
        "registry", "artifacts", "data", "metrics", "reproducibility", "governance", "freshness",
    ]

    /// Every built check of this target, in the order of reports.
    package static let all: [any Check] = [
        ArtifactDigestCheck(),
        DataDigestCheck(), ContractCheck(),
        MetricCoverage(), MetricClaim(), MetricThreshold(), MetricChange(),
        CodeCheck(), EnvironmentCheck(), RecordedDataCheck(), SeedCheck(),
        OwnerCheck(), LicenseCheck(), ModelCardCheck(),
    ]

    /// The built check of an id.
    package static func check(_ id: String) -> (any Check)? { all.first { $0.descriptor.id == id } }

    /// Checks that may be named and are not carried out by this release: id to one line.
    package static let notBuilt: [String: String] = [
        "artifacts/canary": "whether the artifact, loaded in isolation, reproduces recorded predictions",
        "artifacts/format": "whether the file is what its declared format says",
        "artifacts/interface": "whether declared inputs and outputs equal the file's own",
        "artifacts/signature": "whether the artifact is signed (OpenSSF model signing)",
        "artifacts/unsafe": "whether loading the artifact can run code",
        "data/drift": "how far the training data moved from the baseline's",
        "data/label-balance": "the share of each class and its shift",
        "data/label-conflict": "equal features with different labels",
        "data/leakage": "rows or entities shared between splits, and time order between them",
        "data/skew": "how far serving data lies from training data",
        "freshness/data": "the age of the data",
        "freshness/evaluation": "the age of the evaluation",
        "freshness/model": "the age of the version",
        "freshness/unused-stage": "stages that nobody promotes to",
        "governance/risk": "what the declared risk level asks for",
        "metrics/fairness": "differences and ratios of a metric between groups",
        "metrics/slices": "a metric on every slice of the test data",
        "reproducibility/rerun": "whether the version was re-executed with equal results",
    ]

    /// The family of a check id.
    package static func family(of id: String) -> String { String(id.prefix { $0 != "/" }) }

    /// The built checks that a family or an id in a stage's `requires` stands for.
    package static func built(_ name: String) -> [any Check] {
        all.filter { $0.descriptor.id == name || family(of: $0.descriptor.id) == name }
    }
}
