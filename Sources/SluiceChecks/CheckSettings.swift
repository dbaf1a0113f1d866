package import SluiceCore
package import SluiceRegistry

/// What policy and model say about a check.
package enum CheckSettings {
    /// How much a check weighs: the policy's word, else the check's default; a model may only raise it.
    package static func severity(
        of check: String, policy: RegistryPolicy, model: Model, default standard: Severity
    ) -> Severity {
        let bound = setting(check, in: policy.checks) ?? standard
        return setting(check, in: model.checks).map { max($0, bound) } ?? bound
    }

    private static func setting(_ check: String, in settings: [CheckSetting]) -> Severity? {
        settings.compactMap { $0.check == check ? $0.severity : nil }.max()
    }
}
