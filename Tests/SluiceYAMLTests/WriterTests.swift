import SluiceCore
import SluiceYAML
import Testing

@Suite struct WriterTests {
    @Test func `a stage pointer has the documented bytes`() {
        let digest = Digest.of("model")
        let text = YAMLWriter.write([
            YAMLField("apiVersion", .text("sluice/v1")), YAMLField("kind", .text("StagePointer")),
            YAMLField("version", .text("1.1.0")), YAMLField("uri", .text("registry/models/x/model.onnx")),
            YAMLField("digest", .digest(digest)), YAMLField("hold", .text("1.1.0: broke the site")),
        ])
        #expect(
            text == """
                apiVersion: sluice/v1
                kind: StagePointer
                version: 1.1.0
                uri: registry/models/x/model.onnx
                digest: "\(digest)"
                hold: "1.1.0: broke the site"

                """)
    }

    @Test func `lists, mappings and inline mappings nest`() throws {
        let artifact: [YAMLField] = [
            YAMLField("name", .text("model")), YAMLField("digest", .quoted("sha256:00")),
            YAMLField("size", .integer(10_434)), YAMLField("shape", .list([.integer(1), .text("NO")])),
        ]
        let text = YAMLWriter.write([
            YAMLField("created", .instant(try #require(Instant("2026-11-20T10:00:00Z")))),
            YAMLField("artifacts", .list([.inlineMapping(artifact)])),
            YAMLField("data", .mapping([YAMLField("train", .mapping([YAMLField("rows", .integer(-1))]))])),
            YAMLField(
                "stages",
                .list([
                    .mapping([YAMLField("name", .text("a")), YAMLField("from", .list([.text("b")]))]),
                    .list([.boolean(true), .number(0.05)]),
                ])),
            YAMLField("none", .list([])), YAMLField("nothing", .mapping([])),
        ])
        #expect(
            text == """
                created: 2026-11-20T10:00:00Z
                artifacts:
                  - {name: model, digest: "sha256:00", size: 10434, shape: [1, "NO"]}
                data:
                  train:
                    rows: -1
                stages:
                  - name: a
                    from:
                      - b
                  - - true
                    - 0.05
                none: []
                nothing: {}

                """)
    }

    @Test(arguments: [
        "NO", "no", "On", "off", "y", "N", "true", "FALSE", "null", "Null", "~", "", " ", " a", "a ", "1.10", "010",
        "1",
        "-1", "+1", "1_000", "1e5", "1E-5", "12e03", "0x1F", "0o17", "0b1", ".5", "1.", ".inf", "-.inf", ".NaN", "1:30",
        "190:20:30", "2026-11-20", "2001-1-1", "=", "<<", "- a", "-", "---", "...", "? a", ": a", "a: b", "a:", "a #b",
        "#a", "@a", "`a", "%a", "!a", "&a", "*a", "|", ">", "[a", "{a", "a, b", "'a'", "\"a\"", "a\nb", "a\tb", "é",
        "1,000", "\u{7}", "\u{202E}",
    ])
    func `a text that a reader could take for something else is quoted`(_ text: String) {
        #expect(YAMLWriter.write([YAMLField("a", .text(text))]).hasPrefix("a: \""), "\(text)")
    }

    @Test(arguments: [
        "model", "1.10.0", "1.0.0-rc.1", "registry/models/x/model.onnx", "./CARD.md", "4f1c9ab0", "ml.flights_train",
        "Nobody", "a - b", "anna@example.org", "x=1", "_a", "1.10a", "12 months", "e5",
    ])
    func `a text that only reads as text stays plain`(_ text: String) {
        #expect(YAMLWriter.write([YAMLField("a", .text(text))]) == "a: \(text)\n")
    }

    @Test func `what cannot be seen is escaped`() {
        let text = YAMLWriter.write([YAMLField("a", .text("\0\u{1B}\u{85}\u{2028}\u{E0001}\"\\\r\n\t é😀"))])
        #expect(text == #"a: "\x00\x1B\x85\u2028\U000E0001\"\\\r\n\t é😀""# + "\n")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.0, "-0"), (1.5, "1.5"), (1e-7, "1.0e-07"), (1.5e300, "1.5e+300"), (1e16, "1.0e+16"),
        (100_000, "100000"), (.nan, "\"NaN\""), (-.infinity, "\"-Infinity\""),
    ])
    func `numbers are plain and read back in YAML 1_1 and 1_2`(_ number: Double, _ text: String) {
        #expect(YAMLWriter.write([YAMLField("a", .number(number))]) == "a: \(text)\n")
        if number.isFinite { #expect(YAMLScalar.number(text) == number) }
    }

    @Test func `an empty file is an empty mapping`() throws {
        let node = try YAMLReader.read(Array(YAMLWriter.write([]).utf8), file: "f.yaml")
        #expect(node.content == .mapping([]))
    }

    @Test func `a key longer than readers look ahead is written so that it reads back`() throws {
        let key = String(repeating: "k", count: 3_000)
        let inner = YAMLField(key, .inlineMapping([YAMLField(key, .list([.text("x")]))]))
        let fields = [inner, YAMLField("b", .list([.mapping([inner, YAMLField("c", .text("d"))])]))]
        try expectRoundTrip(fields)
    }
}

/// Reads what the writer wrote and compares, positions aside.
func expectRoundTrip(_ fields: [YAMLField], _ comment: String = "") throws {
    let text = YAMLWriter.write(fields)
    let node = try YAMLReader.read(Array(text.utf8), file: "f.yaml")
    #expect(Shape(node) == Shape(.mapping(fields)), "\(comment)\n\(text)")
}

/// A node or a value without positions and styles; texts as UTF-8, because `==` on String is canonical equivalence.
indirect enum Shape: Equatable {
    case scalar([UInt8])
    case list([Shape])
    case mapping([[UInt8]], [Shape])

    init(_ node: YAMLNode) {
        switch node.content {
        case .scalar(let text, _): self = .scalar(Array(text.utf8))
        case .sequence(let items): self = .list(items.map { Shape($0) })
        case .mapping(let entries): self = .mapping(entries.map { Array($0.key.utf8) }, entries.map { Shape($0.value) })
        }
    }

    init(_ value: YAMLValue) {
        switch value {
        case .text(let text), .quoted(let text): self = .scalar(Array(text.utf8))
        case .list(let items), .inlineList(let items): self = .list(items.map { Shape($0) })
        case .mapping(let fields), .inlineMapping(let fields):
            self = .mapping(fields.map { Array($0.key.utf8) }, fields.map { Shape($0.value) })
        case .integer(let number): self = .scalar(Array(String(number).utf8))
        case .boolean(let flag): self = .scalar(Array(String(flag).utf8))
        case .null: self = .scalar(Array("null".utf8))
        case .instant(let instant): self = .scalar(Array(instant.description.utf8))
        case .number:
            // The spelling of numbers has its own test.
            let text = YAMLWriter.write([YAMLField("a", value)]).dropFirst(3).dropLast()
            self = .scalar(Array(text.utf8.filter { $0 != UInt8(ascii: "\"") }))
        }
    }
}
