import SluiceCore
import Testing

@testable import SluiceQuery

@Suite struct ShapeTests {
    private func shape(_ bench: Workbench, _ file: DataFile) async throws -> FileShape? {
        try await bench.engine().shapes(of: [file])[file]?.get()
    }

    @Test func parquetColumnsHaveTheFilesOwnTypes() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet",
            """
            SELECT 1::INTEGER AS i, 'x' AS "Name; --", 1.5::DECIMAL(10,2) AS d, uuid() AS u, [1] AS l, {'p': [{'q': 1}]} AS s,
            now() AS z, DATE '2026-01-01' AS day, TIME '05:00' AS clock, true AS flag, 1.5::FLOAT AS f, 'x'::BLOB AS b
            """)
        let columns = try await shape(bench, file)?.columns.map { "\($0.name): \($0.type) \($0.physicalType)" }
        #expect(
            columns == [
                "i: integer INT32 (INT_32)", "Name; --: text BYTE_ARRAY (UTF8)", "d: number INT64 (DECIMAL)",
                "u: text FIXED_LEN_BYTE_ARRAY (UUID)", "l: other INTEGER[]",
                "s: other STRUCT(p STRUCT(q INTEGER)[])",
                "z: timestamp INT64 (TIMESTAMP_MICROS)", "day: date INT32 (DATE)", "clock: time INT64 (TIME_MICROS)",
                "flag: boolean BOOLEAN", "f: number FLOAT", "b: other BYTE_ARRAY",
            ])
    }

    @Test(arguments: [
        ("a,b\n1,2\n", ["a", "b"], ","), ("a;b\n1;2\n", ["a", "b"], ";"), ("a\tb\r\n1\t2\r\n", ["a", "b"], "\t"),
        ("a\n1\n", ["a"], ","), ("\"a,1\";b\n1;2\n", ["a,1", "b"], ";"), ("\u{FEFF}a,b\n1,2\n", ["a", "b"], ","),
        ("\"two\nlines\",\"say \"\"x\"\"\"\n1,2\n", ["two\nlines", "say \"x\""], ","), (",x\n0,1\n", ["", "x"], ","),
        (".shell,b'); DROP\n1,2\n", [".shell", "b'); DROP"], ","),
    ])
    func csvHeadersNameTheColumns(text: String, names: [String], delimiter: String) async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", text)
        let shape = try #require(try await shape(bench, file))
        #expect(shape.columns.map(\.name) == names)
        #expect(shape.delimiter == delimiter)
        #expect(shape.columns.allSatisfy { $0.isUntyped && $0.type == .text })
        for name in names where !name.isEmpty {
            let measure = Measure(.countIf(.column(name).isNotNull), over: .file(file))
            #expect(try await bench.engine().evaluate([measure]).values[measure]?.get() == .integer(1))
        }
    }

    @Test func jsonLinesAreTypedByAllTheirRows() async throws {
        let bench = try await Workbench()
        var rows = Array(repeating: "{\"i\":1,\"s\":\"x\"}", count: 30_000)
        rows.append("{\"i\":2.5,\"late\":true,\"day\":\"2026-01-01\",\"l\":[1],\"Mixed Case\":1}")
        let file = try bench.write("t.jsonl", rows.joined(separator: "\n"))
        let columns = try await shape(bench, file)?.columns.map { "\($0.name): \($0.type)" }
        #expect(
            columns == ["i: number", "s: text", "late: boolean", "day: date", "l: other", "Mixed Case: integer"])
        #expect(try await bench.value(.aggregate(.maximum(.column("i"))), over: .file(file)) == .number(2.5))
        #expect(try await bench.value(.countIf(.column("late")), over: .file(file)) == .integer(1))
        #expect(try await bench.value(.countIf(.column("l").isNotNull), over: .file(file)) == .integer(1))
    }

    @Test func compressedCSVIsReadTheSameWay() async throws {
        let bench = try await Workbench()
        let plain = try bench.write("t.csv", "a,b\n1,x\n2,\n#3,y\n")
        let file = try await bench.gzip("t.csv")
        #expect(try await shape(bench, file) == shape(bench, plain))
        #expect(try await bench.value(.count, over: .file(file)) == .integer(3))
    }

    @Test func aBadFileDoesNotHideTheOthers() async throws {
        let bench = try await Workbench()
        let good = try bench.write("good.csv", "a,b\n1,2\n")
        let whole = try await bench.parquet("whole.parquet", "SELECT i FROM range(1000) AS t(i)")
        let bytes = try bench.bytes(of: "whole.parquet")
        let bad: [(DataFile, String)] = [
            (try bench.write("cut.parquet", Array(bytes.dropLast(20))), "magic bytes"),
            (try bench.write("text.parquet", "this is not parquet, but long enough to be one"), "magic bytes"),
            (try bench.write("page.csv", "<!DOCTYPE html>\n<html></html>\n"), "is HTML or XML"),
            (try bench.write("ragged.csv", "a,b\n1,2\n3\n4,5\n"), "line 3: Expected Number of Columns: 2 Found: 1"),
            (try bench.write("latin.csv", [0x61, 0x2C, 0x62, 0x0A, 0x31, 0x2C, 0xE9, 0x0A]), "Invalid unicode"),
            (try bench.write("quote.csv", "a,b\n1,\"open\n2,3\n"), "unterminated quote"),
            (try bench.write("empty.csv", ""), "the file is empty"),
            (try bench.write("blank.csv", "\na,b\n1,2\n"), "first line is empty"),
            (try bench.write("twice.csv", "a,b,A\n1,2,3\n"), "upper and lower case"),
            (try bench.write("same.csv", "a,b,a\n1,2,3\n"), "two columns are named"),
            (try bench.write("bad.jsonl", "{\"a\":1}\n{\"a\":\n"), "Malformed JSON"),
            (try bench.write("list.jsonl", "[1,2]\n"), "records"),
            (try bench.write("case.jsonl", "{\"a\":1,\"A\":2}\n"), "upper and lower case"),
            (try bench.write("keys.jsonl", "{\"a\":1,\"a\":2}\n"), "duplicate key"),
        ]
        let shapes = await bench.engine().shapes(of: [good, whole] + bad.map(\.0))
        #expect(try shapes[good]?.get().columns.map(\.name) == ["a", "b"])
        #expect(try shapes[whole]?.get().columns.map(\.name) == ["i"])
        for (file, reason) in bad {
            guard case .failure(let error)? = shapes[file] else {
                Issue.record("\(file.label) was accepted")
                continue
            }
            #expect(error.message.contains(reason), "\(error.message)")
            #expect(error.message.contains(file.label), "\(error.message)")
            #expect(!error.message.contains("/"), "\(error.message)")
        }
    }

    @Test func parquetColumnsThatDifferInCaseOnlyAreRefused() async throws {
        let bench = try await Workbench()
        _ = try await bench.parquet("t.parquet", "SELECT 1 AS amount, 2 AS Bmount")
        // DuckDB does not write such a file; other programs do.
        let patched = try bench.bytes(of: "t.parquet").replacing("Bmount".utf8, with: "Amount".utf8)
        let file = try bench.write("u.parquet", patched)
        await #expect(throws: EngineError.self) { try await shape(bench, file) }
    }

    @Test func namesAreExact() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS Amount")
        let error = await #expect(throws: EngineError.self) {
            try await bench.value(.aggregate(.maximum(.column("amount"))), over: .file(file))
        }
        #expect(error?.message == "there is no column named `amount`")
        #expect(error?.remedy == "There is `Amount`; names are compared exactly.")
    }
}
