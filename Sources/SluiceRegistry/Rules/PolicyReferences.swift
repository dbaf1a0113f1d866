import SluiceCore
import SluiceYAML

extension StructuralRules {
    /// What `sluice.yaml` names exists: checks, families, settings, and the models of gates.
    func checkReferences(
        of policy: Loaded<RegistryPolicy>, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        for stage in policy.value.stages {
            for name in stage.requires where !known.knows(name) {
                list.fail(
                    "registry/schema", "the stage `\(stage.name)` requires `\(name)`, which is no check",
                    path: policy.path, at: stage.location, remedy: unknownCheck(name), subject: .init(stage: stage.name)
                )
            }
        }
        checkSettings(policy.value.checks, path: policy.path, subject: nil, &list)
        let models = policy.value.gates.isEmpty ? [] : try snapshot.modelNames()
        for gate in policy.value.gates {
            for model in gate.models ?? [] where !models.contains(model) {
                list.fail(
                    "registry/schema", "the gate `\(gate.id)` selects the model `\(model)`, which does not exist",
                    path: policy.path, at: gate.location, remedy: "remove it from `models:`")
            }
        }
    }

    func checkSettings(
        _ settings: [CheckSetting], path: String, subject: FindingList.Subject?, _ list: inout FindingList
    ) {
        for setting in settings {
            guard known.severities[setting.check] != nil else {
                list.fail(
                    "registry/schema", "`checks` names `\(setting.check)`, which is no check", path: path,
                    at: setting.location, remedy: unknownCheck(setting.check), subject: subject)
                continue
            }
            guard let allowed = known.settings[setting.check] else { continue }
            for key in setting.settings.keys.sorted() where !allowed.contains(key) {
                let names = (allowed.sorted() + ["severity"]).joined(separator: ", ")
                list.fail(
                    "registry/schema", "the check `\(setting.check)` has no setting `\(key.prefix(80))`", path: path,
                    at: setting.location, remedy: "it has: \(names)", subject: subject)
            }
        }
    }

    private func unknownCheck(_ name: String) -> String {
        let nearest = NearestKey.to(name, among: known.names).map { "did you mean `\($0)`? " } ?? ""
        return nearest + "`sluice explain --all` lists every check"
    }
}
