package import SluiceCore

/// `sluice.yaml`: stages, policy, teams and engines of a registry (kind `Registry`).
package struct RegistryPolicy: Sendable, Hashable {
    package var file: String
    package var notes: ManifestNotes
    package var name: String
    /// A UUID that never changes.
    package var id: String
    /// The branch that promotions go to.
    package var branch: String
    package var stages: [StagePolicy]
    /// `@team` to the principals of its members.
    package var teams: [String: [String]]
    /// Folders that manifests may point into, each ending in `/`.
    package var dataRoots: [String]
    package var engines: [EngineSettings]
    /// Severity and settings of checks, by check id.
    package var checks: [CheckSetting]
    /// Gates for every model that their `models` and `tasks` select.
    package var gates: [Gate]
    package var samples: SampleMode

    package enum SampleMode: String, Sendable, CaseIterable { case masked, none, shown }

    package func stage(_ name: String) -> StagePolicy? { stages.first { $0.name == name } }
}

/// One stage of the promotion graph.
package struct StagePolicy: Sendable, Hashable {
    package enum Promote: String, Sendable, CaseIterable { case automatic, manual }

    /// A stage that must have held the version before.
    package struct Source: Sendable, Hashable {
        package var stage: String
        package var soak: TimeSpan?
        package var location: SourceLocation
    }

    package var name: String
    package var promote: Promote
    package var from: [Source]
    /// Check ids or families.
    package var requires: [String]
    /// False: report only.
    package var enforce: Bool
    /// Rules that are read and not yet built, by their key (`approvals`, `freeze`, `override`): `promote` refuses.
    package var unbuiltRules: [UnbuiltRule]
    package var location: SourceLocation

    package static let defaultRequires = ["registry", "artifacts", "data", "metrics"]

    /// Whether the stage requires a check, by its id or by its family.
    package func requires(check: String) -> Bool {
        let family = String(check.prefix { $0 != "/" })
        return family == "registry" || requires.contains(check)
            || (requires.contains(family) && !StagePolicy.onlyByName.contains(check))
    }

    /// Checks that need work done outside the gate: required only when named themselves.
    package static let onlyByName: Set<String> = ["reproducibility/rerun", "artifacts/signature", "artifacts/canary"]
}

/// A rule that a file names and this release does not carry out.
package struct UnbuiltRule: Sendable, Hashable {
    package var key: String
    package var location: SourceLocation
}

/// Limits of an engine. What program it runs never comes from a repository.
package struct EngineSettings: Sendable, Hashable {
    package var name: String
    /// `duckdb`, `postgres`, `spark` …
    package var kind: String
    /// Bytes.
    package var memory: Int64?
    package var threads: Int?
    package var timeout: TimeSpan?
    package var tables: [String]
    package var location: SourceLocation
}

/// What a policy says about one check.
package struct CheckSetting: Sendable, Hashable {
    package var check: String
    package var severity: Severity?
    /// Other keys, by name, as written.
    package var settings: [String: String]
    package var location: SourceLocation
}
