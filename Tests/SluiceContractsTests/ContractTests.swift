import SluiceContracts
import SluiceCore
import Testing

@Suite struct ContractTests {
    @Test func `the root names the contract and its objects`() throws {
        let contract = try Contract.read(
            Contract.head + """
                schema:
                  - name: a
                    physicalName: ml.a
                    customProperties: [{property: sluice.extraColumns, value: forbid}]
                  - {name: b, customProperties: [{property: other, value: [1, {x: y}]}]}
                """)
        #expect(contract.file == "c.yaml")
        #expect(contract.id == "c")
        #expect(contract.version == "1.0.0")
        #expect(contract.objects.map(\.name) == ["a", "b"])
        #expect(contract.objects.map(\.physicalName) == ["ml.a", nil])
        #expect(contract.objects.map(\.extraColumns) == [.forbid, .report])
        #expect(contract.objects[0].location == Place(file: "c.yaml", line: 7, column: 5))
    }

    @Test(arguments: ["version", "apiVersion", "kind", "id", "status"])
    func `a missing root key is an error`(_ key: String) {
        let lines = Contract.head.split(separator: "\n").filter { !$0.hasPrefix("\(key):") }
        let error = #expect(throws: InvalidFile.self) { try Contract.read(lines.joined(separator: "\n")) }
        #expect(error?.diagnostics.map(\.message) == ["DataContract lacks the required key `\(key)`"])
    }

    @Test(arguments: ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"])
    func `contracts of v3.0 and v3.1.0 are read`(_ version: String) throws {
        #expect(try Contract.read(Contract.head.replacing("v3.1.0", with: version)).objects.isEmpty)
    }

    @Test(arguments: ["v2.2.2", "v3.2.0", "3.1.0", "v3.1.1", "v3"])
    func `a contract of another version is refused where the version stands`(_ version: String) {
        let error = #expect(throws: InvalidFile.self) {
            try Contract.read(Contract.head.replacing("v3.1.0", with: version))
        }
        #expect(error?.diagnostics.map(\.location) == [Place(file: "c.yaml", line: 1, column: 13)])
    }

    @Test func `metadata of every kind is accepted and ignored`() throws {
        let contract = try Contract.read(
            Contract.head + """
                name: n
                tenant: t
                domain: d
                dataProduct: p
                tags: [a, b]
                description:
                  purpose: x
                  usage: x
                  limitations: x
                  authoritativeDefinitions: [{url: https://example.org, type: x}]
                servers:
                  - {server: s, type: postgres, host: h, port: 5432, database: d, schema: x}
                  - {server: l, type: local, path: x, format: csv, environment: dev, roles: [{role: r}]}
                team:
                  name: x
                  members: [{username: u, role: r, dateIn: 2022-08-02}]
                support: [{channel: '#x', tool: slack, url: https://example.org}]
                price: {priceAmount: 9.95, priceCurrency: USD, priceUnit: megabyte}
                roles: [{role: r, access: read, firstLevelApprovers: a, secondLevelApprovers: b}]
                slaDefaultElement: t.a
                customProperties: [{property: p, value: }]
                contractCreatedTs: 2022-11-15T02:59:43+00:00
                schema:
                  - name: t
                    logicalType: object
                    physicalType: table
                    businessName: x
                    description: x
                    tags: []
                    dataGranularityDescription: x
                    properties:
                      - name: a
                        businessName: x
                        physicalType: varchar(2)
                        partitioned: true
                        partitionKeyPosition: 1
                        classification: public
                        encryptedName: x
                        transformSourceObjects: [x]
                        transformLogic: x
                        transformDescription: x
                        examples: [1, {x: y}, [z]]
                        criticalDataElement: false
                        primaryKey: false
                        primaryKeyPosition: -1
                        required: false
                        unique: false
                """)
        #expect(contract.objects.flatMap(\.rules).map(\.kind) == [.presence])
    }

    @Test func `a list of members is a team, as before v3.1.0`() throws {
        #expect(throws: Never.self) { try Contract.read(Contract.head + "team: [{username: u}]\n") }
    }

    @Test func `every problem of a contract is reported at once, with its position`() {
        let error = #expect(throws: InvalidFile.self) {
            try Contract.read(
                Contract.head + """
                    shema: []
                    servers: [{server: s, type: postgrs}]
                    schema:
                      - name: t
                        propertys: []
                        properties: [{nme: a}]
                    """)
        }
        let found = (error?.diagnostics ?? []).map {
            "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)"
        }
        #expect(
            found == [
                "6:1 DataContract has an unknown key `shema`", "7:29 `postgrs` is no type of server",
                "10:5 object has an unknown key `propertys`", "11:18 property lacks the required key `name`",
                "11:19 property has an unknown key `nme`",
            ])
        #expect(error?.description.contains("did you mean `schema`?") == true)
    }

    @Test(arguments: [
        ("schema: {name: t}", 6, 9), ("schema: [x]", 6, 10), ("description: {other: x}", 6, 15), ("tags: x", 6, 7),
        ("price: {priceAmount: x}", 6, 22), ("team: x", 6, 7), ("support: [{url: x}]", 6, 11),
        ("roles: [{role: r, more: x}]", 6, 19), ("servers: [{server: s, type: local, path: x}]", 6, 11),
        ("servers: [{server: s, type: local, path: x, format: y, host: z}]", 6, 56),
        ("servers: [{server: s, type: mysql, host: h, port: x, database: d}]", 6, 51),
        ("authoritativeDefinitions: [{url: x}]", 6, 28), ("customProperties: [{property: x}]", 6, 20),
        ("customProperties: [{property: x, value: y, other: z}]", 6, 44),
        ("customProperties: [{property: sluice.extraColumns, value: forbid}]", 6, 31),
        ("schema: [{name: t}, {name: t}]", 6, 21), ("schema: [{physicalName: t}]", 6, 10),
        ("schema: [{name: t, logicalType: array}]", 6, 33), ("schema: [{name: t, id: a.b}]", 6, 24),
        ("schema: [{name: t, customProperties: [{property: sluice.extraColums, value: forbid}]}]", 6, 50),
        ("schema: [{name: t, customProperties: [{property: sluice.extraColumns, value: no}]}]", 6, 78),
        ("schema: [{name: t, customProperties: [{property: sluice.extraColumns}]}]", 6, 39),
        ("schema: [{name: t, relationships: [{to: a.b}]}]", 6, 36),
        ("schema: [{name: t, relationships: [{from: a.b, to: [a.b]}]}]", 6, 36),
        ("schema: [{name: t, relationships: [{from: [], to: []}]}]", 6, 43),
        ("schema: [{name: t, relationships: [{from: a, to: b.c}]}]", 6, 43),
        ("schema: [{name: t, relationships: [{from: [a.b], to: [a.1]}]}]", 6, 55),
        ("schema: [{name: t, relationships: [{from: a.b, to: c.d, type: x}]}]", 6, 63),
        ("slaProperties: [{property: latency, value: 3}]", 6, 17), ("slaProperties: [{property: latency}]", 6, 17),
        ("slaProperties: [{property: availability, value: [1]}]", 6, 49),
        ("slaProperties: [{property: availability, value: 1, customProperties: []}]", 6, 52),
    ])
    func `what the standard does not allow is refused where it stands`(_ text: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: InvalidFile.self) { try Contract.read(Contract.head + text) }
        #expect(
            error?.diagnostics.first?.location == Place(file: "c.yaml", line: line, column: column),
            "\(error?.description ?? "")")
    }

    @Test func `service levels on data are rules of the object that they name, others are documentation`() throws {
        let contract = try Contract.read(
            Contract.head + """
                schema: [{name: a}, {name: t, properties: [{name: x}]}]
                slaProperties:
                  - {property: latency, value: 3, unit: d, element: t.x, id: late}
                  - {property: availability, value: 99.9}
                  - {property: frehsness, value: 1}
                """)
        let first = contract.objects[0].rules
        #expect(first.map(\.path) == ["slaProperties[1]", "slaProperties[2]"])
        #expect(first.map(\.kind) == [.documentation, .notBuilt("`frehsness` of slaProperties")])
        let second = try #require(contract.objects[1].rules.last)
        #expect(second.path == "slaProperties[0]")
        #expect(second.id == "late")
        #expect(second.column == "x")
        #expect(second.kind == .notBuilt("`latency` of slaProperties"))
        #expect(second.location == Place(file: "c.yaml", line: 8, column: 5))
    }

    @Test(arguments: ["", "a: [", "a: &x 1", "- 1\n"]) func `what is no YAML mapping is refused`(_ text: String) {
        #expect(throws: InvalidFile.self) { try Contract.read(text) }
    }
}
