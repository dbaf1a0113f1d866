package import SluiceCore
import SluiceGate
package import SluiceRegistry

/// What the gate measured, afresh, for the version and stage that are asked for.
package struct GateOutcome: Sendable {
    package let subject: SubjectResult
    /// Those of the subject, and those that name no model because they are about the change as a whole.
    package let findings: [Finding]
    /// The digest of the policy that judged, for the evidence.
    package let policy: Digest

    /// - Parameter findings: of the whole run; those about other subjects are left out, so that what is measured beside a
    ///   version never changes its record.
    package init(subject: SubjectResult, findings: [Finding], policy: Digest) {
        self.subject = subject
        self.findings = findings.filter { finding in
            (finding.model ?? subject.model) == subject.model
                && (finding.version ?? subject.version) == subject.version
                && (finding.stage ?? subject.stage) == subject.stage
        }
        self.policy = policy
    }

    package var inputs: Digest { Inputs.digest(subject.digests) }
    package var judgement: Digest { Inputs.judgement(findings) }
}

/// Everything that decides a promotion, read at one base commit.
package struct PromotionInputs: Sendable {
    package var policy: RegistryPolicy
    /// Relative to the repository root; `.` for the root.
    package var registryFolder: String
    package var base: ObjectID
    package var model: Loaded<Model>
    package var requested: SemanticVersion
    /// The manifest of the requested version; nil when there is none.
    package var version: Loaded<ModelVersion>?
    package var stage: String
    package var state: StageState
    /// The stages that the stage's `from` names, by name.
    package var sources: [String: StageState]
    /// Paths of the files in the quarantine folder; when a change is replayed, those of the change too.
    package var quarantine: [String]
    /// Nil: not measured, as when another rule says no already.
    package var gate: GateOutcome?

    package init(
        policy: RegistryPolicy, registryFolder: String, base: ObjectID, model: Loaded<Model>,
        requested: SemanticVersion, version: Loaded<ModelVersion>?, stage: String, state: StageState,
        sources: [String: StageState] = [:], quarantine: [String] = [], gate: GateOutcome? = nil
    ) {
        self.policy = policy
        self.registryFolder = registryFolder
        self.base = base
        self.model = model
        self.requested = requested
        self.version = version
        self.stage = stage
        self.state = state
        self.sources = sources
        self.quarantine = quarantine
        self.gate = gate
    }
}

/// Everything that decides a rollback, read at one base commit.
package struct RollbackInputs: Sendable {
    package var policy: RegistryPolicy
    /// Relative to the repository root; `.` for the root.
    package var registryFolder: String
    package var base: ObjectID
    package var model: Loaded<Model>
    package var stage: String
    package var state: StageState
    /// Nil: the most recent former holder.
    package var requested: SemanticVersion?
    package var reason: String
    /// Paths of the files in the quarantine folder; when a change is replayed, those of the change too.
    package var quarantine: [String]
    /// The manifest of `Rollback.target`; nil when there is none.
    package var version: Loaded<ModelVersion>?
    /// Whether the bytes of each artifact of `version` are there and have the recorded digest, hashed in this run.
    package var bytes: [ArtifactBytes]

    package struct ArtifactBytes: Sendable, Hashable {
        package var name: String
        /// `passed` only for bytes that were read and have the recorded digest.
        package var outcome: Outcome
        package var message: String

        package init(name: String, outcome: Outcome, message: String) {
            self.name = name
            self.outcome = outcome
            self.message = message
        }
    }

    package init(
        policy: RegistryPolicy, registryFolder: String, base: ObjectID, model: Loaded<Model>, stage: String,
        state: StageState, requested: SemanticVersion? = nil, reason: String, quarantine: [String] = [],
        version: Loaded<ModelVersion>? = nil, bytes: [ArtifactBytes] = []
    ) {
        self.policy = policy
        self.registryFolder = registryFolder
        self.base = base
        self.model = model
        self.stage = stage
        self.state = state
        self.requested = requested
        self.reason = reason
        self.quarantine = quarantine
        self.version = version
        self.bytes = bytes
    }
}
