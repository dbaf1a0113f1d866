import SluiceContracts
import SluiceCore
import Testing

@Suite struct PropertyTests {
    private typealias Bound = ContractRule.Bound

    @Test func `a listed column must exist, under its physical name`() throws {
        let object = try Contract.object(properties: "{name: a, physicalName: a_1}", "{name: b, logicalType: date}")
        #expect(object.properties.map(\.column) == ["a_1", "b"])
        #expect(object.properties.map(\.logicalType) == [nil, .date])
        #expect(
            object.rules.map(\.path) == [
                "schema[0].properties[0]", "schema[0].properties[1]", "schema[0].properties[1].logicalType",
            ])
        #expect(object.rules.map(\.kind) == [.presence, .presence, .type(.date)])
        #expect(object.rules.map(\.column) == ["a_1", "b", "b"])
        #expect(object.rules.map(\.severity) == [.error, .error, .error])
        #expect(object.rules.map { $0.location.column } == [9, 9, 32])
    }

    @Test func `required and unique are rules where they are true`() throws {
        let object = try Contract.object(
            properties: "{name: a, required: true, unique: true}", "{name: b, required: false, unique: false}")
        #expect(try object.kind(".properties[0].required") == .required)
        #expect(try object.kind(".properties[0].unique") == .unique(["a"]))
        #expect(object.rules.count == 4)
    }

    @Test func `a primary key of one column is a rule of that column`() throws {
        let object = try Contract.object(properties: "{name: a, primaryKey: true, primaryKeyPosition: 1}")
        #expect(try object.kind(".properties[0].primaryKey") == .primaryKey(["a"]))
        #expect(object.rules.last?.column == "a")
    }

    @Test func `a composite primary key is one rule over its columns in the order of their positions`() throws {
        let object = try Contract.object(
            properties: "{name: a, primaryKey: true, primaryKeyPosition: 2}",
            "{name: b, physicalName: bb, primaryKey: true, primaryKeyPosition: 1}")
        #expect(try object.kind(".properties[1].primaryKey") == .primaryKey(["bb", "a"]))
        #expect(object.rules.filter { $0.path.hasSuffix("primaryKey") }.map(\.column) == [nil])
    }

    @Test func `a composite primary key without positions has the order of the file`() throws {
        let object = try Contract.object(
            properties: "{name: b, primaryKey: true}", "{name: a, primaryKey: true, primaryKeyPosition: -1}")
        #expect(try object.kind(".properties[0].primaryKey") == .primaryKey(["b", "a"]))
    }

    @Test func `texts have lengths and patterns`() throws {
        let object = try Contract.object(
            properties:
                "{name: a, logicalType: string, logicalTypeOptions: {minLength: 1, maxLength: 9, pattern: 'a+', format: uuid}}"
        )
        let options = ".properties[0].logicalTypeOptions."
        #expect(try object.kind(options + "minLength") == .minimumLength(1))
        #expect(try object.kind(options + "maxLength") == .maximumLength(9))
        #expect(try object.kind(options + "pattern") == .pattern("a+"))
        #expect(try object.kind(options + "format") == .notBuilt("`format`"))
    }

    @Test func `an inclusive and an exclusive bound are two rules with different paths`() throws {
        let object = try Contract.object(
            properties: """
                {name: a, logicalType: number, logicalTypeOptions: {minimum: 0, exclusiveMinimum: -0.5, \
                maximum: 1e3, exclusiveMaximum: 9223372036854775807, multipleOf: 0.1, format: f64}}
                """)
        let options = ".properties[0].logicalTypeOptions."
        #expect(try object.kind(options + "minimum") == .minimum(Bound(.integer(0), exclusive: false)))
        #expect(try object.kind(options + "exclusiveMinimum") == .minimum(Bound(.number(-0.5), exclusive: true)))
        #expect(try object.kind(options + "maximum") == .maximum(Bound(.number(1_000), exclusive: false)))
        #expect(try object.kind(options + "exclusiveMaximum") == .maximum(Bound(.integer(.max), exclusive: true)))
        #expect(try object.kind(options + "multipleOf") == .notBuilt("`multipleOf`"))
        #expect(try object.kind(options + "format") == .notBuilt("`format`"))
    }

    @Test(arguments: [
        ("date", "2020-02-29"), ("timestamp", "2020-01-01T00:00:00Z"), ("timestamp", "2020-01-01 23:59:59.123456789"),
        ("timestamp", "2020-01-01T10:00:00+05:30"), ("timestamp", "2020-01-01T10:00:00-08:00"), ("time", "09:30:00"),
        ("time", "23:59:59.5"),
    ])
    func `dates and times are bounds as written`(_ type: String, _ text: String) throws {
        let object = try Contract.object(
            properties: "{name: a, logicalType: \(type), logicalTypeOptions: {minimum: \"\(text)\"}}")
        #expect(
            try object.kind(".properties[0].logicalTypeOptions.minimum")
                == .minimum(Bound(.temporal(text), exclusive: false)))
    }

    @Test(arguments: [
        ("date", "2021-02-29"), ("date", "2020-01-01T00:00:00"), ("date", "2020-1-1"), ("date", "1"),
        ("time", "24:00:00"),
        ("time", "09:30"), ("time", "09:30:00."), ("time", "09:30:00.1234567890"), ("time", "09:30:00Z"),
        ("timestamp", "2020-01-01"), ("timestamp", "2020-01-01T25:00:00"), ("timestamp", "2020-01-01T10:00:00+15:00"),
        ("timestamp", "2020-01-01T10:00:00+0530"), ("timestamp", "2020-01-01x10:00:00"),
        ("timestamp", "2020-01-01T10:00:00Z'; --"), ("integer", "x"), ("integer", "nan"), ("integer", "1e400"),
        ("integer", "9223372036854775808"), ("number", "0x10"), ("number", "-99999999999999999999"), ("number", "true"),
    ])
    func `a bound that is no value of the type is refused`(_ type: String, _ text: String) {
        let error = #expect(throws: InvalidFile.self) {
            try Contract.object(
                properties: "{name: a, logicalType: \(type), logicalTypeOptions: {minimum: \"\(text)\"}}")
        }
        #expect(error?.diagnostics.count == 1)
        #expect(error?.diagnostics.first?.message.hasPrefix("`minimum` must be") == true)
    }

    @Test func `options of times, objects and arrays are rules that are not built`() throws {
        let object = try Contract.object(
            properties:
                """
                {name: a, logicalType: timestamp, \
                logicalTypeOptions: {timezone: true, defaultTimezone: Europe/Berlin}}
                """,
            "{name: b, logicalType: array, logicalTypeOptions: {minItems: 0, maxItems: 3, uniqueItems: true}}",
            "{name: c, logicalType: object, logicalTypeOptions: {required: [x], maxProperties: 5, minProperties: 1}}",
            "{name: d, logicalType: timestamp, logicalTypeOptions: {defaultTimezone: Etc/UTC}}")
        let names = object.rules.filter { $0.path.contains("Options") }.map { "\($0.column ?? "") \($0.kind)" }
        #expect(
            names == [
                "a notBuilt(\"`timezone`\")", "a notBuilt(\"`defaultTimezone`\")", "b notBuilt(\"`minItems`\")",
                "b notBuilt(\"`maxItems`\")", "b notBuilt(\"`uniqueItems`\")",
                "c notBuilt(\"`required` members of an object\")",
                "c notBuilt(\"`maxProperties`\")", "c notBuilt(\"`minProperties`\")",
            ])
    }

    @Test func `rules inside a column are declared, one each, and not built`() throws {
        let object = try Contract.object(
            properties: "{name: a, logicalType: object, properties: [{name: x, logicalType: integer, required: true}]}",
            """
            {name: b, logicalType: array, items: {logicalType: string, logicalTypeOptions: {minLength: 1}, \
            quality: [{type: text, description: d}, {metric: nullValues, mustBe: 0}]}}
            """)
        let inner = "rules on values inside a column of type object or array"
        let nested = object.rules.filter { $0.path.contains("].properties[0].properties") || $0.path.contains("items") }
        #expect(
            nested.map(\.path) == [
                "schema[0].properties[0].properties[0]", "schema[0].properties[0].properties[0].logicalType",
                "schema[0].properties[0].properties[0].required", "schema[0].properties[1].items.logicalType",
                "schema[0].properties[1].items.logicalTypeOptions.minLength",
                "schema[0].properties[1].items.quality[0]",
                "schema[0].properties[1].items.quality[1]",
            ])
        #expect(
            nested.map(\.kind) == [
                .notBuilt(inner), .notBuilt(inner), .notBuilt(inner), .notBuilt(inner), .notBuilt(inner),
                .documentation,
                .notBuilt(inner),
            ])
        #expect(nested.map(\.column) == ["a", "a", "a", "b", "b", "b", "b"])
        #expect(object.properties.map(\.column) == ["a", "b"])
    }

    @Test func `relationships and enumerations are rules that are not built`() throws {
        let object = try Contract.object(
            properties: "{name: a, relationships: [{to: r.id}], enum: [{value: x}]}",
            and: "relationships: [{from: [t.a, t.b], to: [r.a, r.b], type: foreignKey}]")
        #expect(try object.kind(".properties[0].relationships[0]") == .notBuilt("relationships"))
        #expect(try object.kind(".properties[0].enum") == .notBuilt("`enum` of ODCS v3.2"))
        #expect(try object.kind(".relationships[0]") == .notBuilt("relationships"))
    }

    @Test(arguments: [
        ("{logicalType: string}", "lacks the required key `name`"),
        ("{name: a, logicalType: text}", "one of string, date"),
        ("{name: a, required: yes}", "true or false"), ("{name: a, requird: true}", "unknown key `requird`"),
        ("{name: a, logicalTypeOptions: {minLength: 1}}", "without a `logicalType`"),
        ("{name: a, logicalType: string, logicalTypeOptions: {minimum: 1}}", "unknown key `minimum`"),
        ("{name: a, logicalType: integer, logicalTypeOptions: {minLength: 1}}", "unknown key `minLength`"),
        ("{name: a, logicalType: boolean, logicalTypeOptions: {format: x}}", "unknown key `format`"),
        ("{name: a, logicalType: string, logicalTypeOptions: {minLength: -1}}", "a whole number"),
        ("{name: a, logicalType: integer, logicalTypeOptions: {multipleOf: 0}}", "above zero"),
        ("{name: a, logicalType: integer, logicalTypeOptions: {format: f32}}", "one of i8"),
        ("{name: a, logicalType: number, logicalTypeOptions: {exclusiveMinimum: true}}", "the bound itself"),
        ("{name: a, logicalType: object, logicalTypeOptions: {required: []}}", "lists no member"),
        ("{name: a, primaryKeyPosition: 1}", "not `primaryKey: true`"),
        ("{name: a, properties: [{name: x}]}", "needs `logicalType: object`"),
        ("{name: a, logicalType: object, items: {}}", "needs `logicalType: array`"),
        ("{name: a, logicalType: object, properties: [{name: x, requird: true}]}", "unknown key `requird`"),
        ("{name: a, relationships: [{from: t.a, to: r.id}]}", "unknown key `from`"),
        ("{name: a, customProperties: [{property: sluice.x, value: 1}]}", "no meaning here"),
    ])
    func `a property that the standard does not allow is one error`(_ property: String, _ says: String) {
        let error = #expect(throws: InvalidFile.self) { try Contract.object(properties: property) }
        #expect(error?.diagnostics.count == 1, "\(error?.description ?? "")")
        #expect(error?.diagnostics.first?.message.contains(says) == true, "\(error?.description ?? "")")
        #expect(error?.diagnostics.first?.location?.line == 9)
    }

    @Test(arguments: [
        ("{name: a}", "{name: a}", "the column `a` is declared twice"),
        ("{name: a}", "{name: b, physicalName: a}", "the column `a` is declared twice"),
        ("{name: a, physicalName: x}", "{name: a, physicalName: y}", "the property `a` is declared twice"),
        (
            "{name: a, primaryKey: true, primaryKeyPosition: 1}", "{name: b, primaryKey: true, primaryKeyPosition: 1}",
            "its own"
        ),
        ("{name: a, primaryKey: true, primaryKeyPosition: 1}", "{name: b, primaryKey: true}", "its own"),
    ])
    func `properties that contradict each other are refused`(_ first: String, _ second: String, _ says: String) {
        let error = #expect(throws: InvalidFile.self) { try Contract.object(properties: first, second) }
        #expect(error?.diagnostics.first?.message.contains(says) == true, "\(error?.description ?? "")")
    }
}
