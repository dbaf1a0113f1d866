import SluiceContracts
import SluiceCore
import SluiceQuery
import SluiceRegistry

/// One dataset with the object of the contract that binds it.
struct ContractDataset {
    let name: String
    let contract: Loaded<DataContract>
    let object: ContractObject
    let source: RuleSource
    /// Nil where the version does not record the dataset.
    let entry: DataEntry?
    /// Nil for tables and folders.
    let reference: FileReference?
    /// Nil where the file's name says no format.
    let file: DataFile?

    init?(_ role: DataRole, _ subject: CheckSubject) {
        guard case .contract(let contract, let object, let source) = subject.contracts[role.name] else { return nil }
        let entry = subject.version.value.dataset(role.name)
        if entry == nil, role.optional { return nil }
        name = role.name
        self.contract = contract
        self.object = object
        self.source = source
        self.entry = entry
        guard case .file(let uri, let digest) = entry?.source else {
            reference = nil
            file = nil
            return
        }
        reference = FileReference(path: uri, digest: digest)
        file = DataFile(path: uri, digest: digest, label: subject.label(role.name))
    }

    /// The object's place in the contract: the key of what is judged about the dataset as a whole.
    var path: String { "schema[\(contract.value.objects.firstIndex(of: object) ?? 0)]" }

    /// Why no rule can be judged; nil when the file's columns are known.
    func obstacle(_ facts: Facts) -> Obstacle? {
        guard let entry else { return .notRun("The version does not record the dataset `\(name)`.") }
        guard let reference else {
            let kind = if case .table = entry.source { "tables" } else { "folders of files" }
            return .notRun("Sluice \(Sluice.version) does not judge contracts on \(kind).")
        }
        switch facts.bytes[reference] {
        case .present: break
        case .differs:
            return .notRun("`\(reference.path)` has other bytes than were recorded: see `data/digest`.")
        case .absent(let sentence):
            return .errored("The bytes of `\(reference.path)` are nowhere: \(sentence)", remedy: nil)
        case nil: return .errored("The bytes of `\(reference.path)` were not looked for.", remedy: nil)
        }
        guard let file else {
            return .errored(
                "The name of `\(reference.path)` says no format of rows.",
                remedy: "Name the file `.parquet`, `.csv`, `.csv.gz` or `.jsonl`.")
        }
        switch facts.shapes[file] {
        case .success: return nil
        case .failure(let error):
            return .errored("The columns of `\(reference.path)` cannot be read: \(error.message)", remedy: error.remedy)
        case nil: return .errored("The columns of `\(reference.path)` were not read.", remedy: nil)
        }
    }

    enum Obstacle {
        case notRun(String)
        case errored(String, remedy: String?)
    }

    func shape(_ facts: Facts) -> FileShape? { file.flatMap { try? facts.shapes[$0]?.get() } }

    /// What must be measured, once the columns are known.
    func measures(_ facts: Facts) -> [Measure] {
        guard let file, let shape = shape(facts) else { return [] }
        let planner = RulePlanner(object, shape: shape)
        let relation = Relation.file(file)
        return [Measure(.count, over: relation)]
            + object.rules.flatMap { rule -> [Measure] in
                switch planner.plan(rule) {
                case .violations(let tally, _), .library(let tally, _): tally.measures(over: relation)
                case .decided, .notRun, .errored, .documentation: []
                }
            }
    }
}
