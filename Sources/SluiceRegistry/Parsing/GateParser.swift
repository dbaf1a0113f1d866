import SluiceCore
import SluiceYAML

/// Where a gate is written.
enum GateOwner {
    /// `sluice.yaml`: for every model that `models` and `tasks` select.
    case registry(stages: [String])
    /// `model.yaml`
    case model(task: ModelTask?, own: [String: Direction], datasets: [String])
}

extension FieldReader {
    /// `gates:` of a registry or a model.
    mutating func gates(of owner: GateOwner, source: RuleSource) -> [Gate] {
        var gates: [Gate] = []
        for node in items("gates") {
            guard let gate = child(node, "gate", { $0.gate(of: owner, source: source, at: node.location) }) else {
                continue
            }
            if let first = gates.first(where: { $0.id == gate.id }) {
                report(
                    "the gate id `\(gate.id)` is used twice; the first is at \(first.location)", at: node.location,
                    remedy: "give one of them another `id:`")
            }
            gates.append(gate)
        }
        return gates
    }

    private mutating func gate(of owner: GateOwner, source: RuleSource, at location: SourceLocation) -> Gate? {
        let id = name("id")
        let metric = metricReference()
        let dataset = text("dataset")
        let stages = distinctTexts("stages", expected: "the name of a stage", Name.isValidStage)
        let severity = choice("severity", Severity.self)
        let bounds = (minimum: number("min"), maximum: number("max"))
        let confidence = confidence()
        let change = change()
        let unbuilt = [slices(), fairness()].compactMap { $0 }
        let inconclusive = choice("inconclusive", Gate.Inconclusive.self)
        var models: [String]?
        var tasks: [String]?
        if case .registry = owner {
            models = distinctTexts("models", expected: "the name of a model", Name.isValid)
            tasks = distinctTexts("tasks", expected: "a task") { ModelTask(rawValue: $0) != nil }
        }
        guard let metric else { return nil }
        var kinds: [String] = []
        if keys.contains("min") { kinds.append("min") }
        if keys.contains("max") { kinds.append("max") }
        if keys.contains("change") { kinds.append("change") }
        kinds += unbuilt.map(\.key)
        if kinds.isEmpty {
            report("the gate judges nothing", remedy: "add `min`, `max`, `change`, `slices` or `fairness`")
        }
        if let low = bounds.minimum, let high = bounds.maximum, low > high {
            report("`min` is greater than `max`", at: self.location(of: "min"))
        }
        if confidence != nil, bounds.minimum == nil, bounds.maximum == nil {
            report(
                "`confidence` of a gate belongs to `min` or `max`", at: self.location(of: "confidence"),
                remedy: "move it into `change:` or `slices:`")
        }
        let automatic = [metric.canonicalName, dataset ?? "", kinds.joined(separator: "-")].joined(separator: "-")
        let gate = Gate(
            id: id ?? GateIdentifier.make(from: automatic), metric: metric, dataset: dataset ?? "", stages: stages,
            severity: severity ?? .error, minimum: bounds.minimum, maximum: bounds.maximum, confidence: confidence,
            change: change, unbuiltKinds: unbuilt, inconclusive: inconclusive ?? .fail, models: models, tasks: tasks,
            location: location, source: source)
        check(gate, of: owner)
        return gate
    }

    private mutating func check(_ gate: Gate, of owner: GateOwner) {
        let place = location(of: "metric")
        switch owner {
        case .registry(let known):
            for stage in gate.stages ?? [] where !known.contains(stage) {
                report(
                    "the gate `\(gate.id)` names the stage `\(stage)`, which is not declared",
                    at: location(of: "stages"), remedy: "declared stages: \(known.joined(separator: ", "))")
            }
            if gate.dataset.isEmpty, gate.metric.readsDataset { reportMissingDataset() }
        case .model(let task, let own, let datasets):
            guard let task else { return }
            if let problem = gate.problem(for: task, own: own, datasets: datasets) {
                report(
                    problem.message, at: problem.isAboutDataset ? location(of: "dataset") : place,
                    remedy: problem.remedy)
            }
        }
    }

    private mutating func reportMissingDataset() {
        report("gate lacks the required key `dataset`", remedy: "add `dataset:`")
    }

    /// Above one half, because the bound at `confidence` is one end of the two-sided interval at 2·confidence − 1.
    private mutating func confidence() -> Double? {
        scalar("confidence", expected: "a number above 0.5 and below 1") {
            YAMLScalar.number($0).flatMap { $0 > 0.5 && $0 < 1 ? $0 : nil }
        }
    }

    private mutating func change() -> Gate.Change? {
        mapping("change", "`change`") { reader in
            let against = reader.scalar("against", required: true, expected: "`target`, a stage or a version") {
                Name.isValidStage($0) || SemanticVersion($0) != nil ? $0 : nil
            }
            let worsening = reader.scalar("maxWorsening", required: true, expected: "a finite number, 0 or greater") {
                YAMLScalar.number($0).flatMap { $0 >= 0 ? $0 : nil }
            }
            let confidence = reader.confidence()
            let first = reader.choice("firstVersion", Gate.Change.FirstVersion.self)
            guard let against, let worsening else { return nil }
            return Gate.Change(
                against: against, maxWorsening: worsening, confidence: confidence, firstVersion: first ?? .pass,
                location: reader.location)
        }
    }

    private mutating func slices() -> UnbuiltRule? {
        let read: Bool? = mapping("slices", "`slices`") { reader in
            _ = reader.requiredNode("by")
            _ = (reader.number("min"), reader.number("max"), reader.count("minExamples"), reader.confidence())
            _ = reader.scalar("smallSlices", expected: "list or fail") { ["list", "fail"].contains($0) ? $0 : nil }
            _ = reader.scalar("correction", expected: "holm or none") { ["holm", "none"].contains($0) ? $0 : nil }
            if !reader.keys.contains("min"), !reader.keys.contains("max") {
                reader.report("`slices` judges nothing", remedy: "add `min` or `max`")
            }
            return true
        }
        return read == nil ? nil : UnbuiltRule(key: "slices", location: location(of: "slices"))
    }

    private mutating func fairness() -> UnbuiltRule? {
        let read: Bool? = mapping("fairness", "`fairness`") { reader in
            _ = reader.requiredNode("by")
            _ = (reader.number("maxDifference"), reader.number("minRatio"), reader.count("minExamples"))
            if !reader.keys.contains("maxDifference"), !reader.keys.contains("minRatio") {
                reader.report("`fairness` judges nothing", remedy: "add `maxDifference` or `minRatio`")
            }
            return true
        }
        return read == nil ? nil : UnbuiltRule(key: "fairness", location: location(of: "fairness"))
    }
}
