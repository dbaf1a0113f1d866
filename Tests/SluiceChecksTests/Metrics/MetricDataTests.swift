import SluiceChecks
import SluiceRegistry
import Testing

/// What labels, scores, weights and ids may be, and what is refused.
@Suite struct MetricDataTests {
    private static let labels = ["0", "1", "1", "0"]
    private static let scores = ["0.2", "0.9", "0.4", "0.6"]

    private func accuracy(
        _ model: MetricModel = MetricModel(), labels: [String] = labels, scores: [String] = scores
    ) async throws -> MetricValue? {
        try await MetricBench().values(["accuracy"], model, labels: labels, scores: scores)["accuracy"]
    }

    private func model(positive: String?) -> MetricModel {
        var model = MetricModel()
        model.predictions = "columns: {id: id, score: s}" + (positive.map { ", positiveLabel: \($0)" } ?? "")
        return model
    }

    @Test(arguments: [
        ("1", ["0", "1", "1", "0"]), ("1", ["0.0", "1.0", "1", "0"]), ("true", ["False", "true", "TRUE", "f"]),
        ("\"yes\"", ["no", "yes", "yes", "no"]), ("yes", ["no", "yes", "yes", "no"]), ("7", ["-2", "7", "7.0", "-2"]),
        (nil, ["0", "1", "1", "0"]), (nil, ["-1", "1", "1", "-1"]), (nil, ["false", "true", "true", "false"]),
    ])
    func `labels without a type are read as the positive label is written`(
        _ positive: String?, _ labels: [String]
    ) async throws {
        #expect(try await accuracy(model(positive: positive), labels: labels) == .value(0.5, n: 4))
    }

    @Test(arguments: [
        (nil, ["1", "2", "1", "2"], "without `positiveLabel`"), (nil, ["no", "yes", "yes", "no"], "missing or cannot"),
        (nil, ["false", "1", "1", "0"], "some labels are written as booleans"),
        ("1", ["0", "1", "x", "0"], "1 example with"),
        ("1", ["0", "1", "", "nan"], "2 examples with a label"), ("1", ["0", "1", "2", "0"], "more than two values"),
        ("5", ["0", "1", "1", "0"], "none of them positive"),
        ("\"yes\"", ["no", "Yes", "yes", "no"], "more than two values"),
    ])
    func `labels that cannot be told apart are refused`(
        _ positive: String?, _ labels: [String], _ reason: String
    ) async throws {
        let value = try await accuracy(model(positive: positive), labels: labels)
        guard case .errored(let message) = value else {
            Issue.record("\(String(describing: value))")
            return
        }
        #expect(message.contains(reason), "\(message)")
    }

    @Test(arguments: [
        ("boolean", "1", true), ("boolean", "true", true), ("boolean", "\"true\"", false), ("integer", "true", true),
        ("integer", "1.0", true), ("integer", "\"1\"", false), ("double", "1", true), ("varchar", "1", false),
        ("varchar", "true", false), ("varchar", "\"1\"", true), ("boolean", nil, true), ("integer", nil, true),
        ("varchar", nil, false), ("date", "1", false),
    ])
    func `a positive label must be a value of a typed column`(
        _ type: String, _ positive: String?, _ fits: Bool
    ) async throws {
        let bench = try await MetricBench()
        let label =
            type == "date" ? "DATE '2026-01-01' + y::INTEGER" : "y::\(type == "varchar" ? "INTEGER::VARCHAR" : type)"
        let test = try await bench.parquet(
            "test.parquet", "SELECT id, \(label) AS y FROM (VALUES (1, false), (2, true)) t(id, y)")
        let predictions = try await bench.parquet(
            "predictions.parquet", "SELECT * FROM (VALUES (1, 0.2::DOUBLE), (2, 0.9::DOUBLE)) t(id, s)")
        let value = try await bench.values(
            ["accuracy"], model(positive: positive), test: test, predictions: predictions)
        let accuracy = try #require(value["accuracy"])
        if case .errored = accuracy { #expect(!fits) } else { #expect(fits && accuracy == .value(1, n: 2)) }
    }

    @Test(arguments: [
        ("nan", "1 example without a finite score"), ("inf", "1 example without a finite score"),
        ("", "1 example without a finite score"), ("high", "1 example without a finite score"),
    ])
    func `scores that are no numbers are counted and refused`(_ score: String, _ reason: String) async throws {
        let value = try await accuracy(scores: ["0.2", "0.9", "0.4", score])
        #expect(value == .errored(reason))
    }

    @Test func `only metrics of probabilities refuse scores outside 0 to 1`() async throws {
        let names = ["roc_auc", "accuracy", "log_loss", "brier_score", "ece"]
        let values = try await MetricBench().values(names, labels: Self.labels, scores: ["-3", "0.9", "0.4", "7"])
        #expect(values["roc_auc"] == .value(0.5, n: 4))
        #expect(values["accuracy"] == .value(0.5, n: 4))
        for name in ["log_loss", "brier_score", "ece"] {
            #expect(values[name] == .errored("2 examples with a score outside 0 to 1, where a probability is needed"))
        }
    }

    @Test func `weights must be finite and not negative, and rows of weight 0 are left out`() async throws {
        var model = MetricModel()
        model.data = "role: test, id: id, label: y, weight: w"
        let name = "accuracy(weight=true)"
        let value = { (weights: [String]) in
            try await MetricBench().values(
                [name, "roc_auc(weight=true)"], model, labels: Self.labels, scores: Self.scores, weights: weights)
        }
        #expect(try await value(["1", "2", "1", "-1"])[name] == .errored("1 example with a negative weight"))
        #expect(try await value(["1", "2", "", "1"])[name] == .errored("1 example without a finite weight"))
        #expect(try await value(["1", "2.5", "1", "0"])[name] == .value(MetricValue.rounded(3.5 / 4.5), n: 3))
        let zeros = try await value(["0", "0", "0", "0"])
        #expect(zeros[name] == .undefined("every example has weight 0"))
        #expect(zeros["roc_auc(weight=true)"] == .undefined("every example has weight 0"))
        let oneClass = try await value(["0", "2", "3", "0"])
        #expect(oneClass["roc_auc(weight=true)"] == .undefined("no example is negative"))
    }

    @Test func `a weighted metric without a weight column is refused`() async throws {
        let value = try await MetricBench().values(["roc_auc(weight=true)"], labels: Self.labels, scores: Self.scores)
        #expect(value.values.first == .errored("neither test data nor predictions on `test` have a weight column"))
    }

    @Test func `metrics of no rows are undefined`() async throws {
        let names = ["accuracy", "roc_auc", "log_loss", "average_precision", "recall(at=false_positive_rate:0.1)"]
        let values = try await MetricBench().values(names, labels: [], scores: [])
        for name in names { #expect(values[name] == .undefined("there are no examples"), "\(name)") }
    }

    @Test func `FLOAT scores are compared as doubles`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        model.predictions = "columns: {id: id, score: s}, positiveLabel: 1, threshold: 0.7"
        let test = try await bench.parquet("test.parquet", "SELECT 1 AS id, 1 AS y")
        let predictions = try await bench.parquet("predictions.parquet", "SELECT 1 AS id, 0.7::FLOAT AS s")
        let values = try await bench.values(["recall"], model, test: test, predictions: predictions)
        #expect(values["recall"] == .value(0, n: 1))
    }

    @Test func `zero and negative zero are one score`() async throws {
        let bench = try await MetricBench()
        let test = try await bench.parquet("test.parquet", "SELECT * FROM (VALUES (1, 0), (2, 1)) t(id, y)")
        let predictions = try await bench.parquet(
            "predictions.parquet", "SELECT * FROM (VALUES (1, 0::DOUBLE), (2, '-0.0'::DOUBLE)) t(id, s)")
        let values = try await bench.values(["roc_auc"], MetricModel(), test: test, predictions: predictions)
        #expect(values["roc_auc"] == .value(0.5, n: 2))
    }

    @Test func `a recorded prediction wins over the score, unless a threshold is asked for`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        model.predictions = "columns: {id: id, score: s, prediction: p}, positiveLabel: \"late\""
        let test = try bench.write("test.csv", "id,y\n1,late\n2,on time\n3,late\n")
        let predictions = try bench.write("predictions.csv", "id,s,p\n1,0.9,on time\n2,0.9,on time\n3,0.1,late\n")
        let values = try await bench.values(
            ["accuracy", "accuracy(threshold=0.5)"], model, test: test, predictions: predictions)
        #expect(values["accuracy"] == .value(2.0 / 3, n: 3))
        #expect(values["accuracy(threshold=0.5)"] == .value(1.0 / 3, n: 3))
    }

    @Test func `a prediction that is no label is refused`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        model.predictions = "columns: {id: id, prediction: p}, positiveLabel: \"late\""
        let test = try bench.write("test.csv", "id,y\n1,late\n2,on time\n")
        let predictions = try bench.write("predictions.csv", "id,p\n1,late\n2,perhaps\n")
        let values = try await bench.values(["accuracy", "roc_auc"], model, test: test, predictions: predictions)
        #expect(values["accuracy"] == .errored("the labels have more than two values"))
        #expect(values["roc_auc"] == .errored("model.yaml names no score column of the predictions on `test`"))
    }

    @Test func `outages are left out up to the rate that the model allows`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        let test = try bench.write("test.csv", "id,y\n1,1\n2,0\n3,1\n4,0\n")
        let predictions = try bench.write("predictions.csv", "id,s,st\n1,0.9,ok\n2,0.9,refused\n3,,error\n4,0.1,ok\n")
        let value = { (rate: String) in
            model.predictions = "columns: {id: id, score: s, status: st}, positiveLabel: 1\(rate)"
            return try await bench.values(["accuracy"], model, test: test, predictions: predictions)["accuracy"]
        }
        #expect(try await value(", maxErrorRate: 0.25") == .value(2.0 / 3, n: 3))
        guard case .errored(let reason) = try await value("") else {
            Issue.record("an outage was not refused")
            return
        }
        #expect(reason.contains("a rate of 0.25; `maxErrorRate` is 0"))
        let strange = try bench.write("strange.csv", "id,s,st\n1,0.9,ok\n2,0.9,OK\n3,,error\n4,0.1,\n")
        let values = try await bench.values(["accuracy"], model, test: test, predictions: strange)
        #expect(values["accuracy"] == .errored("2 examples with a status other than ok, refused or error"))
    }

    @Test func `aggregates are over any column of the predictions`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        model.task = "regression"
        model.data = "role: test, id: id, weight: w"
        model.predictions = "columns: {id: id}"
        let test = try bench.write("test.csv", "id,w\n1,1\n2,0\n3,1\n4,2\n")
        let predictions = try bench.write(
            "predictions.jsonl",
            """
            {"id": "1", "ms": 10, "safe": true}
            {"id": "2", "ms": 20, "safe": true}
            {"id": "3", "ms": 40, "safe": false}
            {"id": "4", "ms": 80, "safe": true}

            """)
        let expected: [String: MetricValue] = [
            "mean(ms)": .value(37.5, n: 4), "sum(ms)": .value(150, n: 4), "median(ms)": .value(30, n: 4),
            "p90(ms)": .value(68, n: 4), "p95(ms)": .value(74, n: 4), "p99(ms)": .value(78.8, n: 4),
            "mean(safe)": .value(0.75, n: 4), "mean(ms,weight=true)": .value(52.5, n: 4),
            "rmse": .notRun("regression metrics are not built in this release"),
        ]
        let values = try await bench.values(Array(expected.keys), model, test: test, predictions: predictions)
        #expect(values == expected)
    }
}

extension MetricValue {
    /// As weighted metrics are rounded.
    static func rounded(_ value: Double) -> Double { (value * 1e12).rounded() / 1e12 }
}
