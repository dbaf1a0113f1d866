import SluiceCore
import SluiceYAML
import Testing

/// A text that must be refused, with the position and the words of its one diagnostic.
struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let line: Int?
    let column: Int?
    let says: String

    init(_ name: String, _ text: String, _ line: Int?, _ column: Int?, _ says: String) {
        self.init(name, Array(text.utf8), line, column, says)
    }

    init(_ name: String, _ bytes: [UInt8], _ line: Int?, _ column: Int?, _ says: String) {
        self.name = name
        self.bytes = bytes
        self.line = line
        self.column = column
        self.says = says
    }

    var testDescription: String { name }

    static func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

    /// Nine levels of nine aliases each, used as a key: a tree builder that hashes keys expands 9⁹ nodes.
    static let aliasBomb =
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + zip("abcdefgh", "bcdefghi").map { below, name in
            "\(name): &\(name) [" + Array(repeating: "*\(below)", count: 9).joined(separator: ",") + "]\n"
        }.joined() + "? *i\n: 1\n"

    static let all: [Hostile] = [
        Hostile("anchor on a scalar", "a: &x 1\n", 1, 4, "an anchor"),
        Hostile("anchor on a key", "a: 1\n&x b: 2\n", 2, 1, "an anchor"),
        Hostile("anchor on a mapping", "a: &x\n  b: 1\n", 1, 4, "an anchor"),
        Hostile("anchor before a tag", "a: &x !t 1\n", 1, 4, "an anchor"),
        Hostile("alias", "a: 1\nb: [1, *x]\n", 2, 8, "an alias"),
        Hostile("alias as key", "? *x\n: 1\n", 1, 3, "an alias"),
        Hostile("alias bomb as key", aliasBomb, 1, 4, "an anchor"),
        Hostile("core tag", "a: !!str 1\n", 1, 4, "a tag"),
        Hostile("local tag", "a:\n  - !python/object:os.system x\n", 2, 5, "a tag"),
        Hostile("bare tag on a plain scalar", "a: ! 1\n", 1, 4, "a tag"),
        Hostile("bare tag on a quoted scalar", "a: ! \"1\"\n", 1, 4, "a tag"),
        Hostile("bare tag on nothing", "a: !\nb: 1\n", 1, 4, "a tag"),
        Hostile("bare tag on a list", "a: ! [1]\n", 1, 4, "a tag"),
        Hostile("bare tag on a key", "! a: 1\n", 1, 1, "a tag"),
        Hostile("verbatim tag", "a: !<tag:yaml.org,2002:str> x\n", 1, 4, "a tag"),
        Hostile("tag before an anchor", "a: !t &x 1\n", 1, 4, "a tag"),
        Hostile("merge key", "a: 1\n<<: {b: 2}\n", 2, 1, "a merge key"),
        Hostile("merge key in flow", "a: {<<: {b: 2}}\n", 1, 5, "a merge key"),
        Hostile("YAML directive", "%YAML 1.1\n---\na: 1\n", 1, 1, "a directive"),
        Hostile("TAG directive", "# x\n%TAG ! tag:x,2000:\n---\na: 1\n", 2, 1, "a directive"),
        Hostile("unknown directive", "%FOO\n---\na: 1\n", 1, 5, "directive"),
        Hostile("duplicate key", "a: 1\nb: 2\na: 3\n", 3, 1, "key `a` is written twice; the first is at f.yaml:1:1"),
        Hostile("duplicate key in flow", "a: {b: 1, c: 2, 'b': 3}\n", 1, 17, "first is at f.yaml:1:5"),
        Hostile("duplicate key by escape", "b: 1\n\"\\x62\": 2\n", 2, 1, "the key `b` is written twice"),
        Hostile("key that is a list", "a: 1\n? [x]\n: 1\n", 2, 3, "a key that is a list or a mapping"),
        Hostile("key that is a mapping", "{a: 1, {b: 1}: 2}\n", 1, 8, "a key that is a list or a mapping"),
        Hostile("empty key", "a: 1\n?\n: 2\n", 2, 2, "an empty key"),
        Hostile("empty key in flow", "{a: 1, : 2}\n", 1, 8, "not valid YAML"),
        Hostile("no key", "a: 1\n: 2\n", 2, 1, "not valid YAML"),
        Hostile("two documents", "a: 1\n---\nb: 2\n", 2, 1, "a second document"),
        Hostile("two document starts", "---\n---\na: 1\n", 2, 1, "document"),
        Hostile("second document after an end", "a: 1\n...\n---\n", 3, 1, "a second document"),
        Hostile("byte order mark", "\u{FEFF}a: 1\n", 1, 1, "a byte order mark"),
        Hostile("byte order mark inside", "a: 1\n\u{FEFF}b: 2\n", 2, 1, "U+FEFF"),
        Hostile("UTF-16", [0xFF, 0xFE, 0x61, 0x00], 1, 1, "invalid UTF-8"),
        Hostile("lone carriage return", "a: 1\rb: 2\n", 1, 5, "a carriage return without a line feed"),
        Hostile("carriage return at the end", "a: 1\r", 1, 5, "a carriage return without a line feed"),
        Hostile("two carriage returns", "a: 1\r\r\n", 1, 5, "a carriage return without a line feed"),
        Hostile("NUL", "a: 1\nb: \0\n", 2, 4, "U+0000"),
        Hostile("escape character", "a: \u{1B}[2J\n", 1, 4, "U+001B"),
        Hostile("DEL", "a: é\u{7F}\n", 1, 5, "U+007F"),
        Hostile("C1 control", "a: \u{9B}\n", 1, 4, "U+009B"),
        Hostile("next line", "# x\u{85}hidden: 1\n", 1, 4, "U+0085"),
        Hostile("line separator", "# x\u{2028}hidden: 1\n", 1, 4, "U+2028"),
        Hostile("paragraph separator", "# x\u{2029}hidden: 1\n", 1, 4, "U+2029"),
        Hostile("truncated UTF-8", Array("a: 1\nb: é".utf8.dropLast()), 2, 4, "invalid UTF-8"),
        Hostile("overlong UTF-8", [0x61, 0x3A, 0x20, 0xC0, 0xAF], 1, 4, "invalid UTF-8"),
        Hostile("overlong in three bytes", [0x61, 0x3A, 0x20, 0xE0, 0x80, 0xAF], 1, 4, "invalid UTF-8"),
        Hostile("surrogate in UTF-8", [0x61, 0x3A, 0x20, 0xED, 0xA0, 0x80], 1, 4, "invalid UTF-8"),
        Hostile("beyond Unicode", [0x61, 0x3A, 0x20, 0xF4, 0x90, 0x80, 0x80], 1, 4, "invalid UTF-8"),
        Hostile("no bytes", "", 1, 1, "the file is empty"),
        Hostile("only comments", "# x\n", 1, 1, "the file is empty"),
        Hostile("only a document start", "---\n", 2, 1, "the document is empty"),
        Hostile("1 MiB of open brackets", repeated("[", 1_048_576), 1, 65, "more than 64 deep"),
        Hostile("1 MiB of open braces", repeated("{", 1_048_576), 1, 2, "a key that is a list or a mapping"),
        Hostile("1 MiB of nested dashes", repeated("- ", 524_288), 1, 129, "more than 64 deep"),
        Hostile("1 MiB of question marks", repeated("? ", 524_288), 1, 3, "a key that is a list or a mapping"),
        Hostile("65 lists in lists", repeated("[", 65) + repeated("]", 65), 1, 65, "more than 64 deep"),
        Hostile("over 1 MiB", "# " + repeated("x", 1_048_575), nil, nil, "more than 1048576"),
        Hostile("too many values", "- " + repeated("\n- ", 100_000), 100_000, 2, "more than 100000 values"),
        Hostile("unclosed quote", "a: 'x\nb: 1\n", 3, 1, "while scanning a quoted scalar from line 1, column 4"),
        Hostile("tab as indentation", "a:\n\tb: 1\n", 2, 1, "not valid YAML"),
        Hostile("surrogate escape", "a: \"\\uD800\"\n", 1, 7, "not valid YAML"),
    ]
}

@Suite struct HostileCorpusTests {
    @Test(arguments: Hostile.all) func `a hostile file is refused with one diagnostic at its position`(_ text: Hostile)
    {
        let error = #expect(throws: InvalidFile.self) { try YAMLReader.read(text.bytes, file: "f.yaml") }
        #expect(error?.diagnostics.count == 1)
        let diagnostic = error?.diagnostics.first
        #expect(diagnostic?.location == Place(file: "f.yaml", line: text.line, column: text.column))
        #expect(diagnostic?.message.contains(text.says) == true, "\(diagnostic?.message ?? "")")
    }
}
