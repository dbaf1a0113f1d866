import SluiceCore
import SluiceRegistry
import SluiceYAML
import Testing

@Suite struct ParserTests {
    private static func parse(_ text: String, _ kind: ManifestKind) throws(InvalidFile) {
        let document = try Fixture.read(text)
        switch kind {
        case .registry: _ = try RegistryPolicy(document, file: "f.yaml")
        case .model: _ = try Model(document, file: "registry/models/flight/f.yaml")
        case .modelVersion: _ = try ModelVersion(document, file: "f.yaml")
        default: _ = try StagePointer(document, file: "f.yaml")
        }
    }

    @Test(arguments: HostileFile.all) func aHostileFileHasOneErrorAtItsPlace(_ file: HostileFile) throws {
        let error = #expect(throws: InvalidFile.self) { try Self.parse(file.text, file.kind) }
        let found = error?.diagnostics ?? []
        #expect(found.count == 1, "found: \(found)")
        #expect(found.first?.location?.line == file.line, "found: \(found)")
        #expect(found.first?.location?.column != nil)
        #expect(found.first?.message.contains(file.message) == true, "found: \(found)")
    }

    @Test func thereAreManyHostileFiles() { #expect(HostileFile.all.count >= 60) }

    @Test func everyProblemOfAFileIsReported() {
        let text = """
            apiVersion: sluice/v1
            kind: Model
            name: Flight
            task: none
            owners: []
            data: {test: {role: tset}}
            colour: red

            """
        let error = #expect(throws: InvalidFile.self) { try Self.parse(text, .model) }
        #expect(error?.diagnostics.compactMap { $0.location?.line } == [3, 4, 5, 6, 7])
    }

    static let neighbours: [(ManifestKind, String, String, String)] = [
        (.model, "CRLF", "\n", "\r\n"),
        (.model, "a long text", "card: ./CARD.md", "description: \"" + String(repeating: "ä ", count: 50_000) + "\""),
        (.model, "HTML and mentions", "card: ./CARD.md", "description: \"<img src=x> @everyone [x](http://e) #1\""),
        (.model, "a country", "p_late}}", "p_late}, positiveLabel: NO}"),
        (.model, "a block text", "card: ./CARD.md", "description: |\n  a: b\n  - c"),
        (.model, "accents in columns", "label: late", "label: Verspätung"),
        (.model, "rows by position", "id: id, label", "id: $row, label"),
        (.model, "several id columns", "id: id, label", "id: [a, b], label"),
        (.model, "no gates", "gates:\n  - {id: auc-floor, metric: roc_auc, dataset: test, min: 0.6}\n", ""),
        (.registry, "quoted scalars", "branch: main", "branch: \"main\""),
        (.registry, "an empty label list", "branch: main", "branch: main\nlabels: {}"),
        (.registry, "a branch with slashes", "branch: main", "branch: release/2026.11"),
        (.registry, "a root beside the file", "data/,", "./data/,"),
        (.modelVersion, "a calendar version", "version: 1.1.0", "version: 1.20261120.1"),
        (.modelVersion, "a pre-release", "version: 1.1.0", "version: 1.1.0-rc.1"),
        (.modelVersion, "an exponent", "0.66", "6.6e-1"),
        (.modelVersion, "any parameters", "metrics:", "params: {a: [1, {b: NO}], on: off, t: 1:30}\nmetrics:"),
        (.modelVersion, "spaces in a path", "data/test.parquet", "\"data/my test.parquet\""),
    ]

    @Test(arguments: neighbours) func aGoodNeighbourPasses(_ case: (ManifestKind, String, String, String)) throws {
        let (kind, _, old, new) = `case`
        try Self.parse(HostileFile.good(kind).replacing(old, new), kind)
    }

    @Test func whatIsNotBuiltIsKept() throws {
        let policy = try RegistryPolicy(
            Fixture.read(
                """
                apiVersion: sluice/v1
                kind: Registry
                name: acme-models
                id: 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d
                branch: main
                stages:
                  - name: staging
                    promote: automatic
                    requires: [registry, artifacts, data, metrics]
                    enforce: false
                  - name: production
                    from: [{stage: staging, soak: 24h}]
                    approvals: [{required: 1, from: ["@release"]}]
                    freeze:
                      - {from: 2026-12-20T00:00:00Z, until: 2027-01-03T00:00:00Z, reason: year end}
                      - {every: week, from: "fri 16:00", until: "mon 07:00", timezone: Europe/Berlin, reason: weekend}
                    override: {from: ["@release"], rules: [freeze, soak]}
                teams: {"@release": [anna@example.org, ben@example.org]}
                data:
                  roots: [data/, registry/, examples/]
                engines:
                  duckdb:    {kind: duckdb, memory: 4GB, threads: 2, timeout: 10m}
                  warehouse: {kind: postgres, tables: [ml.*], timeout: 30m}
                checks:
                  governance/model-card: {severity: warning}
                  data/drift: {method: psi, max: 0.2}
                gates: [{metric: ndcg, k: 10, dataset: test, min: 0.5, tasks: [ranking]}]
                report: {samples: none}

                """), file: "registry/sluice.yaml")
        #expect(policy.stage("staging")?.promote == .automatic)
        #expect(policy.stage("staging")?.enforce == false)
        let production = try #require(policy.stage("production"))
        #expect(production.from.first?.soak?.seconds == 86_400)
        #expect(production.unbuiltRules.map(\.key) == ["approvals", "freeze", "override"])
        #expect(production.unbuiltRules.map(\.location.line) == [13, 15, 17])
        #expect(production.requires == StagePolicy.defaultRequires)
        #expect(policy.engines.map(\.memory) == [4_000_000_000, nil])
        #expect(policy.engines.map(\.kind) == ["duckdb", "postgres"])
        #expect(policy.checks.last?.settings == ["method": "psi", "max": "0.2"])
        #expect(policy.gates.first?.id == "ndcg-10-test-min")
        #expect(policy.samples == .none)
        #expect(policy.teams["@release"]?.count == 2)
    }

    @Test func theModelOfTheDesignReads() throws {
        let model = try Model(
            Fixture.read(
                """
                apiVersion: sluice/v1
                kind: Model
                name: flight-delay
                task: binary-classification   # binary-classification | multiclass-classification | regression
                owners: ["@flights-ml"]
                license: Apache-2.0
                risk: limited
                card: ./CARD.md
                stages: [staging, production]
                data:
                  train:   {role: train, contract: ./contracts/flights.odcs.yaml#flights, id: flight_id, label: late}
                  test:    {role: test, contract: ./contracts/flights.odcs.yaml, id: flight_id, label: late}
                  serving: {role: serving, contract: ./contracts/flights.odcs.yaml, optional: true}
                predictions:
                  test: {columns: {id: flight_id, score: p_late}, positiveLabel: 1, threshold: 0.25}
                metrics: {toxicity: {direction: lower}}
                gates:
                  - {id: auc-floor, metric: roc_auc, dataset: test, min: 0.64}
                  - id: auc-against-live
                    metric: roc_auc
                    dataset: test
                    change: {against: target, maxWorsening: 0.005, confidence: 0.95, firstVersion: pass}
                  - id: recall-everywhere
                    metric: recall
                    dataset: test
                    slices: {by: [origin, carrier], min: 0.25, minExamples: 200, smallSlices: list, correction: holm}
                  - {id: even-handed, metric: selection_rate, dataset: test, fairness: {by: origin, maxDifference: 0.25}}
                  - {metric: recall, at: {false_positive_rate: 0.001}, dataset: test, min: 0.1}
                  - {metric: p95, column: latency_ms, dataset: test, max: 200, severity: warning}

                """), file: "registry/models/flight-delay/model.yaml")
        #expect(model.card == "registry/models/flight-delay/CARD.md")
        #expect(model.role("train")?.contract == "registry/models/flight-delay/contracts/flights.odcs.yaml")
        #expect(model.role("train")?.contractObject == "flights")
        #expect(model.predictionDefaults("test")?.positiveLabel == LabelValue(text: "1", isPlain: true))
        #expect(model.gates.map { $0.unbuiltKinds.map(\.key) } == [[], [], ["slices"], ["fairness"], [], []])
        #expect(model.gates[1].change?.confidence == 0.95)
        #expect(
            model.gates.suffix(2).map(\.metric.canonicalName)
                == ["recall(at=false_positive_rate:0.001)", "p95(latency_ms)"])
        #expect(
            model.gates.suffix(2).map(\.id) == [
                "recall-at-false_positive_rate-0-001-test-min", "p95-latency_ms-test-max",
            ])
        #expect(model.metrics == ["toxicity": .lower])
    }
}
