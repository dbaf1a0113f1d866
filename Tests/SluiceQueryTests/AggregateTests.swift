import SluiceCore
import Testing

@testable import SluiceQuery

@Suite struct AggregateTests {
    @Test func everyAggregateAgreesWithHandComputedValues() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet",
            """
            SELECT * FROM (VALUES (1, 0.5, 'b', true), (2, 0.25, 'a', false), (3, NULL, 'b', NULL), (4, 1.0, NULL, true))
            AS t(i, x, s, flag)
            """)
        let expected: [(Expression, JSON)] = [
            (.count, .integer(4)),
            (.countIf(.binary(.greater, .column("i"), .integer(2))), .integer(2)),
            (.countIf(.column("x").isNull), .integer(1)),
            (.aggregate(.countDistinct([.column("s")])), .integer(2)),
            (.aggregate(.countDistinct([.column("s"), .column("flag")])), .integer(2)),
            (.aggregate(.sumInteger(.column("i"))), .integer(10)),
            (.aggregate(.sumScaled(.column("x"))), .integer(Int64(1.75 * 1_099_511_627_776))),
            (.aggregate(.sumNumber(.column("x"))), .number(1.75)),
            (.aggregate(.minimum(.column("x"))), .number(0.25)),
            (.aggregate(.maximum(.column("i"))), .integer(4)),
            (.aggregate(.minimum(.column("s"))), .string("a")),
            (.aggregate(.maximum(.column("flag"))), .bool(true)),
            (.aggregate(.quantile(.column("i"), fraction: 0.5)), .number(2.5)),
            (.aggregate(.quantile(.column("i"), fraction: 0.1)), .number(1.3)),
            (.aggregate(.distinctValues(.column("s"), limit: 5)), .array([.string("a"), .string("b")])),
            (.aggregate(.distinctValues(.column("i"), limit: 2)), .array([.string("1"), .string("2")])),
            (.binary(.divide, .aggregate(.sumInteger(.column("i"))), .count), .number(2.5)),
        ]
        let measures = expected.map { Measure($0.0, over: .file(file)) }
        let evaluation = await bench.engine().evaluate(measures)
        for (measure, (_, value)) in zip(measures, expected) {
            #expect(try evaluation.values[measure]?.get() == value, "\(measure.expression)")
        }
        #expect(evaluation.statements.count == 1)
    }
}
