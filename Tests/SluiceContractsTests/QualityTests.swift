import SluiceContracts
import SluiceCore
import Testing

@Suite struct QualityTests {
    private let path = ".properties[0].quality[0]"

    private func rule(of type: String = "string", _ quality: String) throws -> ContractRule {
        let object = try Contract.object(properties: "{name: a, logicalType: \(type), quality: [\(quality)]}")
        return try #require(object.rules.last)
    }

    private func objectRule(_ quality: String) throws -> ContractRule {
        let object = try Contract.object(
            properties: "{name: a, physicalName: a_1}", "{name: b}", and: "quality:", "  - \(quality)")
        return try #require(object.rules.last)
    }

    @Test(arguments: [
        ("mustBe: 0", LibraryRule.Comparison.mustBe, [0.0]), ("mustNotBe: 1", .mustNotBe, [1]),
        ("mustBeGreaterThan: -1.5", .mustBeGreaterThan, [-1.5]),
        ("mustBeGreaterOrEqualTo: 2", .mustBeGreaterOrEqualTo, [2]),
        ("mustBeLessThan: 1e2", .mustBeLessThan, [100]), ("mustBeLessOrEqualTo: 3", .mustBeLessOrEqualTo, [3]),
        ("mustBeBetween: [0, 5]", .mustBeBetween, [0, 5]), ("mustNotBeBetween: [0.5, 5]", .mustNotBeBetween, [0.5, 5]),
    ])
    func `every operator of the standard is read`(
        _ text: String, _ comparison: LibraryRule.Comparison, _ bounds: [Double]
    ) throws {
        #expect(
            try rule("{metric: nullValues, \(text)}").kind
                == .library(LibraryRule(metric: .nullValues, columns: ["a"], comparison: comparison, bounds: bounds)))
    }

    @Test func `a rule knows its path, id, column, severity and place`() throws {
        let rule = try rule(
            "{id: plan-set, metric: nullValues, mustBe: 0, severity: warning, unit: percent, type: library}")
        #expect(rule.path == "schema[0].properties[0].quality[0]")
        #expect(rule.id == "plan-set")
        #expect(rule.column == "a")
        #expect(rule.severity == .warning)
        #expect(rule.location == Place(file: "c.yaml", line: 9, column: 50))
        guard case .library(let library) = rule.kind else { throw InvalidFile([]) }
        #expect(library.unit == .percent)
    }

    @Test(arguments: [
        ("warning", Severity.warning), ("info", .info), ("error", .error), ("critical", .error), ("warnning", .error),
    ])
    func `a severity that is not a known lesser one weighs as an error`(_ text: String, _ severity: Severity) throws {
        #expect(try rule("{metric: nullValues, mustBe: 0, severity: \(text)}").severity == severity)
    }

    @Test func `missing values are texts, and an unquoted null is NULL`() throws {
        let kind = try rule(
            "{metric: missingValues, mustBe: 0, arguments: {missingValues: ['', null, 'null', n/a, NO]}}"
        ).kind
        #expect(
            kind
                == .library(
                    LibraryRule(
                        metric: .missingValues, columns: ["a"], comparison: .mustBe, bounds: [0],
                        missingValues: ["", nil, "null", "n/a", "NO"])))
    }

    @Test func `invalid values have valid ones, a pattern, or both`() throws {
        let kind = try rule(
            "{metric: invalidValues, mustBe: 0, arguments: {validValues: [free, null, NO, 1.10], pattern: 'a+'}}"
        ).kind
        #expect(
            kind
                == .library(
                    LibraryRule(
                        metric: .invalidValues, columns: ["a"], comparison: .mustBe, bounds: [0],
                        validValues: ["free", "NO", "1.10"], pattern: "a+")))
    }

    @Test func `duplicates of an object are counted over the real columns of its properties`() throws {
        let rule = try objectRule("{metric: duplicateValues, mustBe: 0, arguments: {properties: [b, a]}}")
        #expect(
            rule.kind
                == .library(
                    LibraryRule(metric: .duplicateValues, columns: ["b", "a_1"], comparison: .mustBe, bounds: [0])))
        #expect(rule.path == "schema[0].quality[0]")
        #expect(rule.column == nil)
    }

    @Test func `rows of an object and duplicates of a property need no arguments`() throws {
        #expect(
            try objectRule("{metric: rowCount, mustBeGreaterThan: 0}").kind
                == .library(LibraryRule(metric: .rowCount, columns: [], comparison: .mustBeGreaterThan, bounds: [0])))
        #expect(
            try rule("{metric: duplicateValues, mustBe: 0}").kind
                == .library(LibraryRule(metric: .duplicateValues, columns: ["a"], comparison: .mustBe, bounds: [0])))
    }

    @Test(arguments: [
        ("{type: sql, query: SELECT 1, mustBe: true}", "SQL rules"),
        ("{type: sql, query: SELECT 1, mustBeBetween: [0, 1]}", "SQL rules"),
        ("{type: custom, engine: sluice, implementation: {check: psi}}", "custom rules of the engine `sluice`"),
        ("{type: custom, engine: soda, implementation: 'x: y'}", "custom rules of the engine `soda`"),
    ])
    func `rules of other kinds are declared and not built`(_ quality: String, _ says: String) throws {
        #expect(try rule(quality).kind == .notBuilt(says))
    }

    @Test func `prose is documentation`() throws {
        #expect(try rule("{type: text, description: looks right}").kind == .documentation)
    }

    @Test func `a library rule of v3.0 that only says rule is not built, and an error since v3.1.0`() throws {
        let text = Contract.head + "schema: [{name: t, quality: [{rule: rowCountAnomaly, mustBe: 1, type: library}]}]"
        let contract = try Contract.read(text.replacing("v3.1.0", with: "v3.0.2"))
        #expect(contract.objects[0].rules.map(\.kind) == [.notBuilt("`rule: rowCountAnomaly`; name it by `metric`")])
        #expect(throws: InvalidFile.self) { try Contract.read(text) }
    }

    @Test(arguments: [
        ("{metric: nullValues}", "needs an operator"),
        ("{metric: nullValues, mustBe: 0, mustBeLessThan: 5}", "one operator, not `mustBe` and `mustBeLessThan`"),
        ("{metric: nullValues, mustBe: x}", "a finite number"),
        ("{metric: nullValues, mustBe: true}", "must be a finite number, not `true`"),
        ("{metric: nullValues, mustNotBe: false}", "must be a finite number, not `false`"),
        ("{metric: nullValues, mustBe: .nan}", "a finite number"),
        ("{metric: nullValues, mustBeBetween: [5, 0]}", "the smaller one first"),
        ("{metric: nullValues, mustBeBetween: [1, 1]}", "the smaller one first"),
        ("{metric: nullValues, mustBeBetween: [1]}", "two numbers"),
        ("{metric: nullValues, mustBeBetween: 1}", "must be a list"),
        ("{mustBe: 0}", "lacks the required key `metric`"), ("{description: x}", "lacks the required key `metric`"),
        ("{metric: nulValues, mustBe: 0}", "one of nullValues"),
        ("{metric: rowCount, mustBe: 0}", "a metric of an object"),
        ("{metric: nullValues, mustBe: 0, unit: rows_}", "one of rows, percent"),
        ("{metric: nullValues, mustBe: 0, arguments: {x: 1}}", "unknown key `x`"),
        ("{metric: missingValues, mustBe: 0}", "required key `missingValues`"),
        ("{metric: missingValues, mustBe: 0, arguments: {missingValues: []}}", "lists no value"),
        ("{metric: missingValues, mustBe: 0, arguments: {missingValues: [[1]]}}", "a single value"),
        ("{metric: invalidValues, mustBe: 0}", "needs `validValues` or `pattern`"),
        ("{metric: invalidValues, mustBe: 0, arguments: {validValues: []}}", "lists no value"),
        ("{metric: invalidValues, mustBe: 0, arguments: {validValues: [null]}}", "lists no value"),
        ("{metric: invalidValues, mustBe: 0, arguments: {pattern: 'a(?=b)'}}", "a lookahead"),
        ("{metric: duplicateValues, mustBe: 0, arguments: {properties: [a]}}", "unknown key `properties`"),
        ("{metric: nullValues, mustBe: 0, rule: other}", "different metrics"),
        ("{metric: nullValues, mustBe: 0, dimension: nice}", "one of accuracy"),
        ("{metric: nullValues, mustBe: 0, id: a b}", "an id"),
        ("{metric: nullValues, mustbe: 0, mustBe: 0}", "unknown key `mustbe`"),
        ("{type: sqll, query: x, mustBe: 0}", "one of library"), ("{type: sql, mustBe: 0}", "required key `query`"),
        ("{type: sql, query: x}", "needs an operator"),
        ("{type: sql, metric: nullValues, query: x, mustBe: 0}", "unknown key `metric`"),
        ("{type: text, mustBe: 0}", "unknown key `mustBe`"),
        ("{type: custom, engine: x}", "required key `implementation`"),
        ("{type: custom, implementation: x}", "required key `engine`"),
        ("{type: custom, engine: x, implementation: [y]}", "a text or a mapping"),
        ("{type: custom, engine: x, implementation: y, mustBe: 0}", "unknown key `mustBe`"),
    ])
    func `a quality rule that the standard does not allow is one error`(_ quality: String, _ says: String) {
        let error = #expect(throws: InvalidFile.self) { try rule(quality) }
        #expect(error?.diagnostics.contains { $0.message.contains(says) } == true, "\(error?.description ?? "")")
        #expect(error?.diagnostics.allSatisfy { $0.location?.line == 9 } == true)
    }

    @Test(arguments: [
        ("{metric: nullValues, mustBe: 0}", "a metric of a property"),
        ("{metric: rowCount, mustBe: 0, unit: percent}", "a percentage"),
        ("{metric: duplicateValues, mustBe: 0}", "required key `properties`"),
        ("{metric: duplicateValues, mustBe: 0, arguments: {properties: []}}", "lists no property"),
        ("{metric: duplicateValues, mustBe: 0, arguments: {properties: [a, a]}}", "declared twice"),
        ("{metric: duplicateValues, mustBe: 0, arguments: {properties: [a_1]}}", "no property `a_1`"),
        ("{metric: rowCount, mustBe: 0, arguments: {properties: [a]}}", "unknown key `properties`"),
    ])
    func `a quality rule that an object cannot have is an error`(_ quality: String, _ says: String) {
        let error = #expect(throws: InvalidFile.self) { try objectRule(quality) }
        #expect(error?.diagnostics.contains { $0.message.contains(says) } == true, "\(error?.description ?? "")")
    }

    @Test(arguments: [
        ("integer", "1.5"), ("integer", "x"), ("number", "x"), ("boolean", "yes"), ("date", "2021-02-30"),
        ("time", "9:00"),
        ("timestamp", "2021-02-01"),
    ])
    func `a valid value that is no value of the column's type is refused`(_ type: String, _ value: String) {
        let error = #expect(throws: InvalidFile.self) {
            try rule(of: type, "{metric: invalidValues, mustBe: 0, arguments: {validValues: ['\(value)']}}")
        }
        #expect(error?.diagnostics.map(\.message) == ["`\(value)` is no value of the type \(type)"])
    }

    @Test func `two rules of one column with the same metric keep their own paths, and the same id is refused`() throws
    {
        let two = "{metric: nullValues, mustBe: 0, id: x}, {metric: nullValues, mustBeLessThan: 5, id: y}"
        let object = try Contract.object(properties: "{name: a, quality: [\(two)]}")
        #expect(
            object.rules.map(\.path).suffix(2) == [
                "schema[0].properties[0].quality[0]", "schema[0].properties[0].quality[1]",
            ])
        #expect(throws: InvalidFile.self) {
            try Contract.object(properties: "{name: a, quality: [\(two.replacing("id: y", with: "id: x"))]}")
        }
    }
}
