package import SluiceCore
package import SluiceRegistry

/// How well a version can be made again. Levels above R2 need a re-execution, which this release does not carry out.
package enum ReproducibilityLevel: String, Sendable, CaseIterable {
    /// Undeclared.
    case undeclared = "R0"
    /// Code, data, environment and seed are recorded.
    case declared = "R1"
    /// The four checks passed.
    case pinned = "R2"

    package static let checks = [
        "reproducibility/code", "reproducibility/data", "reproducibility/environment", "reproducibility/seed",
    ]

    /// - Parameter findings: those of the version; a waived failure does not raise the level.
    package init(version: ModelVersion, findings: [Finding]) {
        let isDeclared =
            CodeCheck.isRecorded(version) && !version.data.isEmpty && EnvironmentCheck.reference(version) != nil
            && SeedCheck.seed(version) != nil
        let isPinned = ReproducibilityLevel.checks.allSatisfy { check in
            let own = findings.filter { $0.check == check }
            return !own.isEmpty && own.allSatisfy { $0.outcome == .passed }
        }
        self = !isDeclared ? .undeclared : isPinned ? .pinned : .declared
    }
}
