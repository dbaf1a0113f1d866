import SluiceCore
import SluiceYAML

extension FieldReader {
    /// `predictions:` of a model.
    mutating func predictionDefaults(datasets: [String]) -> [PredictionDefaults] {
        boundedEntries("predictions").compactMap { entry in
            if !datasets.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) {
                report(
                    "`predictions` names the dataset `\(entry.key.prefix(80))`, which `data:` does not declare",
                    at: entry.keyLocation, remedy: "declared: \(datasets.joined(separator: ", "))")
            }
            return child(entry.value, "predictions of `\(entry.key.prefix(80))`") { reader in
                let columns: PredictionColumns? = reader.mapping("columns", "`columns`") { $0.predictionColumns() }
                let positive = reader.labelValue("positiveLabel")
                let threshold = reader.number("threshold")
                let errorRate = reader.scalar("maxErrorRate", expected: "a number from 0 to 1") { text in
                    YAMLScalar.number(text).flatMap { (0...1).contains($0) ? $0 : nil }
                }
                return PredictionDefaults(
                    dataset: entry.key, columns: columns ?? PredictionColumns(), positiveLabel: positive,
                    threshold: threshold, maxErrorRate: errorRate, location: entry.keyLocation)
            }
        }
    }

    private mutating func predictionColumns() -> PredictionColumns {
        var columns = PredictionColumns()
        columns.id = self.columns("id")
        columns.label = filledText("label")
        columns.score = filledText("score")
        columns.prediction = filledText("prediction")
        columns.weight = filledText("weight")
        columns.query = filledText("query")
        columns.cluster = filledText("cluster")
        columns.status = filledText("status")
        columns.probabilities = namedColumns("probabilities")
        columns.scores = namedColumns("scores")
        return columns
    }

    private mutating func namedColumns(_ key: String) -> [String: String] {
        var columns: [String: String] = [:]
        for entry in entries(key) {
            guard case .scalar(let column, _) = entry.value.content, !column.isEmpty else {
                report("`\(key)` maps `\(entry.key.prefix(80))` to no column", at: entry.value.location)
                continue
            }
            if columns.updateValue(column, forKey: entry.key) != nil {
                report("`\(key)` has two names that look the same: `\(entry.key.prefix(80))`", at: entry.keyLocation)
            }
        }
        return columns
    }

    private mutating func labelValue(_ key: String) -> LabelValue? {
        guard let text = text(key), case .scalar(_, let plain)? = node(key)?.content else { return nil }
        return LabelValue(text: text, isPlain: plain)
    }
}
