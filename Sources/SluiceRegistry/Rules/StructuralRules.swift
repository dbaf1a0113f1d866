/// The `registry/*` rules that need only the manifests: no data, no artifacts, no history. A finding names its place
/// and the next step. That a pointer's record is what `promote` would have written is judged where promotions are;
/// `ChangeReport.touchedPointers` says for which pointers.
package struct StructuralRules: Sendable {
    let known: KnownChecks

    package init(known: KnownChecks) { self.known = known }

    /// Checks that these rules give findings for.
    package static let checks = [
        "registry/schema", "registry/immutable-version", "registry/version-order", "registry/pointer",
        "registry/paths", "registry/policy-change", "registry/waiver",
    ]
}

extension Gate {
    /// Whether a registry-wide gate is for this model.
    package func selects(_ model: Model) -> Bool {
        (models?.contains(model.name) ?? true) && (tasks?.contains(model.task.rawValue) ?? true)
    }
}
