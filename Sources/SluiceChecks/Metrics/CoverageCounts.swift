import SluiceQuery

/// How the examples of predictions and test data cover each other.
struct CoverageCounts: Sendable, Hashable {
    var testRows: Int128 = 0
    var predictionRows: Int128 = 0
    /// Rows without an id.
    var testNull: Int128 = 0
    var predictionNull: Int128 = 0
    /// Rows beyond the first of each id.
    var testDoubled: Int128 = 0
    var predictionDoubled: Int128 = 0
    /// Ids of the test data without a prediction, and predictions of no example.
    var missing: Int128 = 0
    var extra: Int128 = 0

    /// Every example exactly once.
    var isExact: Bool { defects.isEmpty }

    /// What is wrong, each with its count.
    var defects: [String] {
        let counts: [(Int128, String)] = [
            (missing, "missing"), (extra, "not in the test data"), (predictionDoubled, "predicted more than once"),
            (predictionNull, "predicted without an id"), (testDoubled, "doubled in the test data"),
            (testNull, "without an id in the test data"),
        ]
        return counts.filter { $0.0 != 0 }.map { "\(MetricText.count($0.0)) \($0.1)" }
    }
}

extension PredictionLayout {
    /// Nil while not all is gathered. Ids must be exactly equal as sets, and none may be doubled.
    func coverage(_ reader: inout MeasureReader) throws(MetricProblem) -> CoverageCounts? {
        if keys.byPosition {
            let rows = try (
                reader.integers([.count], over: testRows), reader.integers([.count], over: predictionRows)
            )
            guard let test = rows.0, let predictions = rows.1 else { return nil }
            var counts = CoverageCounts()
            (counts.testRows, counts.predictionRows) = (test[0], predictions[0])
            counts.missing = max(0, test[0] - predictions[0])
            counts.extra = max(0, predictions[0] - test[0])
            return counts
        }
        let ids = keys.names.map(Expression.column)
        let noId = ids.dropFirst().reduce(ids[0].isNull) { $0 || $1.isNull }
        let distinct = Expression.aggregate(.countDistinct(ids))
        let sides: [Expression] = [.count, .countIf(noId), distinct]
        let test = try reader.integers(sides, over: testRows)
        let predictions = try reader.integers(sides, over: predictionRows)
        let pairs = try reader.integers([.count], over: examples)
        guard let test, let predictions, let pairs else { return nil }
        var counts = CoverageCounts()
        (counts.testRows, counts.testNull, counts.testDoubled) = (test[0], test[1], test[0] - test[1] - test[2])
        (counts.predictionRows, counts.predictionNull) = (predictions[0], predictions[1])
        counts.predictionDoubled = predictions[0] - predictions[1] - predictions[2]
        var matched = pairs[0]
        if counts.testDoubled > 0 || counts.predictionDoubled > 0 {
            // Doubled ids pair up several times: only then is it worth counting different ones.
            guard let different = try reader.integers([distinct], over: examples) else { return nil }
            matched = different[0]
        }
        counts.missing = test[2] - matched
        counts.extra = predictions[2] - matched
        return counts
    }

    /// - Throws: `errored` where metrics would be over other examples than those of the test data.
    func requireCoverage(_ reader: inout MeasureReader) throws(MetricProblem) -> Bool {
        guard let counts = try coverage(&reader) else { return false }
        guard counts.isExact else {
            throw .errored(
                "predictions and test data do not hold the same examples: \(counts.defects.joined(separator: ", ")) "
                    + "(see metrics/coverage)")
        }
        return true
    }
}
