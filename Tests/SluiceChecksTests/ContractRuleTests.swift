import SluiceChecks
import SluiceCore
import Testing

/// Each kind of rule on Parquet files: as many findings as bad rows were made.
@Suite struct ContractRuleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let property: String
        /// The value of good row `i`, and of a bad one.
        let good: String
        let bad: String
        let rule: String
        var testDescription: String { "\(rule) with \(bad)" }
    }

    static let cases = [
        Case(property: "{logicalType: integer, required: true}", good: "i", bad: "NULL", rule: ".required"),
        Case(property: "{logicalType: number, required: true}", good: "i::DOUBLE", bad: "NULL", rule: ".required"),
        Case(
            property: "{logicalType: number, required: true}", good: "i::DOUBLE", bad: "'NaN'::DOUBLE",
            rule: ".required"),
        Case(
            property: "{logicalType: number, required: true}", good: "i::FLOAT", bad: "'-inf'::FLOAT", rule: ".required"
        ),
        Case(
            property: "{logicalType: number, required: true}", good: "i::DECIMAL(9,2)", bad: "NULL", rule: ".required"),
        Case(property: "{logicalType: integer, unique: true}", good: "i", bad: "1000", rule: ".unique"),
        Case(property: "{logicalType: integer, primaryKey: true}", good: "i", bad: "NULL", rule: ".primaryKey"),
        Case(property: "{logicalType: integer, primaryKey: true}", good: "i", bad: "1000", rule: ".primaryKey"),
        Case(
            property: "{logicalType: number, logicalTypeOptions: {minimum: 0}}", good: "i * 0.5::DOUBLE",
            bad: "-1e-9::DOUBLE", rule: ".minimum"),
        Case(
            property: "{logicalType: number, logicalTypeOptions: {minimum: 0}}", good: "i::DOUBLE",
            bad: "'NaN'::DOUBLE",
            rule: ".minimum"),
        Case(
            property: "{logicalType: number, logicalTypeOptions: {minimum: 0}}", good: "i::DOUBLE",
            bad: "'inf'::DOUBLE",
            rule: ".minimum"),
        Case(
            property: "{logicalType: integer, logicalTypeOptions: {exclusiveMinimum: 0}}", good: "i + 1", bad: "0",
            rule: ".exclusiveMinimum"),
        Case(
            property: "{logicalType: integer, logicalTypeOptions: {maximum: 2000}}", good: "i", bad: "2001",
            rule: ".maximum"),
        Case(
            property: "{logicalType: number, logicalTypeOptions: {maximum: 1999.5}}", good: "i::DOUBLE",
            bad: "'-inf'::DOUBLE", rule: ".maximum"),
        Case(
            property: "{logicalType: number, logicalTypeOptions: {exclusiveMaximum: 5000}}", good: "i::DECIMAL(9,2)",
            bad: "5000::DECIMAL(9,2)", rule: ".exclusiveMaximum"),
        Case(
            property: "{logicalType: date, logicalTypeOptions: {minimum: 2026-01-01}}",
            good: "DATE '2026-01-01' + i::INT",
            bad: "DATE '2025-12-31'", rule: ".minimum"),
        Case(
            property: "{logicalType: timestamp, logicalTypeOptions: {exclusiveMaximum: '2026-01-01T01:00:00+01:00'}}",
            good: "TIMESTAMP '2025-12-31 23:59:59.999999'", bad: "TIMESTAMP '2026-01-01 00:00:00'",
            rule: ".exclusiveMaximum"),
        Case(
            property: "{logicalType: time, logicalTypeOptions: {maximum: '18:00:00'}}", good: "TIME '18:00:00'",
            bad: "TIME '18:00:00.5'", rule: ".maximum"),
        Case(
            property: "{logicalType: string, logicalTypeOptions: {minLength: 2}}", good: "'é' || i", bad: "'é'",
            rule: ".minLength"),
        Case(
            property: "{logicalType: string, logicalTypeOptions: {maxLength: 3}}", good: "'äöü'", bad: "'abcd'",
            rule: ".maxLength"),
        Case(
            property: "{logicalType: string, logicalTypeOptions: {pattern: '[0-9]'}}", good: "'row ' || i || '!'",
            bad: "'row'", rule: ".pattern"),
        Case(
            property: "{logicalType: string, quality: [{metric: nullValues, mustBe: 0}]}", good: "'x'", bad: "NULL",
            rule: ".quality[0]"),
        Case(
            property: "{logicalType: string, quality: [{metric: missingValues, arguments: {missingValues: ['N/A']}, "
                + "mustBe: 0}]}", good: "'x'", bad: "CASE WHEN i % 2 = 0 THEN 'N/A' END", rule: ".quality[0]"),
        Case(
            property: "{logicalType: integer, quality: [{metric: invalidValues, arguments: {validValues: [0, 1]}, "
                + "mustBe: 0}]}", good: "i % 2", bad: "2", rule: ".quality[0]"),
        Case(
            property: "{logicalType: boolean, quality: [{metric: invalidValues, arguments: {validValues: [true]}, "
                + "mustBe: 0}]}", good: "true", bad: "false", rule: ".quality[0]"),
        Case(
            property: "{logicalType: string, quality: [{metric: invalidValues, arguments: {pattern: '^[a-z]+$'}, "
                + "mustBe: 0}]}", good: "'x'", bad: "'X'", rule: ".quality[0]"),
        Case(
            property: "{logicalType: integer, quality: [{metric: duplicateValues, mustBe: 0}]}", good: "i", bad: "1000",
            rule: ".quality[0]"),
    ]

    @Test(arguments: cases, [0, 37])
    func countsExactlyTheRowsThatBreakIt(_ rule: Case, _ bad: Int) async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet(
                "SELECT CASE WHEN i < \(bad) THEN \(rule.bad) ELSE \(rule.good) END AS value FROM range(1001) AS r(i)")
            let property = "- {name: value, " + rule.property.dropFirst()
            let finding = try await bench.judge(rows, properties: property)(rule.rule)
            #expect(finding.outcome == (bad == 0 ? .passed : .failed), "\(finding.message)")
            #expect(finding.observedValue == Double(bad), "\(finding.message)")
            #expect(finding.column == "value")
            #expect(finding.location?.file == "demo.odcs.yaml")
        }
    }

    @Test func ignoresNullInBoundsLengthsPatternsSetsAndKeys() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet("SELECT NULL::INTEGER AS n, NULL::VARCHAR AS t FROM range(5)")
            let findings = try await bench.judge(
                rows,
                properties: """
                    - name: n
                      logicalType: integer
                      unique: true
                      logicalTypeOptions: {minimum: 0, maximum: 1}
                      quality: [{metric: invalidValues, arguments: {validValues: [0]}, mustBe: 0}]
                    - {name: t, logicalType: string, logicalTypeOptions: {minLength: 1, pattern: x}}
                    """)
            #expect(Set(findings.list.map(\.outcome)) == [.passed], "\(findings.list.map(\.message))")
        }
    }

    @Test func judgesKeysOfSeveralColumnsAsTuples() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet(
                "FROM (VALUES (1, 'a'), (1, 'b'), (2, 'a'), (1, 'a'), (NULL, 'a'), (NULL, 'a'), (3, NULL)) AS t(x, y)")
            let findings = try await bench.judge(
                rows,
                properties: "- {name: x, primaryKey: true, primaryKeyPosition: 1}\n"
                    + "- {name: y, primaryKey: true, primaryKeyPosition: 2}",
                object: "quality:\n  - {metric: duplicateValues, arguments: {properties: [x, y]}, mustBe: 1}")
            // One duplicate of (1, a), and three rows with a NULL.
            #expect(try findings(".primaryKey").observedValue == 4)
            #expect(try findings(".quality[0]").observedValue == 1)
            #expect(try findings(".quality[0]").outcome == .passed)
        }
    }

    @Test(arguments: [
        ("mustBe: 10", true), ("mustBe: 9", false), ("mustNotBe: 10", false), ("mustBeGreaterThan: 9", true),
        ("mustBeGreaterThan: 10", false), ("mustBeGreaterOrEqualTo: 10", true), ("mustBeLessThan: 10", false),
        ("mustBeLessOrEqualTo: 10", true), ("mustBeBetween: [10, 20]", true), ("mustBeBetween: [0, 10]", true),
        ("mustBeBetween: [11, 20]", false), ("mustNotBeBetween: [10, 20]", false), ("mustNotBeBetween: [11, 20]", true),
    ])
    func comparesRowCounts(_ comparison: String, _ holds: Bool) async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet("SELECT i FROM range(10) AS r(i)")
            let finding = try await bench.judge(
                rows, properties: "- {name: i}", object: "quality: [{metric: rowCount, \(comparison)}]")(".quality[0]")
            #expect(finding.outcome == (holds ? .passed : .failed))
            #expect(finding.observedValue == 10)
        }
    }

    @Test func takesPercentOfAllRows() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet("SELECT CASE WHEN i < 1 THEN NULL ELSE i // 2 END AS v FROM range(20) AS r(i)")
            let findings = try await bench.judge(
                rows,
                properties: """
                    - name: v
                      quality:
                        - {metric: nullValues, unit: percent, mustBeLessOrEqualTo: 5}
                        - {metric: nullValues, unit: percent, mustBeLessThan: 5}
                        - {metric: duplicateValues, unit: percent, mustBe: 45}
                    """)
            #expect(try findings(".quality[0]").outcome == .passed)
            #expect(try findings(".quality[0]").observedValue == 5)
            #expect(try findings(".quality[1]").outcome == .failed)
            #expect(try findings(".quality[2]").observedValue == 45)
        }
    }

    @Test func comparesTypesBeforeAnyCast() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet(
                "SELECT '1' AS text, 1 AS int, 1.5::DOUBLE AS float, DATE '2026-01-01' AS day, true AS flag, "
                    + "[1] AS list, {a: 1} AS record")
            let types = ["string", "integer", "number", "date", "timestamp", "boolean", "array", "object"]
            let accepted = [
                "text": ["string"], "int": ["integer", "number"], "float": ["number"], "day": ["date"],
                "flag": ["boolean"], "list": ["array"], "record": ["object"],
            ]
            for type in types {
                let columns = accepted.keys.sorted()
                let findings = try await bench.judge(
                    rows, properties: columns.map { "- {name: \($0), logicalType: \(type)}" }.joined(separator: "\n"))
                for (index, column) in columns.enumerated() {
                    let finding = try findings("properties[\(index)].logicalType")
                    let passes = accepted[column]?.contains(type) == true
                    #expect(finding.outcome == (passes ? .passed : .failed), "\(column) as \(type)")
                    #expect(finding.observed?.isEmpty == false)
                }
            }
        }
    }

    @Test func doesNotCompareATextColumnWithANumber() async throws {
        try await ContractBench.use { bench in
            let findings = try await bench.judge(
                bench.parquet("SELECT '5' AS v"),
                properties: "- {name: v, logicalType: integer, logicalTypeOptions: {minimum: 0}}")
            #expect(try findings(".logicalType").outcome == .failed)
            #expect(try findings(".logicalType").observed?.contains("BYTE_ARRAY") == true)
            #expect(try findings(".minimum").outcome == .notRun)
        }
    }
}
