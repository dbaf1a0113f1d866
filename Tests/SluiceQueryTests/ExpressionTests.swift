import SluiceCore
import Testing

@testable import SluiceQuery

@Suite struct ExpressionTests {
    /// The count of rows for which a condition is true.
    private func count(_ condition: Expression, _ bench: Workbench, _ file: DataFile) async throws -> Int64? {
        try await bench.value(.countIf(condition), over: .file(file))?.int
    }

    @Test func constantsReadBackExactly() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS one")
        var numbers: [Double] = [
            0, 0.1, 0.7, 1e-7, 1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude, -1.5, 100_000, 1.0 / 3,
            .infinity,
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let random = Double(bitPattern: generator.next())
            if random.isFinite { numbers.append(random) }
        }
        let measures = numbers.map { number in
            Measure(.aggregate(.maximum(.choose([], otherwise: .number(number)))), over: .file(file))
        }
        let values = await bench.engine().evaluate(measures).values
        for (measure, number) in zip(measures, numbers) {
            #expect(try values[measure]?.get() == .number(number), "\(number)")
        }
    }

    @Test func textConstantsAreDataWhateverTheyHold() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet("t.parquet", "SELECT 1 AS one")
        let texts = [
            "it's", "a\"b", "a;b", "-- no", "/* no */", "line\n.shell touch /tmp/x\n", "\t\r", "", "$$", "\\", "%s",
            "é\u{301}",
            "'; DROP TABLE x; --", "\u{7F}\u{1}", "🤦🏼‍♂️", ".exit",
        ]
        let measures = texts.map { Measure(.aggregate(.minimum(.text($0))), over: .file(file)) }
        let values = await bench.engine().evaluate(measures).values
        for (measure, text) in zip(measures, texts) {
            #expect(try values[measure]?.get().text.map { Array($0.utf8) } == Array(text.utf8), "\(text)")
        }
        await #expect(throws: EngineError.self) {
            try await bench.value(.aggregate(.minimum(.text("a\0b"))), over: .file(file))
        }
    }

    @Test func operatorsFollowTheirDefinition() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet",
            """
            SELECT * FROM (VALUES (1, 4e0, 'ab', true), (-2, 'NaN'::DOUBLE, '🤦🏼', false), (NULL, 'Infinity'::DOUBLE, NULL, NULL))
            AS t(i, x, s, flag)
            """)
        let (i, x, s, flag) = (
            Expression.column("i"), Expression.column("x"), Expression.column("s"), Expression.column("flag")
        )
        let conditions: [(Expression, Int64)] = [
            (!flag, 1), (i.isNull, 1), (x.isNotNull, 3), (.unary(.isNaN, x), 1), (.unary(.isNotFinite, x), 2),
            (.binary(.equal, .unary(.negate, i), .integer(2)), 1),
            (.binary(.equal, .unary(.absolute, i), .integer(2)), 1),
            (.binary(.equal, .unary(.squareRoot, x), .integer(2)), 1),
            (.binary(.equal, .unary(.length, s), .integer(2)), 2),
            (.binary(.same, i, .literal(.null)), 1), (.binary(.equal, i, .literal(.null)), 0),
            (.binary(.equal, .binary(.divide, i, .integer(2)), .number(0.5)), 1),
            (.isIn(i, [.integer(1), .null]), 1), (!.isIn(i, [.integer(1), .null]), 1), (!.isIn(i, []), 2),
            (.matches(s, pattern: "^a"), 1), (.matches(s, pattern: "b"), 1),
            (flag && .binary(.greater, i, .integer(0)), 1),
            (flag || .binary(.less, i, .integer(0)), 2),
            (.binary(.equal, .choose([.init(when: flag, then: .text("y"))], otherwise: .text("n")), .text("n")), 2),
            (
                .binary(
                    .less, .unary(.logarithm, .choose([.init(when: flag, then: x)], otherwise: .number(1))), .number(1)),
                2
            ),
        ]
        for (condition, expected) in conditions {
            #expect(try await count(condition, bench, file) == expected, "\(condition)")
        }
    }

    @Test func integersDoNotOverflowWhereAnAnswerExists() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet", "SELECT 9223372036854775807 AS big, 2000000000::INTEGER AS small FROM range(3)")
        let square = Expression.binary(.multiply, .column("small"), .column("small"))
        #expect(
            try await bench.value(.aggregate(.maximum(square)), over: .file(file))
                == .integer(4_000_000_000_000_000_000))
        let sum = Expression.aggregate(.sumInteger(.column("big")))
        #expect(try await bench.value(sum, over: .file(file)) == .string("27670116110564327421"))
        let negative = Expression.aggregate(.sumInteger(.unary(.negate, .column("big"))))
        #expect(try await bench.value(negative, over: .file(file)) == .string("-27670116110564327421"))
    }

    @Test(arguments: [
        (
            ColumnType.integer, ["1", "+7", "-0", "1.7", "1e3", " 1", "1_000", "", "99999999999999999999"],
            [1, 7, 0] as [Int64]
        ),
        (.boolean, ["true", "False", "1", "0", "t", "yes", "2"], [1, 0, 1, 0, 1]),
    ])
    func textIsReadAsATypeOrNotAtAll(type: ColumnType, texts: [String], expected: [Int64]) async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "v\n" + texts.map { "\"\($0)\"\n" }.joined())
        let value = Expression.tryCast(.column("v"), type)
        #expect(try await count(value.isNotNull, bench, file) == Int64(expected.count))
        let one = type == .boolean ? Expression.literal(.boolean(true)) : .integer(1)
        #expect(
            try await count(.binary(.equal, value, one), bench, file) == Int64(expected.filter { $0 == 1 }.count))
    }

    @Test func numbersDatesAndTimesAreReadStrictly() async throws {
        let bench = try await Workbench()
        let rows = [
            "1.5,2026-01-31,2026-01-31T05:00:00+02,05:06", "1e3,2026-02-30,2026-01-31 03:00,25:00",
            "nan,2026-1-5,2026-01-31,5:06",
            "-inf,31.01.2026,yesterday,05:06:07.5", "1_000,2026-01-31 ,2026-01-31T03:00:00Z,", "0x10,,,now",
        ]
        let file = try bench.write("t.csv", "n,d,t,c\n" + rows.joined(separator: "\n") + "\n")
        func read(_ column: String, _ type: ColumnType) -> Expression { .tryCast(.column(column), type) }
        #expect(try await count(read("n", .number).isNotNull, bench, file) == 4)
        #expect(try await count(.unary(.isNaN, read("n", .number)), bench, file) == 1)
        #expect(try await count(read("d", .date).isNotNull, bench, file) == 1)
        #expect(try await count(read("t", .timestamp).isNotNull, bench, file) == 4)
        let three = Expression.literal(.timestamp("2026-01-31 03:00:00"))
        #expect(try await count(.binary(.equal, read("t", .timestamp), three), bench, file) == 3)
        #expect(try await count(read("c", .time).isNotNull, bench, file) == 2)
    }

    @Test func castsThatWouldLoseSomethingGiveNull() async throws {
        let bench = try await Workbench()
        let file = try await bench.parquet(
            "t.parquet",
            """
            SELECT * FROM (VALUES (1.0::DOUBLE, TIMESTAMP '2026-01-01 00:00:00'), (1.5, TIMESTAMP '2026-01-01 05:00:00'),
            ('NaN', NULL)) AS t(x, moment)
            """)
        #expect(try await count(.tryCast(.column("x"), .integer).isNotNull, bench, file) == 1)
        #expect(try await count(.tryCast(.column("moment"), .date).isNotNull, bench, file) == 1)
    }

    @Test func typesThatDoNotFitAreRefusedBeforeTheEngineConvertsThem() async throws {
        let bench = try await Workbench()
        let file = try bench.write("t.csv", "v\n5\n")
        let refused: [Expression] = [
            .countIf(.binary(.less, .column("v"), .integer(7))), .countIf(.column("v")),
            .countIf(.isIn(.column("v"), [.integer(5)])),
            .aggregate(.sumInteger(.column("v"))), .aggregate(.sumScaled(.column("v"))), .column("v"),
            .aggregate(.sumInteger(.number(1.5))), .countIf(.countIf(.column("v").isNull)),
            .aggregate(.quantile(.integer(1), fraction: 1.5)),
        ]
        for expression in refused {
            await #expect(throws: EngineError.self, "\(expression)") {
                try await bench.value(expression, over: .file(file))
            }
        }
    }
}
