package import SluiceContracts
package import SluiceCore
package import SluiceRegistry

/// Everything that is known about one version at one stage before anything is measured.
package struct CheckSubject: Sendable {
    /// The model as it binds: from the merge target, or from the change when the model is new.
    package let model: Loaded<Model>
    package let modelSource: RuleSource
    package let version: Loaded<ModelVersion>
    package let stage: StagePolicy
    package let policy: RegistryPolicy
    /// Gates that judge this stage: the registry's and the model's, each with its source.
    package let gates: [Gate]
    /// Contracts by dataset name.
    package let contracts: [String: BoundContract]
    /// What each change gate compares with, by the gate's id.
    package let gateBaselines: [String: GateBaseline]
    /// The baseline of the report: the holder of the model's last stage that holds another version.
    package let baseline: Loaded<ModelVersion>?

    package init(
        model: Loaded<Model>, modelSource: RuleSource, version: Loaded<ModelVersion>, stage: StagePolicy,
        policy: RegistryPolicy, gates: [Gate], contracts: [String: BoundContract],
        gateBaselines: [String: GateBaseline], baseline: Loaded<ModelVersion>?
    ) {
        self.model = model
        self.modelSource = modelSource
        self.version = version
        self.stage = stage
        self.policy = policy
        self.gates = gates
        self.contracts = contracts
        self.gateBaselines = gateBaselines
        self.baseline = baseline
    }

    /// How statements and findings name a file of this version, such as `flight-delay@1.1.0:test`.
    package func label(_ dataset: String, of version: ModelVersion? = nil) -> String {
        "\(model.value.name)@\((version ?? self.version.value).version):\(dataset)"
    }
}

/// A contract as it binds one dataset.
package enum BoundContract: Sendable {
    case contract(Loaded<DataContract>, object: ContractObject, source: RuleSource)
    /// The file is there and cannot be read as a contract, or is missing: the rules could not be evaluated.
    case unreadable(path: String, diagnostics: [Diagnostic], source: RuleSource)
}

/// What a change gate compares with.
package enum GateBaseline: Sendable {
    case version(Loaded<ModelVersion>, stage: String?)
    /// The stage holds nothing (or the version itself): there is no baseline.
    case none
    /// The named version or stage cannot be read.
    case unreadable(String)
}
