package import SluiceCore

/// One path that differs between the merge target and the tree that is judged.
package struct PathChange: Sendable, Hashable {
    package enum Kind: Sendable, Hashable { case added, removed, modified }

    /// From the repository root, whole.
    package var path: String
    package var kind: Kind

    package init(_ path: String, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }
}

/// What a change does to a registry, and what the structural rules say about it.
package struct ChangeReport: Sendable, Hashable {
    package struct Version: Sendable, Hashable {
        package var model: String
        package var version: SemanticVersion

        package init(model: String, version: SemanticVersion) {
            self.model = model
            self.version = version
        }
    }

    package struct Pointer: Sendable, Hashable {
        package var model: String
        package var stage: String
        /// The pointer is gone.
        package var isRemoved: Bool

        package init(model: String, stage: String, isRemoved: Bool) {
            self.model = model
            self.stage = stage
            self.isRemoved = isRemoved
        }
    }

    /// Versions whose manifest is new and parses, by model, ascending.
    package var addedVersions: [Version] = []
    /// Pointers that differ; their records must be replayed where promotions are.
    package var touchedPointers: [Pointer] = []
    /// Models whose `model.yaml` is new or differs.
    package var changedModels: [String] = []
    /// Models that the merge target does not have.
    package var newModels: [String] = []
    /// Policy files that differ: `changedInHead` of the result is whether there are any.
    package var changedPolicy: [String] = []
    /// The merge target has no registry: the change is judged by its own rules.
    package var isNewRegistry = false
    /// The policy at the merge target cannot be read, and the change only repairs it.
    package var repairsPolicy = false
    package var findings: [Finding] = []

    package init() {}
}
