import SluiceCore
import Testing

@testable import SluiceQuery

@Suite struct RelationTests {
    private typealias Named = Relation.NamedExpression

    @Test func selectKeepsRowsWhereTheConditionIsTrue() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT i FROM (VALUES (1), (2), (NULL), (4)) AS t(i)")
        let doubled = Expression.binary(.multiply, .column("i"), .integer(2))
        let relation = Relation.select(
            .file(file), [Named("twice", doubled)], where: .binary(.greater, .column("i"), .integer(1)))
        #expect(try await bench.value(.aggregate(.sumInteger(.column("twice"))), over: relation) == .integer(12))
        #expect(try await bench.value(.count, over: .select(.file(file), [], where: nil)) == .integer(4))
    }

    @Test func expressionsReadTheColumnsBelowAndNotTheNamesBesideThem() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT * FROM (VALUES (1, 10), (2, 20)) AS t(a, b)")
        let swapped = Relation.select(
            .file(file), [Named("a", .column("b")), Named("b", .column("a"))],
            where: .binary(.less, .column("a"), .integer(2)))
        #expect(try await bench.value(.aggregate(.sumInteger(.column("a"))), over: swapped) == .integer(10))
        #expect(try await bench.value(.aggregate(.sumInteger(.column("b"))), over: swapped) == .integer(1))
    }

    @Test func groupTreatsNullAsAValue() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet", "SELECT * FROM (VALUES ('a', 1), ('a', 2), (NULL, 3), ('b', 4), (NULL, 5)) AS t(k, v)")
        let relation = Relation.group(
            .file(file), by: ["k"], [Named("n", .count), Named("total", .aggregate(.sumInteger(.column("v"))))])
        #expect(try await bench.value(.count, over: relation) == .integer(3))
        #expect(try await bench.value(.aggregate(.maximum(.column("n"))), over: relation) == .integer(2))
        #expect(try await bench.value(.aggregate(.maximum(.column("total"))), over: relation) == .integer(8))
        #expect(try await bench.value(.countIf(.column("k").isNull), over: relation) == .integer(1))
    }

    @Test func joinsPairRowsByKey() async throws {
        let bench = try await Workbench()
        let left = try await bench.parquet(
            "l.parquet", "SELECT * FROM (VALUES (1, 'a'), (2, 'b'), (3, 'c')) AS t(id, v)")
        let right = try await bench.parquet(
            "r.parquet", "SELECT * FROM (VALUES (2, 'x'), (3, 'y'), (4, 'z')) AS t(key, v)")
        func joined(_ kind: Relation.Join.Kind) -> Relation {
            .join(
                Relation.Join(
                    kind, .file(left), .file(right), on: [.init("id", "key")],
                    outputs: [.init("id", .left, "id"), .init("mine", .left, "v"), .init("theirs", .right, "v")]))
        }
        #expect(try await bench.value(.count, over: joined(.inner)) == .integer(2))
        #expect(try await bench.value(.count, over: joined(.left)) == .integer(3))
        #expect(try await bench.value(.count, over: joined(.full)) == .integer(4))
        #expect(try await bench.value(.countIf(.column("id").isNull), over: joined(.full)) == .integer(1))
        #expect(try await bench.value(.aggregate(.minimum(.column("theirs"))), over: joined(.left)) == .string("x"))
    }

    @Test func aFileJoinsItself() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT i FROM range(10) AS t(i)")
        let join = Relation.Join(
            .inner, .file(file), .file(file), on: [.init("i", "i")],
            outputs: [.init("a", .left, "i"), .init("b", .right, "i")])
        let equal = Expression.countIf(.binary(.equal, .column("a"), .column("b")))
        #expect(try await bench.value(equal, over: .join(join)) == .integer(10))
    }

    @Test func runningSumsFollowTheOrder() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT * FROM (VALUES (3, 30), (1, 10), (2, 20)) AS t(k, v)")
        for (descending, expected) in [(false, "10,30,60"), (true, "60,50,30")] {
            let relation = Relation.running(
                .file(file), orderBy: "k", descending: descending, sums: [.init("sofar", of: "v")])
            var found: [String] = []
            for key in 1...3 {
                let branch = Expression.Branch(
                    when: .binary(.equal, .column("k"), .integer(Int64(key))), then: .column("sofar"))
                let sum = Expression.aggregate(.sumInteger(.choose([branch], otherwise: .literal(.null))))
                if case .integer(let value)? = try await bench.value(sum, over: relation) { found.append("\(value)") }
            }
            #expect(found.joined(separator: ",") == expected)
        }
    }

    @Test func aRunningRelationPassesOnWhatIsAskedOfIt() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "k,v,unused\n2,5,x\n1,7,y\n")
        let typed = Relation.select(
            .file(file),
            [Named("k", .tryCast(.column("k"), .integer)), Named("v", .tryCast(.column("v"), .integer))], where: nil)
        let relation = Relation.running(typed, orderBy: "k", descending: false, sums: [.init("sum", of: "v")])
        #expect(try await bench.value(.aggregate(.maximum(.column("sum"))), over: relation) == .integer(12))
        #expect(try await bench.value(.aggregate(.maximum(.column("v"))), over: relation) == .integer(7))
    }

    @Test(arguments: ["parquet", "csv"])
    func rowsAreNumberedInFileOrder(format: String) async throws {
        let bench = try await Workbench()
        let query = "SELECT (i * 7919) % 300000 AS v, i + 1 AS expected FROM range(300000) AS t(i)"
        var file = try await bench.parquet("t.parquet", query)
        if format == "csv" {
            let rows = (0..<300_000).map { "\($0 * 7919 % 300_000),\($0 + 1)" }
            file = try bench.write("t.csv", "v,expected\n" + rows.joined(separator: "\n") + "\n")
        }
        let expected = Expression.tryCast(.column("expected"), .integer)
        let wrong = Expression.countIf(.binary(.notEqual, .column("row"), expected))
        let numbered = Relation.numbered(file, column: "row")
        #expect(try await bench.value(wrong, over: numbered) == .integer(0))
        #expect(try await bench.value(.aggregate(.maximum(.column("row"))), over: numbered) == .integer(300_000))
        // A filter before the number is read must not change it.
        let last = Relation.select(
            numbered, [Named("row", .column("row"))], where: .binary(.equal, expected, .integer(299_999)))
        #expect(try await bench.value(.aggregate(.minimum(.column("row"))), over: last) == .integer(299_999))
    }

    @Test func rowsOfJSONLinesAreNotNumbered() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.jsonl", "{\"a\":1}\n")
        await #expect(throws: EngineError.self) {
            try await bench.value(.count, over: .numbered(file, column: "row"))
        }
    }

    @Test func measuresOverTheSameFilesShareOneStatement() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT i, i % 3 AS g FROM range(9) AS t(i)")
        let other = try await bench.parquet("u.parquet", "SELECT i FROM range(5) AS t(i)")
        let groups = Relation.group(.file(file), by: ["g"], [Named("n", .count)])
        let measures = [
            Measure(.count, over: .file(file)), Measure(.aggregate(.maximum(.column("n"))), over: groups),
            Measure(.count, over: groups), Measure(.count, over: .file(other)), Measure(.count, over: .file(file)),
        ]
        let evaluation = await bench.engine().evaluate(measures)
        #expect(evaluation.statements.count == 2)
        #expect(
            evaluation.statements.first?.sql == """
                WITH r0 AS NOT MATERIALIZED (SELECT "g" FROM "table@1.0.0:t.parquet"),
                r1 AS (SELECT "g", count(*) AS "n" FROM r0 GROUP BY "g"),
                a0 AS (SELECT count(*) AS m0 FROM r0),
                a1 AS (SELECT max("n") AS m1, count(*) AS m2 FROM r1)
                SELECT a0.m0, a1.m1, a1.m2 FROM a0, a1
                """)
        #expect(try measures.map { try evaluation.values[$0]?.get().int } == [9, 3, 3, 5, 9])
    }
}
