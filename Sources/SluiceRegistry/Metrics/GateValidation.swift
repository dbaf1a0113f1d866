package import SluiceCore
import SluiceYAML

/// What is wrong with a gate for one model.
package struct GateProblem: Sendable, Hashable {
    package var message: String
    package var remedy: String
    package var isAboutDataset: Bool
}

extension Gate {
    /// - Parameters:
    ///   - task: of the model that the gate judges.
    ///   - own: the model's own metrics.
    ///   - datasets: the names that the model's `data:` declares.
    /// - Returns: the first problem; nil when the gate can be judged for such a model.
    package func problem(for task: ModelTask, own: [String: Direction], datasets: [String]) -> GateProblem? {
        if let wrong = metric.problem(for: task, own: own) {
            return GateProblem(message: wrong.message, remedy: wrong.remedy, isAboutDataset: false)
        }
        if change != nil, metric.direction(for: task, own: own) == nil {
            let name = metric.canonicalName
            return GateProblem(
                message: "the metric `\(name)` has no direction, so `change` cannot say what is worse",
                remedy: metric.name == "selection_rate"
                    ? "judge it with `min` and `max`"
                    : "declare it: `metrics: {\(metric.column ?? name): {direction: lower}}` in model.yaml",
                isAboutDataset: false)
        }
        if !metric.readsDataset {
            return dataset.isEmpty
                ? nil
                : GateProblem(
                    message: "the metric `\(metric.name)` reads no dataset", remedy: "remove `dataset:`",
                    isAboutDataset: true)
        }
        if dataset.isEmpty {
            return GateProblem(
                message: "gate lacks the required key `dataset`", remedy: "add `dataset:`", isAboutDataset: true)
        }
        guard !datasets.contains(where: { $0.utf8.elementsEqual(dataset.utf8) }) else { return nil }
        let nearest = NearestKey.to(dataset, among: datasets).map { "did you mean `\($0)`? " } ?? ""
        return GateProblem(
            message: "the gate `\(id)` reads the dataset `\(dataset.prefix(80))`, which the model does not declare",
            remedy: nearest + "declared: \(datasets.joined(separator: ", "))", isAboutDataset: true)
    }
}

/// Ids of gates that name none.
enum GateIdentifier {
    /// Lower case; whatever a name may not hold becomes one dash: `ndcg@10-test-min` gives `ndcg-10-test-min`.
    static func make(from text: String) -> String {
        var slug: [UInt8] = []
        for byte in text.lowercased().utf8 {
            let isKept = (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: "_")
            if isKept {
                slug.append(byte)
            } else if slug.last != UInt8(ascii: "-"), !slug.isEmpty {
                slug.append(UInt8(ascii: "-"))
            }
        }
        while slug.last == UInt8(ascii: "-") { slug.removeLast() }
        return String(decoding: slug.prefix(64), as: UTF8.self)
    }
}
