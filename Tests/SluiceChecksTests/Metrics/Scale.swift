import SluiceChecks
import Testing

@Suite struct Scale {
    @Test func big() async throws {
        let bench = try await MetricBench()
        let clock = ContinuousClock()
        let n = 10_000_000
        let test = try await bench.parquet(
            "test.parquet", "SELECT i AS id, (hash(i) % 2)::INT AS y FROM range(\(n)) t(i)")
        let tied = try await bench.parquet("tied.parquet", "SELECT i AS id, 0.5 AS s FROM range(\(n)) t(i)")
        let spread = try await bench.parquet(
            "spread.parquet", "SELECT i AS id, (hash(i+7)%1000000)/1e6 AS s FROM range(\(n)) t(i)")
        for p in [tied, spread] {
            var v: [String: MetricValue] = [:]
            let t = try await clock.measure {
                v = try await bench.values(
                    ["average_precision", "roc_auc", "log_loss", "ece", "accuracy"], MetricModel(), test: test,
                    predictions: p)
            }
            print("SCALE", t, v)
        }
    }
}
