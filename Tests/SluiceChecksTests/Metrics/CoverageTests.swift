import SluiceChecks
import SluiceCore
import SluiceRegistry
import Testing

@Suite struct CoverageTests {
    private func judge(
        _ model: MetricModel = MetricModel(), test: String, predictions: String, named ending: String = "csv"
    ) async throws -> Judgement {
        let bench = try await MetricBench()
        let version = try model.version(
            test: try bench.write("test.\(ending)", test),
            predictions: try bench.write("predictions.\(ending)", predictions))
        return try await bench.judge(MetricCoverage(), model.subject(version))
    }

    @Test func `predictions in any order of every example pass`() async throws {
        let judgement = try await judge(test: "id,y\na,1\nb,0\nc,1\n", predictions: "id,s\nc,0.1\na,0.2\nb,0.3\n")
        let finding = try #require(judgement.findings.first)
        #expect(judgement.findings.count == 1)
        #expect(finding.outcome == .passed)
        #expect(finding.observed == "3 examples")
        #expect(finding.rule == "ids")
        #expect(finding.location?.file == "registry/models/late/versions/1.1.0.yaml")
    }

    @Test(arguments: [
        ("1,0.1\n2,0.1\n", "1 missing"), ("1,0.1\n2,0.1\n3,0.2\n4,0.5\n", "1 not in the test data"),
        ("1,0.1\n2,0.1\n2,0.2\n", "1 missing, 1 predicted more than once"),
        ("1,0.1\n2,0.1\n3,0.2\n3,0.2\n3,0.2\n", "2 predicted more than once"),
        ("1,0.1\n2,0.1\n3,0.2\n,0.2\n", "1 predicted without an id"),
        ("01,0.1\n2,0.1\n3,0.2\n", "1 missing, 1 not in the test data"),
    ])
    func `what is missing, extra, doubled or without an id fails with its count`(
        _ rows: String, _ defect: String
    ) async throws {
        let finding = try #require(
            try await judge(test: "id,y\n1,1\n2,0\n3,1\n", predictions: "id,s\n" + rows).findings.first)
        #expect(finding.outcome == .failed)
        #expect(finding.observed == defect)
    }

    @Test func `a doubled id in the test data fails`() async throws {
        let judgement = try await judge(test: "id,y\n1,1\n1,0\n", predictions: "id,s\n1,0.5\n")
        #expect(judgement.findings.map(\.outcome) == [.failed])
        #expect(judgement.findings[0].observed == "1 doubled in the test data")
    }

    @Test func `a metric over other examples than the test data's is not computed`() async throws {
        let bench = try await MetricBench()
        let test = try bench.write("test.csv", "id,y\n1,1\n2,0\n3,1\n")
        let predictions = try bench.write("predictions.csv", "id,s\n1,0.9\n2,0.1\n")
        let value = try await bench.values(["roc_auc"], MetricModel(), test: test, predictions: predictions)["roc_auc"]
        let reason = "predictions and test data do not hold the same examples: 1 missing (see metrics/coverage)"
        #expect(value == .errored(reason))
    }

    @Test func `several id columns are one key`() async throws {
        var model = MetricModel()
        model.data = "role: test, id: [day, flight], label: y"
        model.predictions = "columns: {id: [d, flight], score: s}, positiveLabel: 1"
        let judgement = try await judge(
            model, test: "day,flight,y\n1,a,1\n1,b,0\n2,a,1\n", predictions: "d,flight,s\n1,a,0.1\n1,b,0.1\n2,b,0.1\n")
        #expect(judgement.findings[0].observed == "1 missing, 1 not in the test data")
    }

    @Test func `labels and weights that predictions repeat must be the test data's`() async throws {
        var model = MetricModel()
        model.data = "role: test, id: id, label: y, weight: w"
        model.predictions = "columns: {id: id, score: s, weight: weight}, positiveLabel: 1"
        let judgement = try await judge(
            model, test: "id,y,w\n1,1,1\n2,0,2\n3,1,0.5\n",
            predictions: "id,s,y,weight\n1,0.1,1.0,1.00\n2,0.1,1,2\n3,0.2,,4\n")
        let outcomes = Dictionary(judgement.findings.map { ($0.rule, [$0.observed, $0.outcome.rawValue]) }) { $1 }
        #expect(
            outcomes == [
                "ids": ["3 examples", "passed"], "labels": ["2 differ", "failed"], "weights": ["1 differ", "failed"],
            ])
    }

    @Test func `labels are taken from predictions only where the test data has none, and this is said`() async throws {
        let judgement = try await judge(test: "id\n1\n2\n", predictions: "id,s,y\n1,0.1,1\n2,0.3,0\n")
        #expect(judgement.findings.map(\.rule) == ["ids", "labels"])
        #expect(judgement.notices == ["Labels of `test` come from the predictions: the test data has no label column."])
    }

    @Test func `a prediction that is not the score at the threshold fails`() async throws {
        var model = MetricModel()
        model.predictions = "columns: {id: id, score: s, prediction: p}, positiveLabel: 1, threshold: 0.3"
        let judgement = try await judge(
            model, test: "id,y\n1,1\n2,0\n3,0\n", predictions: "id,s,p\n1,0.3,1\n2,0.29,0\n3,0.4,0\n")
        let finding = try #require(judgement.findings.first { $0.rule == "decisions" })
        #expect(finding.outcome == .failed)
        #expect(finding.observed == "1 differ")
    }

    @Test func `ids of different types are compared as they are written, and never by a silent conversion`()
        async throws
    {
        let bench = try await MetricBench()
        let test = try await bench.parquet("test.parquet", "SELECT 7 AS id, 1 AS y")
        let plain = try bench.write("plain.csv", "id,s\n7,0.5\n")
        let padded = try bench.write("padded.csv", "id,s\n007,0.5\n")
        let text = try await bench.parquet("text.parquet", "SELECT '7' AS id, 0.5 AS s")
        let model = MetricModel()
        let outcome = { (predictions: String) in
            let version = try model.version(test: test, predictions: predictions)
            return try await bench.judge(MetricCoverage(), model.subject(version)).findings[0].outcome
        }
        #expect(try await outcome(plain) == .passed)
        #expect(try await outcome(padded) == .failed)
        #expect(try await outcome(text) == .errored)
    }

    @Test func `rows are matched by position in Parquet files of equal length`() async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        model.data = "role: test, id: $row, label: y"
        model.predictions = "columns: {id: $row, score: s}, positiveLabel: 1"
        let test = try await bench.parquet("test.parquet", "SELECT i % 2 AS y FROM range(10) t(i)")
        let equal = try await bench.parquet("equal.parquet", "SELECT i % 2 * 0.9 AS s FROM range(10) t(i)")
        let short = try await bench.parquet("short.parquet", "SELECT i % 2 * 0.9 AS s FROM range(8) t(i)")
        let csv = try bench.write("rows.csv", "s\n0.1\n")
        let finding = { (predictions: String) in
            let version = try model.version(test: test, predictions: predictions)
            return try await bench.judge(MetricCoverage(), model.subject(version)).findings[0]
        }
        #expect(try await finding(equal).message.hasSuffix("each predicted exactly once, matched by position"))
        #expect(try await finding(short).observed == "2 missing")
        #expect(try await finding(csv).outcome == .errored)
        let values = try await bench.values(["roc_auc"], model, test: test, predictions: equal)
        #expect(values["roc_auc"] == .value(1, n: 10))
    }

    @Test func `bytes that differ are not run, bytes that are missing are an error`() async throws {
        let bench = try await MetricBench()
        let model = MetricModel()
        let version = try model.version(
            test: try bench.write("test.csv", "id,y\n1,1\n"),
            predictions: try bench.write("predictions.csv", "id,s\n1,1\n"))
        guard case .file(let uri, let digest)? = version.prediction("test")?.source else { return }
        let reference = FileReference(path: uri, digest: digest)
        bench.bytes = [reference: .differs(found: .zero)]
        let differs = try await bench.judge(MetricCoverage(), model.subject(version)).findings
        #expect(differs.map(\.outcome) == [.notRun])
        bench.bytes = [reference: .absent("looked in the working tree")]
        let absent = try await bench.judge(MetricCoverage(), model.subject(version)).findings
        #expect(absent.map(\.outcome) == [.errored])
        #expect(absent[0].message.contains("data/predictions.csv"))
    }
}
