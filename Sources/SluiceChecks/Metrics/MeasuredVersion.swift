import SluiceCore
import SluiceRegistry

/// The metrics of a subject and of what it is compared with.
struct MeasuredVersion {
    let subject: CheckSubject

    private var model: Model { subject.model.value }
    private var version: ModelVersion { subject.version.value }

    /// A metric of the candidate, and whether it is computed here rather than taken from the manifest.
    struct Measured {
        let state: MetricCalculator.State
        let isRecomputed: Bool
    }

    func value(of reference: MetricReference, on dataset: String, _ facts: Facts) -> Measured {
        let isOwn = MetricCatalogue.definition(of: reference.name, for: model.task) == nil
        if isBuilt(reference), isOwn || (reference.name != "artifact_size" && version.prediction(dataset) == nil) {
            return declared(reference, on: dataset, isOwn: isOwn)
        }
        return Measured(state: candidate(dataset).state(of: reference, known: facts), isRecomputed: true)
    }

    /// A metric of another version, to compare with: the same test data, and predictions of both. Otherwise there is
    /// nothing to compare, and the reason is said.
    func value(
        of reference: MetricReference, on dataset: String, ofBaseline baseline: ModelVersion, _ facts: Facts
    ) -> MetricCalculator.State {
        if reference.name != "artifact_size", isBuilt(reference) {
            guard MetricCatalogue.definition(of: reference.name, for: model.task) != nil else {
                return .known(.undefined("an own metric is declared, not recomputed, so that no change can be judged"))
            }
            if let reason = incomparable(baseline, on: dataset) { return .known(.undefined(reason)) }
        }
        return calculator(of: baseline, on: dataset).state(of: reference, known: facts)
    }

    /// Why predictions of `baseline` cannot be compared with those of the candidate; nil when they can.
    func incomparable(_ baseline: ModelVersion, on dataset: String) -> String? {
        for compared in [version, baseline] where compared.prediction(dataset) == nil {
            return "\(compared.version) has no predictions on `\(dataset)`"
        }
        guard let digest = version.dataset(dataset)?.digest, digest == baseline.dataset(dataset)?.digest else {
            return "\(baseline.version) has predictions on other test data than \(version.version)"
        }
        return nil
    }

    func candidate(_ dataset: String) -> MetricCalculator { calculator(of: version, on: dataset) }

    /// A baseline's predictions stand beside the candidate's test data, whose bytes are the same.
    func calculator(of compared: ModelVersion, on dataset: String) -> MetricCalculator {
        let source = MetricSource(
            model: model, dataset: dataset, test: version.dataset(dataset), predictions: compared.prediction(dataset),
            version: "\(model.name)@\(compared.version)", testVersion: "\(model.name)@\(version.version)")
        let artifact = compared.primaryArtifact.map { FileReference(path: $0.uri, digest: $0.digest) }
        return MetricCalculator(source, artifact: artifact)
    }

    func claim(of reference: MetricReference, on dataset: String) -> Claim? {
        let name = reference.canonicalName
        return version.claims.first { $0.dataset == dataset && $0.metric.utf8.elementsEqual(name.utf8) }
    }

    func direction(of reference: MetricReference) -> Direction? {
        reference.direction(for: model.task, own: model.metrics)
    }

    private func isBuilt(_ reference: MetricReference) -> Bool {
        model.task == .binaryClassification || MetricCatalogue.aggregates.contains(reference.name)
            || reference.name == "artifact_size"
    }

    private func declared(_ reference: MetricReference, on dataset: String, isOwn: Bool) -> Measured {
        if let claim = claim(of: reference, on: dataset) {
            return Measured(state: .known(.value(claim.value, n: nil)), isRecomputed: false)
        }
        let reason =
            isOwn
            ? "the version declares no `\(reference.canonicalName)` on `\(dataset)`, and an own metric cannot be recomputed"
            : "the version has neither predictions on `\(dataset)` nor a declared `\(reference.canonicalName)`"
        return Measured(state: .known(.errored(reason)), isRecomputed: false)
    }
}

extension MetricCalculator.State {
    var missing: [Need] {
        guard case .missing(let needs) = self else { return [] }
        return needs
    }

    /// The value; what was asked for and never gathered could not be evaluated.
    var value: MetricValue {
        switch self {
        case .known(let value): value
        case .missing: .errored("what it is computed from was not gathered")
        }
    }
}
