package import SluiceRegistry

/// Computes metrics of one version on one dataset from gathered facts. Pure: a caller gathers what is missing and asks
/// again until nothing is.
package struct MetricCalculator: Sendable {
    package let source: MetricSource
    /// The artifact whose size `artifact_size` is; nil where the version has no single one.
    package let artifact: FileReference?

    package init(_ source: MetricSource, artifact: FileReference? = nil) {
        self.source = source
        self.artifact = artifact
    }

    /// A metric as far as it is known.
    package enum State: Sendable, Hashable {
        case known(MetricValue)
        case missing([Need])
    }

    /// The values of metrics, and everything that must be gathered before the rest of them has one.
    package func values(
        of references: [MetricReference], known facts: Facts
    ) -> (values: [MetricReference: MetricValue], missing: [Need]) {
        var values: [MetricReference: MetricValue] = [:]
        var missing: [Need] = []
        for reference in references {
            switch state(of: reference, known: facts) {
            case .known(let value): values[reference] = value
            case .missing(let needs): missing += needs
            }
        }
        return (values, missing)
    }

    package func state(of reference: MetricReference, known facts: Facts) -> State {
        if reference.name == "artifact_size" { return artifactSize(facts) }
        guard source.model.task == .binaryClassification || MetricCatalogue.aggregates.contains(reference.name) else {
            return .known(.notRun("\(source.model.task.shortName) metrics are not built in this release"))
        }
        guard MetricCatalogue.definition(of: reference.name, for: source.model.task) != nil else {
            return .known(
                .errored("`\(reference.canonicalName)` is an own metric of the model, which only it can compute"))
        }
        do {
            guard let layout = try source.layout(facts, column: reference.column) else {
                return .missing(source.needs(facts).filter { !facts.knows($0) })
            }
            var reader = MeasureReader(facts.measures)
            if let value = try value(of: reference, layout, &reader) { return .known(value) }
            return .missing(reader.missing.map(Need.measure))
        } catch {
            return .known(error.value)
        }
    }

    private func value(
        of reference: MetricReference, _ layout: PredictionLayout, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> MetricValue? {
        if let aggregate = ColumnAggregate(reference, layout: layout) { return try aggregate.value(&reader) }
        return try BinaryMetric(reference, layout: layout).value(&reader)
    }

    private func artifactSize(_ facts: Facts) -> State {
        guard let artifact else {
            return .known(.errored("no artifact is named `model`, and there is not exactly one"))
        }
        switch facts.bytes[artifact] {
        case nil: return .missing([.bytes(artifact)])
        case .present(let size): return .known(.value(Double(size), n: nil))
        case .differs:
            return .known(.notRun("`\(artifact.path)` has other bytes than those recorded (see artifacts/digest)"))
        case .absent(let sentence):
            return .known(.errored("the bytes of `\(artifact.path)` are missing: \(sentence)"))
        }
    }
}

extension ModelTask {
    /// As in "regression metrics".
    var shortName: String {
        switch self {
        case .binaryClassification: "binary"
        case .multiclassClassification: "multiclass"
        case .regression, .ranking, .scored: rawValue
        }
    }
}
