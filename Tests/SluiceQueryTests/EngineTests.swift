import FoundationEssentials
import SluiceCore
import Testing

@testable import SluiceQuery

@Suite struct EngineTests {
    @Test func oneBadMeasureHidesNoOther() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet", "SELECT i, i::VARCHAR AS s, i::DOUBLE AS x FROM range(300000) AS t(i)")
        let good = [Measure(.count, over: .file(file)), Measure(.aggregate(.maximum(.column("i"))), over: .file(file))]
        let bad = [
            Measure(.countIf(.matches(.column("s"), pattern: "(?=1)")), over: .file(file)),
            Measure(.countIf(.column("absent").isNull), over: .file(file)),
            // 2^22 · 2^40 does not fit: the last rows overflow, after most of the file was read.
            Measure(.aggregate(.sumScaled(.binary(.multiply, .column("x"), .number(1e9)))), over: .file(file)),
        ]
        let evaluation = await bench.engine().evaluate(bad + good)
        #expect(try good.map { try evaluation.values[$0]?.get() } == [.integer(300_000), .integer(299_999)])
        for measure in bad {
            guard case .failure(let error)? = evaluation.values[measure] else {
                Issue.record("\(measure.expression) was answered")
                continue
            }
            #expect(error.kind == .failed)
            #expect(!error.message.contains("/"), "\(error.message)")
        }
        #expect(evaluation.values.count == 5)
    }

    @Test func aFileThatCannotBeReadFailsItsOwnMeasuresOnly() async throws {
        let bench = try await Workbench()
        let good = try bench.write("good.csv", "a\n1\n")
        let bad = try bench.write("bad.csv", "a,b\n1\n")
        let measures = [good, bad].map { Measure(.count, over: .file($0)) }
        let values = await bench.engine().evaluate(measures).values
        #expect(try values[measures[0]]?.get() == .integer(1))
        #expect(throws: EngineError.self) { try values[measures[1]]?.get() }
    }

    @Test func damageFoundWhileReadingIsAnErrorAndNoPartialAnswer() async throws {
        let bench = try await Workbench()
        _ = try await bench.parquet("whole.parquet", "SELECT hash(i) AS h FROM range(300000) AS t(i)")
        var bytes = try bench.bytes(of: "whole.parquet")
        for offset in bytes.count / 2..<bytes.count / 2 + 4000 { bytes[offset] = 0xFF }
        // The rows at the end belong to another page than those at the beginning; the metadata stays intact.
        for offset in 4..<200 { bytes[offset] = 0xFF }
        let file = try bench.write("damaged.parquet", bytes)
        let measure = Measure(.aggregate(.countDistinct([.column("h")])), over: .file(file))
        let value = await bench.engine().evaluate([measure]).values[measure]
        #expect(throws: EngineError.self) { try value?.get() }
    }

    @Test func numbersThatAreNoneArriveAsSuch() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet", "SELECT unnest([1.5, 'NaN'::DOUBLE, 'Infinity'::DOUBLE, '-Infinity'::DOUBLE, NULL]) AS x")
        let (lowest, highest) = (
            Expression.aggregate(.minimum(.column("x"))), Expression.aggregate(.maximum(.column("x")))
        )
        #expect(try await bench.value(lowest, over: .file(file)) == .number(-.infinity))
        // NaN is above all numbers.
        let highestValue = try await bench.value(highest, over: .file(file))
        #expect(highestValue?.double?.isNaN == true)
        #expect(try await bench.value(.countIf(.unary(.isNaN, .column("x"))), over: .file(file)) == .integer(1))
        #expect(try await bench.value(.countIf(.unary(.isNotFinite, .column("x"))), over: .file(file)) == .integer(3))
        await #expect(throws: EngineError.self) {
            try await bench.value(.aggregate(.sumScaled(.column("x"))), over: .file(file))
        }
    }

    @Test func nothingIsTheSumOfNoRows() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS i, 'x' AS s WHERE false")
        let header = try bench.write("t.csv", "i,s\n")
        for relation in [Relation.file(file), .file(header)] {
            #expect(try await bench.value(.count, over: relation) == .integer(0))
            #expect(try await bench.value(.countIf(.column("s").isNull), over: relation) == .integer(0))
            #expect(try await bench.value(.aggregate(.countDistinct([.column("s")])), over: relation) == .integer(0))
            #expect(try await bench.value(.aggregate(.minimum(.column("s"))), over: relation) == .null)
            let values = Expression.aggregate(.distinctValues(.column("s"), limit: 3))
            #expect(try await bench.value(values, over: relation) == .array([]))
        }
        #expect(try await bench.value(.aggregate(.sumInteger(.column("i"))), over: .file(file)) == .null)
    }

    @Test func wholeNumbersBeyondSixtyFourBitsKeepTheirDigits() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 18446744073709551615::UBIGINT AS u FROM range(2)")
        #expect(
            try await bench.value(.aggregate(.maximum(.column("u"))), over: .file(file))
                == .string("18446744073709551615"))
        #expect(
            try await bench.value(.aggregate(.sumInteger(.column("u"))), over: .file(file))
                == .string("36893488147419103230"))
    }

    @Test func textThatLooksLikeANumberStaysText() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "s\n007\n")
        #expect(try await bench.value(.aggregate(.minimum(.column("s"))), over: .file(file)) == .string("007"))
    }

    @Test func aThousandConditionsAreOneStatement() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT i FROM range(1000) AS t(i)")
        let measures = (0..<1000).map { number in
            Measure(.countIf(.binary(.less, .column("i"), .integer(Int64(number)))), over: .file(file))
        }
        // FILTER clauses would need more than this.
        let evaluation = await bench.engine(limits: DuckDBLimits(time: .seconds(60))).evaluate(measures)
        #expect(evaluation.statements.count == 1)
        for (number, measure) in measures.enumerated() {
            #expect(try evaluation.values[measure]?.get() == .integer(Int64(number)))
        }
    }

    @Test func answersDoNotDependOnTheRun() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet",
            "SELECT i, (hash(i) % 1000003) / 1000003.0 AS p, 'k' || hash(i) % 97 AS k FROM range(300000) AS t(i)")
        let groups = Relation.group(
            .file(file), by: ["k"], [.init("n", .count), .init("p", .aggregate(.sumScaled(.column("p"))))])
        let measures = [
            Measure(.aggregate(.sumScaled(.column("p"))), over: .file(file)),
            Measure(.aggregate(.quantile(.column("p"), fraction: 0.37)), over: .file(file)),
            Measure(.aggregate(.distinctValues(.column("k"), limit: 50)), over: .file(file)),
            Measure(.aggregate(.countDistinct([.column("k"), .column("p")])), over: .file(file)),
            Measure(.aggregate(.maximum(.column("p"))), over: groups),
            Measure(.aggregate(.sumInteger(.binary(.multiply, .column("n"), .column("n")))), over: groups),
        ]
        let first = await bench.engine().evaluate(measures)
        for _ in 0..<4 {
            let next = await bench.engine().evaluate(measures)
            #expect(next.values == first.values)
            #expect(next.statements == first.statements)
        }
        let sums = Measure(.aggregate(.sumNumber(.column("p"))), over: .file(file))
        let exact = try #require(try first.values[measures[0]]?.get().double) / 1_099_511_627_776
        let rounded = try #require(try await bench.engine().evaluate([sums]).values[sums]?.get().double)
        #expect(abs(rounded - exact) < 1e-6)
    }

    @Test func statementsNameRelationsAndNoPath() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "a\n1\n")
        let labelled = DataFile(digest: file.digest, format: .csv, label: "flight-delay@1.1.0:test")
        let record = await bench.engine().evaluate([Measure(.count, over: .file(labelled))]).statements.first
        #expect(record?.engine == "duckdb")
        #expect(record?.relation == "flight-delay@1.1.0:test")
        #expect(record?.sql.contains("FROM \"flight-delay@1.1.0:test\"") == true)
        #expect(record?.sql.contains(bench.folder) == false)
        #expect(record?.sql.contains(file.digest.hex) == false)
    }

    @Test func tooMuchMemoryIsAnErrorOfItsOwnWithARemedy() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT hash(i)::VARCHAR AS h FROM range(1000000) AS t(i)")
        let measure = Measure(.aggregate(.countDistinct([.column("h")])), over: .file(file))
        let limits = DuckDBLimits(memory: 8 << 20, spill: 1 << 20)
        guard case .failure(let error)? = await bench.engine(limits: limits).evaluate([measure]).values[measure] else {
            Issue.record("answered")
            return
        }
        #expect(error.kind == .memory)
        #expect(!error.remedy.isEmpty)
    }

    @Test(arguments: [DuckDBIsolation.automatic, .links])
    func tooMuchTimeIsAnErrorOfItsOwnWithARemedy(isolation: DuckDBIsolation) async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS k, i FROM range(200000) AS t(i)")
        let pairs = Relation.Join(
            .inner, .file(file), .file(file), on: [.init("k", "k")],
            outputs: [.init("a", .left, "i"), .init("b", .right, "i")])
        let measure = Measure(.aggregate(.countDistinct([.column("a"), .column("b")])), over: .join(pairs))
        let engine = bench.engine(isolation, limits: DuckDBLimits(time: .seconds(2)))
        guard case .failure(let error)? = await engine.evaluate([measure]).values[measure] else {
            Issue.record("answered")
            return
        }
        #expect(error.kind == .timeout)
        #expect(!error.remedy.isEmpty)
        #expect(try bench.leftovers().isEmpty)
    }
}
