import SluiceCore
import SluiceYAML
import Testing

@Suite struct FieldReaderTests {
    private func reader(_ text: String) throws -> FieldReader {
        FieldReader(try YAMLReader.read(Array(text.utf8), file: "f.yaml"), "gate")
    }

    @Test func `an unknown key is reported where it stands, with the nearest known one`() throws {
        var fields = try reader("metric: auc\nseverty: error\n")
        _ = fields.text("metric")
        _ = fields.text("severity")
        let problem = try #require(fields.finish().first)
        #expect(problem.location == Place(file: "f.yaml", line: 2, column: 1))
        #expect(problem.message == "gate has an unknown key `severty`")
        #expect(problem.remedy == "did you mean `severity`? known keys: metric, severity")
    }

    @Test func `a key like none of the known ones gets no suggestion`() throws {
        var fields = try reader("zzz: 1\n")
        _ = fields.text("metric")
        #expect(fields.finish().map(\.remedy) == ["known keys: metric"])
    }

    @Test func `a key that only looks like a known one is unknown`() throws {
        var fields = try reader("\u{212A}ind: Model\n")
        #expect(fields.text("Kind") == nil)
        #expect(fields.finish().count == 1)
    }

    @Test func `every problem of a mapping is reported at once`() throws {
        var fields = try reader("flag: yes\ncount: 1.5\nmany: x\n")
        _ = fields.boolean("flag")
        _ = fields.integer("count")
        _ = fields.list("many")
        _ = fields.requiredNode("name")
        #expect(fields.finish().map { $0.location?.line } == [1, 2, 3, 1])
    }

    @Test func `a node that is no mapping is reported once`() throws {
        var fields = try reader("- 1\n")
        #expect(fields.finish().map(\.message) == ["gate must be a mapping of keys to values"])
    }

    @Test(arguments: ["1e400", "0x1p3", "nan", "inf", "01", "+1", "1.", ".5", "1_0", "", "-", "1e", "NaN", " 1"])
    func `what JSON does not call a number is none`(_ text: String) { #expect(YAMLScalar.number(text) == nil) }

    @Test(arguments: ["01", "-", "", "+1", "1.0", "9223372036854775808", "1e3", "--1"])
    func `what is no decimal whole number of 64 bits is none`(_ text: String) {
        #expect(YAMLScalar.integer(text) == nil)
    }

    @Test func `whole and decimal numbers read exactly`() {
        #expect(YAMLScalar.integer("-9223372036854775808") == .min)
        #expect(YAMLScalar.integer("0") == 0)
        #expect(YAMLScalar.number("-0.5e-3") == -0.0005)
        #expect(YAMLScalar.number("1E+2") == 100)
    }
}
