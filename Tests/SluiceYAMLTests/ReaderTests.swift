import SluiceCore
import SluiceYAML
import Testing

@Suite struct ReaderTests {
    private func read(_ text: String) throws -> YAMLNode { try YAMLReader.read(Array(text.utf8), file: "f.yaml") }

    private func value(_ key: String, in node: YAMLNode) throws -> YAMLNode {
        guard case .mapping(let entries) = node.content else { throw InvalidFile([]) }
        return try #require(entries.first { $0.key == key }?.value)
    }

    @Test(arguments: ["NO", "on", "1.10", "010", "1:30", "0x1F", "2026-11-20", "null", "~", "1e400"])
    func `a plain scalar stays the text that it is`(_ text: String) throws {
        #expect(try value("a", in: read("a: \(text)\n")).content == .scalar(text, plain: true))
    }

    @Test func `quotes and block scalars are not plain`() throws {
        let node = try read("a: 'x'\nb: \"x\"\nc: |\n  x\nd: >-\n  x\n  y\n")
        #expect(try value("a", in: node).content == .scalar("x", plain: false))
        #expect(try value("b", in: node).content == .scalar("x", plain: false))
        #expect(try value("c", in: node).content == .scalar("x\n", plain: false))
        #expect(try value("d", in: node).content == .scalar("x y", plain: false))
    }

    @Test func `values and keys know where they stand, in Unicode scalars`() throws {
        let node = try read("# $schema: x\n---\né😀: {b: [1,\n  two]}\nc:\n- x\n- y: |\n    text\nempty:\n")
        guard case .mapping(let entries) = node.content else { throw InvalidFile([]) }
        func at(_ line: Int, _ column: Int) -> Place {
            Place(file: "f.yaml", line: line, column: column)
        }
        #expect(node.location == at(3, 1))
        #expect(entries.map(\.keyLocation) == [at(3, 1), at(5, 1), at(9, 1)])
        #expect(entries.map(\.value.location) == [at(3, 5), at(6, 1), at(9, 7)])
        let list = try value("b", in: entries[0].value)
        guard case .sequence(let items) = list.content, case .sequence(let block) = entries[1].value.content else {
            throw InvalidFile([])
        }
        #expect(items.map(\.location) == [at(3, 10), at(4, 3)])
        #expect(block.map(\.location) == [at(6, 3), at(7, 3)])
        #expect(try value("y", in: block[1]).location == at(7, 6))
    }

    @Test func `CRLF reads like LF, with the same lines`() throws {
        let text = "# x\na: |\n  one\n\n  two\nb: \"x\n  y\"\nc: [1,\n  2]\n"
        let windows = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        #expect(windows.utf8.count > text.utf8.count)
        #expect(try read(windows) == read(text))
    }

    @Test func `an error in a file with CRLF has the right line`() {
        let error = #expect(throws: InvalidFile.self) { try read("a: 1\r\n\r\na: 2\r\n") }
        #expect(error?.diagnostics.first?.location == Place(file: "f.yaml", line: 3, column: 1))
    }

    @Test func `a file of exactly 1 MiB and a nesting of exactly 64 are accepted`() throws {
        let long = String(repeating: "x", count: YAMLReader.Limit.bytes - 4)
        #expect(try value("a", in: read("a: \(long)\n")).content == .scalar(long, plain: true))
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        guard case .sequence(let items) = try read(deep).content else { throw InvalidFile([]) }
        #expect(items.count == 1)
    }

    @Test func `exactly 100,000 values are accepted`() throws {
        guard case .sequence(let items) = try read(String(repeating: "- x\n", count: 99_999)).content else {
            throw InvalidFile([])
        }
        #expect(items.count == 99_999)
    }

    @Test func `keys that only look alike are different keys`() throws {
        guard case .mapping(let entries) = try read("\u{E9}: 1\ne\u{301}: 2\nK: 3\n\u{212A}: 4\n").content else {
            throw InvalidFile([])
        }
        #expect(entries.count == 4)
    }

    @Test func `a quoted merge key, ampersand, star or exclamation mark is text`() throws {
        guard case .mapping(let entries) = try read("'<<': '&a'\nb: '*a'\nc: \"!a\"\nd: a!b&c*\n").content else {
            throw InvalidFile([])
        }
        #expect(
            entries.map(\.value.content) == ["&a", "*a", "!a"].map { .scalar($0, plain: false) }
                + [.scalar("a!b&c*", plain: true)])
    }

    @Test func `a document end marker and an explicit start are fine`() throws {
        #expect(try value("a", in: read("--- # x\na: 1\n...\n# y\n")).content == .scalar("1", plain: true))
    }
}
