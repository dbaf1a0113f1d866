import SluiceChecks
import SluiceCore
import SluiceRegistry

/// What a version claims: read from a file of the author, or computed from the predictions.
struct RegistrationClaims {
    let model: Model
    let policy: RegistryPolicy
    let measures: RegistrationMeasures

    /// The gates' metrics on each dataset with predictions, else the task's usual ones.
    func computed(for manifest: ModelVersion, _ notices: inout [String]) async throws -> [Claim] {
        var claims: [Claim] = []
        for predictions in manifest.predictions {
            let metrics = metrics(on: predictions.name)
            let source = MetricSource(
                model: model, dataset: predictions.name, test: manifest.dataset(predictions.name),
                predictions: predictions, version: "\(manifest.model)@\(manifest.version)")
            let values = await measures.values(of: metrics, MetricCalculator(source))
            for metric in metrics {
                let name = metric.canonicalName
                switch values[metric] {
                case .value(let number, _)?:
                    let value = RegistrationMeasures.rounded(number)
                    claims.append(claim(name, value, predictions.name, in: manifest))
                case .errored(let reason)?:
                    throw CommandFailure(
                        .undecided, "`\(name)` on `\(predictions.name)` cannot be computed: \(reason)",
                        remedy: "correct the file or `data` and `predictions` in \(model.file)")
                case .undefined(let reason)?, .notRun(let reason)?:
                    notices.append("`\(name)` on `\(predictions.name)` is not claimed: \(reason)")
                case nil: notices.append("`\(name)` on `\(predictions.name)` is not claimed")
                }
            }
        }
        return claims
    }

    /// - Parameter path: JSON, `{"test": {"roc_auc": 0.66}}`, or without the dataset where predictions are on one only.
    func read(_ path: String, for manifest: ModelVersion) throws -> [Claim] {
        guard let bytes = OutputFile.read(path, limit: RepositoryPath.manifestLimit) else {
            throw CommandFailure(.undecided, "`\(path)` cannot be read")
        }
        guard let json = try? JSON.parse(bytes), case .object(let members) = json else {
            throw CommandFailure(.refused, "`\(path)` is no JSON object of metrics")
        }
        var datasets: [String: JSON] = members
        if !members.isEmpty, members.values.allSatisfy({ $0.double != nil }) {
            guard manifest.predictions.count == 1 else {
                throw CommandFailure(
                    .refused, "`\(path)` does not say which dataset its metrics are on",
                    remedy: #"write {"DATASET": {"METRIC": VALUE}}"#)
            }
            datasets = [manifest.predictions[0].name: json]
        }
        var claims: [Claim] = []
        for (dataset, entry) in datasets.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
            guard case .object(let metrics) = entry else {
                throw CommandFailure(.refused, "`\(path)`: `\(dataset)` is no object of metrics")
            }
            for (name, value) in metrics.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                guard let number = value.double, number.isFinite else {
                    throw CommandFailure(.refused, "`\(path)`: `\(name)` on `\(dataset)` is no finite number")
                }
                claims.append(claim(name, number, dataset, in: manifest))
            }
        }
        return claims
    }

    private func metrics(on dataset: String) -> [MetricReference] {
        var metrics: [MetricReference] = []
        for gate in policy.gates.filter({ $0.selects(model) }) + model.gates
        where gate.dataset == dataset && gate.metric.name != "artifact_size" && !metrics.contains(gate.metric) {
            metrics.append(gate.metric)
        }
        guard metrics.isEmpty else { return metrics }
        let usual =
            switch model.task {
            case .binaryClassification: ["roc_auc", "log_loss", "accuracy"]
            case .multiclassClassification: ["log_loss", "accuracy"]
            case .regression: ["rmse", "mae", "r2"]
            case .ranking, .scored: [String]()
            }
        return usual.map { MetricReference(name: $0) }
    }

    private func claim(_ name: String, _ value: Double, _ dataset: String, in manifest: ModelVersion) -> Claim {
        Claim(
            dataset: dataset, metric: name, value: value, text: JSON.number(value).compact, location: manifest.location)
    }
}
