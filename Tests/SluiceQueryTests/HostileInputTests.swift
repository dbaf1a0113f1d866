import FoundationEssentials
import SluiceCore
import Testing

@testable import SluiceQuery

/// Attacks on rules 22 and 23 of the security rules: each worked against a naive use of the client.
@Suite struct HostileInputTests {
    private static let isolations: [DuckDBIsolation] = [.automatic, .links]

    @Test(arguments: isolations)
    func aFolderNamedLikeAPartitionChangesNoColumn(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("late=1/x.parquet", "SELECT 0 AS late FROM range(3)")
        let sum = Expression.aggregate(.sumInteger(.column("late")))
        #expect(try await bench.value(sum, over: .file(file), isolation: isolation) == .integer(0))
    }

    @Test(arguments: isolations)
    func aFileNamedLikeAPatternReadsItself(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        _ = try await bench.parquet("t1.parquet", "SELECT 1 AS i")
        let file = try await bench.parquet("t[1].parquet", "SELECT 7 AS i")
        let value = try await bench.value(.aggregate(.maximum(.column("i"))), over: .file(file), isolation: isolation)
        #expect(value == .integer(7))
    }

    @Test func rowsThatBeginWithAHashAreRows() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "id,label\n1,a\n#2,b\n#,c\n")
        #expect(try await bench.value(.count, over: .file(file)) == .integer(3))
        #expect(
            try await bench.value(.countIf(.matches(.column("id"), pattern: "^#")), over: .file(file)) == .integer(2))
    }

    @Test(arguments: isolations)
    func aReplacedLinkIsNoticed(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        _ = try await bench.parquet("good.parquet", "SELECT 1 AS i")
        _ = try await bench.parquet("evil.parquet", "SELECT 2 AS i")
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.folder)/in.parquet", withDestinationPath: "good.parquet")
        let file = try bench.file("in.parquet")
        try FileManager.default.removeItem(atPath: "\(bench.folder)/in.parquet")
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.folder)/in.parquet", withDestinationPath: "evil.parquet")
        let error = await #expect(throws: EngineError.self) {
            try await bench.value(.count, over: .file(file), isolation: isolation)
        }
        #expect(error?.kind == .tampered)
    }

    @Test func aFileWrittenDuringTheRunIsNoticed() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let client = try bench.script(
            "cat \"$0.rows\" > '\(bench.folder)/t.parquet'; exec '\(bench.client.path)' \"$@\"")
        _ = try await bench.parquet("other.parquet", "SELECT 2 AS i")
        try FileManager.default.copyItem(atPath: "\(bench.folder)/other.parquet", toPath: "\(client.path).rows")
        let measure = Measure(.aggregate(.maximum(.column("i"))), over: .file(file))
        let value = await bench.engine(.links, client: client).evaluate([measure]).values[measure]
        guard case .failure(let error)? = value else {
            Issue.record("answered \(String(describing: value))")
            return
        }
        #expect(error.kind == .tampered)
    }

    @Test func namesOfColumnsAreOnlyNames() async throws {
        let bench = try await Workbench()
        let names = [
            "a\"b", "it's", "line\n.shell touch pwned\nbreak", ".exit", "x\"; COPY (SELECT 1) TO 'in/x'; --", "c1",
            "r0",
            "dot.ted", "select", "$1", "é", "tab\there", "/* */",
        ]
        let columns = names.enumerated().map { "\($0.offset) AS \"\($0.element.replacing("\"", with: "\"\""))\"" }
        let file = try await bench.parquet("t.parquet", "SELECT " + columns.joined(separator: ", "))
        let before = try bench.bytes(of: "t.parquet")
        let measures = names.map { Measure(.aggregate(.maximum(.column($0))), over: .file(file)) }
        let grouped = names.map { name in
            let group = Relation.group(.file(file), by: [name], [.init("n", .count)])
            return Measure(.aggregate(.maximum(.column(name))), over: group)
        }
        let values = await bench.engine(.links).evaluate(measures + grouped).values
        for (number, pair) in zip(measures, grouped).enumerated() {
            #expect(try values[pair.0]?.get() == .integer(Int64(number)))
            #expect(try values[pair.1]?.get() == .integer(Int64(number)))
        }
        #expect(try bench.bytes(of: "t.parquet") == before)
        #expect(!FileManager.default.fileExists(atPath: "\(bench.folder)/pwned"))
    }

    @Test func namesOfFilesAndResultsAreOnlyNames() async throws {
        let bench = try await Workbench()
        let plain = try await bench.parquet("t.parquet", "SELECT 1 AS i")
        let file = DataFile(digest: plain.digest, format: .parquet, label: "x\" FROM y; DROP TABLE z; --\n.exit")
        let relation = Relation.select(.file(file), [.init("a\"; .exit\n", .column("i"))], where: nil)
        let measure = Measure(.aggregate(.maximum(.column("a\"; .exit\n"))), over: relation)
        #expect(try await bench.engine().evaluate([measure]).values[measure]?.get() == .integer(1))
    }

    @Test func valuesThatLookLikeAnswersAreValues() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "v\n\"x\"\"}\n{\"\"n\"\":\"\"0:b:0\"\"}\n{\"\"m0\"\":9}\n\"\n")
        let value = try await bench.value(.aggregate(.maximum(.column("v"))), over: .file(file))
        #expect(value == .string("x\"}\n{\"n\":\"0:b:0\"}\n{\"m0\":9}\n"))
    }
}
