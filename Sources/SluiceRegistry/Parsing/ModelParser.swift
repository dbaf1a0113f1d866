package import SluiceCore
package import SluiceYAML

extension Model {
    /// Reads `model.yaml`.
    /// - Parameters:
    ///   - file: its path from the repository root.
    ///   - source: whether it is read at the merge target or comes with the change.
    /// - Throws: every problem of the file, each at its place.
    package init(_ document: YAMLNode, file: String, source: RuleSource = .base) throws(InvalidFile) {
        var reader = try ManifestKind.model.open(document)
        let notes = reader.notes()
        let name = reader.name("name", required: true)
        let task = reader.choice("task", ModelTask.self, required: true)
        let owners = reader.distinctTexts("owners", required: true, expected: "a team or a person") {
            !$0.isEmpty && !$0.unicodeScalars.contains { $0 == " " || ResourcePath.isUnseen($0) }
        }
        if let owners, owners.isEmpty {
            reader.report("`owners` names nobody", at: reader.location(of: "owners"))
        }
        let license = reader.filledText("license")
        let risk = reader.scalar("risk", expected: "one of minimal, limited, high") {
            ["minimal", "limited", "high"].contains($0) ? $0 : nil
        }
        let card = reader.path("card", in: file)
        let stages = reader.distinctTexts("stages", expected: "the name of a stage", Name.isValidStage)
        if let stages, stages.isEmpty { reader.report("`stages` is empty", at: reader.location(of: "stages")) }
        let data = reader.dataRoles(in: file)
        let predictions = reader.predictionDefaults(datasets: data.map(\.name))
        let metrics = reader.ownMetrics()
        let gates = reader.gates(
            of: .model(task: task, own: metrics, datasets: data.map(\.name)), source: source)
        let checks = reader.checkSettings()
        let continues = reader.name("continues")
        if let continues, continues == name {
            reader.report("the model continues itself", at: reader.location(of: "continues"))
        }
        var locations: [String: SourceLocation] = [:]
        for key in ["owners", "license", "card", "risk", "stages", "continues"] where reader.keys.contains(key) {
            locations[key] = reader.location(of: key)
        }
        if let invalid = reader.problems() { throw invalid }
        self.init(
            file: file, name: name ?? "", task: task ?? .scored, title: notes.title, description: notes.description,
            labels: notes.labels, owners: owners ?? [], license: license, risk: risk, card: card, stages: stages,
            data: data, predictions: predictions, gates: gates, metrics: metrics, checks: checks, continues: continues,
            locations: locations, location: document.location)
    }
}

extension FieldReader {
    fileprivate mutating func dataRoles(in file: String) -> [DataRole] {
        boundedEntries("data", required: true).compactMap { entry in
            if !Name.isValid(entry.key) {
                report("the dataset `\(entry.key.prefix(80))` has no valid name", at: entry.keyLocation)
            }
            return child(entry.value, "dataset `\(entry.key.prefix(80))`") { reader in
                let role = reader.scalar("role", required: true, expected: "one of train, validation, test, serving") {
                    ["train", "validation", "test", "serving"].contains($0) ? $0 : nil
                }
                let contract = reader.contractPath(in: file)
                let id = reader.columns("id")
                let label = reader.filledText("label")
                let weight = reader.filledText("weight")
                let pin = reader.digest("pin")
                let optional = reader.boolean("optional")
                return role.map {
                    DataRole(
                        name: entry.key, role: $0, contract: contract?.path, contractObject: contract?.object, id: id,
                        label: label, weight: weight, pin: pin, optional: optional ?? false,
                        location: entry.keyLocation)
                }
            }
        }
    }

    /// `path` or `path#object`.
    private mutating func contractPath(in file: String) -> (path: String, object: String?)? {
        guard let text = filledText("contract") else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: "#"), maxSplits: 1, omittingEmptySubsequences: false)
            .map { String($0) ?? "" }
        let place = location(of: "contract")
        if parts.count == 2, parts[1].isEmpty { report("`contract` names no object after `#`", at: place) }
        return resolve(parts[0], "contract", in: file, at: place).map { ($0, parts.count == 2 ? parts[1] : nil) }
    }

    /// One column or a list of columns; empty when the key is absent.
    mutating func columns(_ key: String) -> [String] {
        guard let node = node(key) else { return [] }
        if case .scalar = node.content { return filledText(key).map { [$0] } ?? [] }
        let columns = distinctTexts(key, expected: "the name of a column") { !$0.isEmpty && $0 != "$row" } ?? []
        if columns.isEmpty { report("`\(key)` names no column", at: node.location) }
        return columns
    }

    private mutating func ownMetricDirection(_ entry: YAMLEntry) -> Direction? {
        child(entry.value, "metric `\(entry.key.prefix(80))`") {
            $0.scalar("direction", required: true, expected: "one of higher, lower, zero") { Direction(rawValue: $0) }
        }
    }

    fileprivate mutating func ownMetrics() -> [String: Direction] {
        var metrics: [String: Direction] = [:]
        for entry in boundedEntries("metrics") {
            let reference = MetricReference(canonical: entry.key)
            let aggregates = MetricCatalogue.aggregates.contains(reference?.name ?? "")
            if reference == nil {
                report(
                    "the metric `\(entry.key.prefix(80))` has no valid name", at: entry.keyLocation,
                    remedy: "use lower-case letters, digits and `_`, beginning with a letter")
            } else if let name = reference?.name, MetricCatalogue.isBuiltIn(name), !aggregates || name == entry.key {
                report(
                    "`\(entry.key)` is a built-in metric and keeps its meaning", at: entry.keyLocation,
                    remedy: "choose another name")
            }
            metrics[entry.key] = ownMetricDirection(entry)
        }
        return metrics
    }
}
