import SluiceChecks
import SluiceCore
import SluiceRegistry
import Testing

@Suite struct MetricGateTests {
    private static let test = "id,y\n1,0\n2,1\n3,1\n4,0\n5,1\n"
    private static let predictions = "id,s\n1,0.2\n2,0.9\n3,0.4\n4,0.6\n5,0.7\n"

    private func subject(
        _ bench: MetricBench, _ gates: [String], claims: String = "{}", predictions: String? = predictions,
        baseline: String? = nil, baselineTest: String? = nil, gateBaselines: [String: GateBaseline]? = nil,
        _ change: (inout MetricModel) -> Void = { _ in }
    ) throws -> CheckSubject {
        var model = MetricModel()
        model.gates = gates
        change(&model)
        let test = try bench.write("test.csv", Self.test)
        let version = try model.version(
            test: test, predictions: try predictions.map { try bench.write("new.csv", $0) }, claims: claims)
        let old = try baseline.map {
            try model.version(
                "1.0.0", test: try baselineTest.map { try bench.write("old-test.csv", $0) } ?? test,
                predictions: $0.isEmpty ? nil : try bench.write("old.csv", $0))
        }
        return try model.subject(version, baseline: old, gateBaselines: gateBaselines)
    }

    private func threshold(_ gate: String) async throws -> Finding {
        let bench = try await MetricBench()
        return try #require(try await bench.judge(MetricThreshold(), subject(bench, [gate])).findings.first)
    }

    // MARK: Thresholds

    @Test(arguments: [
        ("min: 0.6", Outcome.passed), ("min: 0.61", .failed), ("max: 0.6", .passed), ("max: 0.59", .failed),
        ("min: 0.5, max: 0.55", .failed), ("min: 0.6, confidence: 0.95", .notRun),
    ])
    func `bounds are inclusive, and bounds of intervals are not run`(_ bounds: String, _ outcome: Outcome) async throws
    {
        let finding = try await threshold("id: floor, metric: accuracy, dataset: test, \(bounds)")
        #expect(finding.outcome == outcome)
        #expect(finding.rule == "floor")
        #expect(finding.dataset == "test")
    }

    @Test func `a finding says what was seen, what is needed, and where`() async throws {
        let finding = try await threshold(
            "id: floor, metric: accuracy, dataset: test, min: 0.64, severity: warning, inconclusive: warn")
        #expect(finding.observed == "0.6")
        #expect(finding.observedValue == 0.6)
        #expect(finding.expected == "≥ 0.64")
        #expect(finding.boundValue == 0.64)
        #expect(finding.message == "accuracy on `test` is 0.6; it must be ≥ 0.64")
        #expect(finding.severity == .warning)
        #expect(finding.inconclusiveWarns)
        #expect(finding.outcome == .failed, "the gate makes it a warning")
        #expect(finding.location?.file == "registry/models/late/model.yaml")
    }

    @Test func `an undefined metric is inconclusive`() async throws {
        let finding = try await threshold("id: p, metric: precision, dataset: test, threshold: 2, min: 0.1")
        #expect(finding.outcome == .inconclusive)
        #expect(finding.message.contains("no example is predicted positive"))
    }

    @Test func `without predictions the declared metric is judged, and this is said`() async throws {
        let bench = try await MetricBench()
        let gates = [
            "id: a, metric: accuracy, dataset: test, min: 0.6", "id: b, metric: recall, dataset: test, min: 0.6",
        ]
        let subject = try subject(bench, gates, claims: "{accuracy: 0.7}", predictions: nil)
        let judgement = try await bench.judge(MetricThreshold(), subject)
        #expect(judgement.findings.map(\.outcome) == [.passed, .errored])
        #expect(judgement.findings[0].message.contains("declared, not recomputed"))
        #expect(judgement.metrics.map(\.recomputed) == [false, false])
        let claims = try await bench.judge(MetricClaim(), subject)
        #expect(claims.findings.map(\.outcome) == [.notRun])
        #expect(claims.findings[0].severity == .info)
    }

    @Test func `a declared metric never stands for one that can be recomputed`() async throws {
        let bench = try await MetricBench()
        let gates = ["id: a, metric: accuracy, dataset: test, min: 0.65"]
        let judgement = try await bench.judge(MetricThreshold(), subject(bench, gates, claims: "{accuracy: 0.9}"))
        #expect(judgement.findings.map(\.outcome) == [.failed])
        #expect(judgement.metrics.first?.claimed == 0.9)
        #expect(judgement.metrics.first?.value == 0.6)
    }

    @Test func `the size of the artifact is a metric of every task`() async throws {
        let bench = try await MetricBench()
        let subject = try subject(bench, ["id: small, metric: artifact_size, max: 1"]) { $0.task = "regression" }
        let judgement = try await bench.judge(MetricThreshold(), subject)
        #expect(judgement.findings.map(\.outcome) == [.passed])
        #expect(judgement.findings[0].dataset == nil)
    }

    @Test func `gates of tasks and kinds that are not built are not run, at their own severity`() async throws {
        let bench = try await MetricBench()
        let regression = try subject(bench, ["id: e, metric: rmse, dataset: test, max: 1, severity: warning"]) {
            $0.task = "regression"
        }
        let finding = try #require(try await bench.judge(MetricThreshold(), regression).findings.first)
        #expect(finding.outcome == .notRun)
        #expect(finding.severity == .warning)
        #expect(finding.message.contains("regression metrics are not built in this release"))
        let sliced = try subject(bench, ["id: s, metric: recall, dataset: test, slices: {by: [origin], min: 0.2}"])
        let slices = try await bench.judge(MetricUnbuilt(.slices), sliced)
        #expect(slices.findings.map(\.outcome) == [.notRun])
        #expect(slices.findings[0].check == "metrics/slices")
        #expect(!MetricUnbuilt(.fairness).applies(to: sliced))
    }

    // MARK: Changes

    private func change(_ metric: String, _ worsening: String, baseline: String, _ keys: String = "") async throws
        -> Finding
    {
        let bench = try await MetricBench()
        let gate =
            "id: c, metric: \(metric), dataset: test, change: {against: staging, maxWorsening: \(worsening)\(keys)}"
        return try #require(
            try await bench.judge(MetricChange(), subject(bench, [gate], baseline: baseline)).findings.first)
    }

    private static let better = "id,s\n1,0.2\n2,0.9\n3,0.4\n4,0.3\n5,0.7\n"

    @Test func `a change is judged towards the worse side of the metric, with an inclusive bound`() async throws {
        // Accuracy 0.6 after 0.8.
        #expect(try await change("accuracy", "0.2", baseline: Self.better).outcome == .passed)
        #expect(try await change("accuracy", "0.199", baseline: Self.better).outcome == .failed)
        let loss = try await change("brier_score", "0.01", baseline: Self.better)
        #expect(loss.outcome == .failed)
        #expect(loss.expected == "≤ 0.01")
        let finding = try await change("accuracy", "0.1", baseline: Self.better)
        #expect(finding.boundValue == -0.1)
        #expect(finding.observed == "−0.2 (0.6 against 0.8)")
        #expect(finding.expected == "≥ −0.1")
    }

    @Test func `a change without direction, with confidence, or against other test data is not judged`() async throws {
        #expect(try await change("accuracy", "0.2", baseline: Self.better, ", confidence: 0.95").outcome == .notRun)
        let bench = try await MetricBench()
        let gate = "id: c, metric: accuracy, dataset: test, change: {against: staging, maxWorsening: 0.2}"
        let other = try subject(bench, [gate], baseline: Self.better, baselineTest: "id,y\n1,1\n")
        let finding = try #require(try await bench.judge(MetricChange(), other).findings.first)
        #expect(finding.outcome == .inconclusive)
        #expect(finding.message.contains("1.0.0 has predictions on other test data than 1.1.0"))
        let without = try subject(bench, [gate], baseline: "")
        #expect(try await bench.judge(MetricChange(), without).findings.map(\.outcome) == [.inconclusive])
        let unreadable = try subject(bench, [gate], gateBaselines: ["c": .unreadable("bad YAML")])
        #expect(try await bench.judge(MetricChange(), unreadable).findings.map(\.outcome) == [.errored])
    }

    @Test(arguments: [("pass", Outcome.passed), ("fail", .failed)])
    func `a first version passes with a notice, or fails, as the gate says`(_ word: String, _ outcome: Outcome)
        async throws
    {
        let bench = try await MetricBench()
        let gate =
            "id: c, metric: accuracy, dataset: test, change: {against: staging, maxWorsening: 0.2, firstVersion: \(word)}"
        let judgement = try await bench.judge(MetricChange(), subject(bench, [gate]))
        #expect(judgement.findings.map(\.outcome) == [outcome])
        #expect(judgement.notices.count == (outcome == .passed ? 1 : 0))
        #expect(judgement.metrics.first?.value == 0.6)
    }

    // MARK: Claims

    @Test(arguments: [
        ("0.6", Outcome.passed), ("0.6000004", .passed), ("0.601", .failed), ("0.60", .passed), ("0.6004", .failed),
        ("1", .failed), ("6e-1", .passed), ("0.60000", .passed),
    ])
    func `a claim may be off by half a unit of its last digit, within limits`(_ text: String, _ outcome: Outcome)
        async throws
    {
        let bench = try await MetricBench()
        let judgement = try await bench.judge(MetricClaim(), subject(bench, [], claims: "{accuracy: \(text)}"))
        let finding = try #require(judgement.findings.first)
        #expect(finding.outcome == outcome)
        #expect(finding.rule == "accuracy")
        #expect(finding.location?.line == 9)
        #expect(judgement.metrics.map(\.gate) == [nil])
    }

    // MARK: Rows

    @Test func `a gate with bounds and a change is one row, and a claim with a gate has none of its own`() async throws
    {
        let bench = try await MetricBench()
        let gates = [
            "id: a, metric: accuracy, dataset: test, min: 0.5, change: {against: staging, maxWorsening: 0.05}",
            "id: l, metric: log_loss, dataset: test, max: 2",
            "id: r, metric: recall, dataset: test, change: {against: staging, maxWorsening: 0.5}",
        ]
        let subject = try subject(bench, gates, claims: "{accuracy: 0.6, ece: 0.1}", baseline: Self.better)
        let threshold = try await bench.judge(MetricThreshold(), subject)
        let change = try await bench.judge(MetricChange(), subject)
        let claim = try await bench.judge(MetricClaim(), subject)
        #expect(threshold.findings.map(\.outcome) == [.passed, .passed])
        #expect(change.findings.map(\.outcome) == [.failed, .passed])
        #expect(threshold.metrics.map(\.gate) == ["a", "l"])
        #expect(change.metrics.map(\.gate) == ["r"])
        #expect(claim.metrics.map(\.metric) == ["ece"])
        let row = try #require(threshold.metrics.first)
        #expect(row.limit == "≥ 0.5, change ≥ −0.05")
        #expect(row.outcome == .failed)
        #expect(row.claimed == 0.6)
        #expect(row.n == 5)
        for row in threshold.metrics + change.metrics + claim.metrics {
            #expect(row.baseline == "1.0.0")
            #expect(row.baselineValue != nil && row.change != nil, "\(row.metric)")
        }
    }

    @Test func `the row of a failed gate of a lower severity warns`() async throws {
        let bench = try await MetricBench()
        let gate = "id: a, metric: accuracy, dataset: test, min: 0.9, severity: warning"
        let judgement = try await bench.judge(MetricThreshold(), subject(bench, [gate]))
        #expect(judgement.metrics.map(\.outcome) == [.warned])
    }

    @Test func `flips are counted by predicted class, on the same test data only`() async throws {
        let bench = try await MetricBench()
        let old = "id,s\n1,0.9\n2,0.9\n3,0.4\n4,0.3\n5,0.1\n"
        let judgement = try await bench.judge(MetricCoverage(), subject(bench, [], baseline: old))
        #expect(judgement.flips == SubjectResult.Flips(toWrong: 1, toRight: 2))
        let other = try await bench.judge(
            MetricCoverage(), subject(bench, [], baseline: old, baselineTest: "id,y\n1,1\n"))
        #expect(other.flips == nil)
    }
}
