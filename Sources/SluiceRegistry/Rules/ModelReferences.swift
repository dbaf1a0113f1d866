import SluiceContracts
import SluiceCore
import SluiceYAML

extension StructuralRules {
    /// What `model.yaml` names exists: stages, gate metrics and datasets, what gates compare with, contracts, checks,
    /// the model it continues.
    func checkReferences(
        of model: Loaded<Model>, policy: Loaded<RegistryPolicy>?, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        let value = model.value
        let subject = FindingList.Subject(model: value.name)
        if let policy {
            let stages = policy.value.stages.map(\.name)
            for stage in value.stages ?? [] where !stages.contains(stage) {
                let near = NearestKey.to(stage, among: stages).map { "did you mean `\($0)`? " } ?? ""
                list.fail(
                    "registry/schema", "`stages` names `\(stage)`, which `sluice.yaml` does not declare",
                    path: model.path, at: value.locations["stages"],
                    remedy: near + "declared: \(stages.joined(separator: ", "))", subject: subject)
            }
            try checkGates(of: model, policy: policy, in: snapshot, &list)
            checkSeverities(of: model, policy: policy, &list)
        }
        checkSettings(value.checks, path: model.path, subject: subject, &list)
        for role in value.data { try checkContract(of: role, model: model, in: snapshot, &list) }
        if let continued = value.continues, try snapshot.entry(at: snapshot.modelPath(continued)) == nil {
            list.fail(
                "registry/schema", "the model continues `\(continued)`, which does not exist", path: model.path,
                at: value.locations["continues"], remedy: "name an existing model", subject: subject)
        }
    }

    private func checkGates(
        of model: Loaded<Model>, policy: Loaded<RegistryPolicy>, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        let value = model.value
        let subject = FindingList.Subject(model: value.name)
        let shared = policy.value.gates.filter { $0.selects(value) }
        for gate in shared {
            let datasets = value.data.map(\.name)
            guard let problem = gate.problem(for: value.task, own: value.metrics, datasets: datasets) else { continue }
            list.fail(
                "registry/schema", "the registry's gate `\(gate.id)` cannot judge the model: \(problem.message)",
                path: policy.path, at: gate.location,
                remedy: "\(problem.remedy); or select other models with `models:` or `tasks:`", subject: subject)
        }
        for gate in shared + value.gates {
            let path = gate.location.file
            for stage in gate.stages ?? [] where policy.value.stage(stage) == nil {
                list.fail(
                    "registry/schema", "the gate `\(gate.id)` names the stage `\(stage)`, which is not declared",
                    path: path, at: gate.location, remedy: "declare it in `sluice.yaml`, or remove it", subject: subject
                )
            }
            guard let change = gate.change, change.against != "target" else { continue }
            let resolves: Bool
            if let version = SemanticVersion(change.against) {
                resolves = try snapshot.entry(at: snapshot.versionPath(value.name, version)) != nil
            } else {
                resolves = policy.value.stage(change.against) != nil
            }
            guard !resolves else { continue }
            list.fail(
                "registry/schema",
                "the gate `\(gate.id)` compares with `\(change.against)`, which is no stage or version of the model",
                path: path, at: change.location, remedy: "write `target`, a declared stage or an existing version",
                subject: subject)
        }
        for gate in value.gates where shared.contains(where: { $0.id == gate.id }) {
            list.fail(
                "registry/schema", "the gate id `\(gate.id)` belongs to a gate of `sluice.yaml`", path: model.path,
                at: gate.location, remedy: "give the model's gate another `id:`", subject: subject)
        }
    }

    /// A model may raise a severity and set what the registry leaves open; it never loosens what the registry says.
    private func checkSeverities(
        of model: Loaded<Model>, policy: Loaded<RegistryPolicy>, _ list: inout FindingList
    ) {
        let subject = FindingList.Subject(model: model.value.name)
        for setting in model.value.checks {
            let registry = policy.value.checks.first { $0.check == setting.check }
            let floor = registry?.severity ?? known.severities[setting.check]
            if let severity = setting.severity, let floor, severity < floor {
                list.fail(
                    "registry/schema",
                    "the model lowers the severity of `\(setting.check)` from `\(floor.rawValue)` to "
                        + "`\(severity.rawValue)`", path: model.path, at: setting.location,
                    remedy: "a model may only raise a severity; change it in `sluice.yaml`", subject: subject)
            }
            for (key, text) in setting.settings.sorted(by: { $0.key < $1.key }) {
                guard let set = registry?.settings[key], set != text else { continue }
                list.fail(
                    "registry/schema",
                    "the model sets `\(key)` of `\(setting.check)` to `\(text.prefix(80))`, where the registry says "
                        + "`\(set.prefix(80))`", path: model.path, at: setting.location,
                    remedy: "remove it, or change it in `sluice.yaml`", subject: subject)
            }
        }
    }

    private func checkContract(
        of role: DataRole, model: Loaded<Model>, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        guard let path = role.contract else { return }
        let subject = FindingList.Subject(model: model.value.name)
        func fail(_ message: String, remedy: String) {
            list.fail(
                "registry/schema", message, path: model.path, at: role.location, remedy: remedy, subject: subject)
        }
        guard case .contract = snapshot.classify(path) else {
            fail(
                "the contract `\(path)` of `\(role.name)` is not where contracts are",
                remedy: "put it at `./contracts/NAME.odcs.yaml` beside model.yaml, where a change to it is seen as one")
            return
        }
        guard try snapshot.entry(at: path) != nil else {
            fail(
                "the contract `\(path)` of `\(role.name)` does not exist",
                remedy: "`sluice data infer FILE` proposes one; or remove `contract:`")
            return
        }
        let contract = try list.attempt(path, subject: subject) { () throws(RegistryError) in
            try snapshot.contract(at: path)
        }
        guard let names = contract?.value.objects.map(\.name) else { return }
        if let object = role.contractObject {
            guard !names.contains(object) else { return }
            fail(
                "the contract `\(path)` has no object `\(object.prefix(80))`",
                remedy: "it has: \(names.joined(separator: ", "))")
        } else if names.count > 1 {
            fail(
                "the contract `\(path)` has several objects, and `\(role.name)` picks none",
                remedy: "write `\(path)#OBJECT` with one of: \(names.joined(separator: ", "))")
        }
    }
}
