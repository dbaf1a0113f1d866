import SluiceChecks
import SluiceCore
import SluiceQuery
import Testing

/// Contracts on whole files: CSV, names, absent columns, empty data, rules that cannot run.
@Suite struct ContractFileTests {
    @Test func countsValuesOfACSVFileThatCannotBeRead() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.csv(
                "i,n,b,d,s\n1,1.5,true,2026-01-31,NO\n1.5,x,no,2026-02-30,on\n\" \",nan,maybe,31.1.2026,1e3\n,,,,\n007,-1e3,0,2026-1-5,010\n"
            )
            let findings = try await bench.judge(
                rows,
                properties: """
                    - {name: i, logicalType: integer}
                    - {name: n, logicalType: number}
                    - {name: b, logicalType: boolean}
                    - {name: d, logicalType: date}
                    - name: s
                      logicalType: string
                      quality: [{metric: invalidValues, arguments: {validValues: [NO, on, 1e3, '010']}, mustBe: 0}]
                    """)
            #expect(try findings("properties[0].logicalType").observedValue == 2)
            #expect(try findings("properties[1].logicalType").observedValue == 1)
            #expect(try findings("properties[2].logicalType").observedValue == 2)
            #expect(try findings("properties[3].logicalType").observedValue == 3)
            #expect(try findings("properties[4].logicalType").outcome == .passed)
            #expect(try findings("quality[0]").outcome == .passed)
        }
    }

    @Test func takesAnEmptyFieldOfACSVFileForNull() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.csv("id,v,s\n1,,\n2,\"\",\"\"\n3,nan,x\n4,inf,x\n5,7,x\n")
            let findings = try await bench.judge(
                rows,
                properties: """
                    - {name: id, logicalType: integer}
                    - {name: v, logicalType: number, required: true, logicalTypeOptions: {minimum: 0}}
                    - {name: s, logicalType: string, required: true, quality: [{metric: nullValues, mustBe: 2}]}
                    """)
            #expect(try findings("properties[1].required").observedValue == 4)
            #expect(try findings("properties[1].logicalTypeOptions.minimum").observedValue == 2)
            #expect(try findings("properties[2].required").observedValue == 2)
            #expect(try findings("quality[0]").outcome == .passed)
        }
    }

    @Test func comparesKeysAndSetsOfACSVFileByTheDeclaredType() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.csv("i,t\n1,1\n01,01\n+1,+1\nx,x\n")
            let findings = try await bench.judge(
                rows,
                properties: """
                    - name: i
                      logicalType: integer
                      unique: true
                      primaryKey: true
                      quality: [{metric: invalidValues, arguments: {validValues: [1]}, mustBe: 0}]
                    - {name: t, logicalType: string, unique: true}
                    """)
            #expect(try findings("properties[0].unique").observedValue == 2)
            #expect(try findings(".primaryKey").observedValue == 3)
            #expect(try findings("quality[0]").observedValue == 1)
            #expect(try findings("properties[1].unique").outcome == .passed)
        }
    }

    @Test func readsColumnsByTheirExactNames() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet(
                "SELECT NULL::INTEGER AS \"a \"\"b'\", 1 AS \"A \"\"B'\", 2 AS \"é; DROP TABLE x--\"")
            let findings = try await bench.judge(
                rows,
                properties: #"""
                    - {name: "a \"b'", required: true}
                    - {name: "é; DROP TABLE x--", required: true}
                    - {name: "É; DROP TABLE x--"}
                    """#)
            #expect(try findings("properties[0].required").outcome == .failed)
            #expect(try findings("properties[1].required").outcome == .passed)
            #expect(try findings("properties[2]").outcome == .failed)
        }
    }

    @Test func failsForAnAbsentColumnAndDoesNotRunItsOtherRules() async throws {
        try await ContractBench.use { bench in
            let findings = try await bench.judge(
                bench.parquet("SELECT 1 AS a"),
                properties: "- {name: a, required: true}\n"
                    + "- {name: b, logicalType: number, required: true, unique: true, logicalTypeOptions: {minimum: 0}}"
            )
            #expect(try findings("properties[0].required").outcome == .passed)
            #expect(try findings("properties[1]").outcome == .failed)
            for rule in ["logicalType", "required", "unique", "logicalTypeOptions.minimum"] {
                #expect(try findings("properties[1].\(rule)").outcome == .notRun)
            }
        }
    }

    @Test(arguments: ["parquet", "csv"])
    func failsForAnEmptyDataset(_ format: String) async throws {
        try await ContractBench.use { bench in
            let rows =
                format == "csv"
                ? try bench.csv("v\n") : try bench.parquet("SELECT 1::DOUBLE AS v WHERE false")
            let findings = try await bench.judge(
                rows, properties: "- {name: v, logicalType: number, required: true}",
                object: "quality: [{metric: rowCount, mustBe: 0}]")
            #expect(try findings("schema[0]").outcome == .failed)
            #expect(try findings(".required").outcome == .notRun)
            #expect(try findings("quality[0]").outcome == .passed)
        }
    }

    @Test func reportsColumnsBeyondTheContractAndRefusesThemWhereForbidden() async throws {
        try await ContractBench.use { bench in
            let rows = try bench.parquet("SELECT 1 AS a, 2 AS b")
            let reported = try await bench.judge(rows, properties: "- {name: a}")("extraColumns")
            #expect(reported.outcome == .passed)
            #expect(reported.severity == .info)
            #expect(reported.message.contains("`b`"))
            let forbid = "customProperties: [{property: sluice.extraColumns, value: forbid}]"
            #expect(
                try await bench.judge(rows, properties: "- {name: a}", object: forbid)("extraColumns").outcome
                    == .failed)
            #expect(
                try await bench.judge(rows, properties: "- {name: a}\n- {name: b}", object: forbid)("extraColumns")
                    .outcome
                    == .passed)
        }
    }

    @Test func givesEveryDeclaredRuleOnce() async throws {
        try await ContractBench.use { bench in
            let findings = try await bench.judge(
                bench.parquet("SELECT 1 AS a"),
                properties: """
                    - name: a
                      logicalType: integer
                      logicalTypeOptions: {minimum: 0, exclusiveMinimum: 0, multipleOf: 1}
                      quality:
                        - {type: text, description: the number of something}
                        - {metric: invalidValues, arguments: {validValues: [1]}, mustBe: 0}
                        - {metric: invalidValues, arguments: {validValues: [2]}, mustBe: 0}
                        - {type: custom, engine: other, implementation: {x: y}}
                    """)
            let prefix = "schema[0].properties[0]"
            #expect(
                findings.outcomes == [
                    "schema[0]": .passed, prefix: .passed, "\(prefix).logicalType": .passed,
                    "\(prefix).logicalTypeOptions.minimum": .passed,
                    "\(prefix).logicalTypeOptions.exclusiveMinimum": .passed,
                    "\(prefix).logicalTypeOptions.multipleOf": .notRun, "\(prefix).quality[0]": .passed,
                    "\(prefix).quality[1]": .passed, "\(prefix).quality[2]": .failed, "\(prefix).quality[3]": .notRun,
                ])
            #expect(findings.list.count == findings.outcomes.count)
        }
    }

    @Test func aRuleOfWarningSeverityWarns() async throws {
        try await ContractBench.use { bench in
            let finding = try await bench.judge(
                bench.parquet("SELECT NULL::INTEGER AS a"),
                properties: "- {name: a, quality: [{metric: nullValues, mustBe: 0, severity: warning}]}")("quality[0]")
            #expect(finding.outcome == .warned)
            #expect(finding.severity == .warning)
        }
    }
}
