import SluiceCore
import SluiceYAML
import Testing

/// Whether the whole text is of an implicit type.
private func matches(_ type: some RegexComponent, _ text: String) -> Bool { text.wholeMatch(of: type) != nil }

@Suite struct RoundTripTests {
    @Test(arguments: 0..<8 as Range<UInt64>) func `random trees read back as they were written`(_ part: UInt64) throws {
        let seed = UInt64.random(in: 0 ... .max) ^ part
        var random = ScratchRandom(seed: seed)
        for _ in 0..<100 { try expectRoundTrip(random.fields(depth: 3), "seed \(seed)") }
    }

    @Test func `damaged files are read or refused with one diagnostic, and nothing else happens`() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = ScratchRandom(seed: seed)
        var refused = 0
        for _ in 0..<1_000 {
            var bytes = Array(YAMLWriter.write(random.fields(depth: 3)).utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: .min ... .max, using: &random)
            }
            do {
                _ = try YAMLReader.read(bytes, file: "f.yaml")
            } catch {
                refused += 1
                #expect(error.diagnostics.count == 1, "seed \(seed)")
                #expect((error.diagnostics.first?.location?.line ?? 0) > 0, "seed \(seed)")
            }
        }
        #expect(refused > 100, "seed \(seed)")
    }

    @Test func `a key that begins like the end of a document reads back`() throws {
        let node = try YAMLReader.read(Array(YAMLWriter.write([YAMLField("... 0", .text("a"))]).utf8), file: "f.yaml")
        guard case .mapping(let entries) = node.content else {
            Issue.record("no mapping")
            return
        }
        #expect(entries.map(\.key) == ["... 0"])
    }

    @Test func `equal values give equal bytes`() {
        var (first, second) = (ScratchRandom(seed: 7), ScratchRandom(seed: 7))
        for _ in 0..<100 {
            #expect(YAMLWriter.write(first.fields(depth: 3)) == YAMLWriter.write(second.fields(depth: 3)))
        }
    }

    @Test func `a random text that stays plain is text in the type rules of YAML 1_1 and 1_2`() {
        // The implicit types of yaml.org/type (as PyYAML resolves them) and of the YAML 1.2 core schema.
        let types: [any RegexComponent] = [
            #/(?i)y|yes|n|no|true|false|on|off|null|~|=|<</#,
            #/[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|0o[0-7]+/#,
            #/[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?/#,
            #/[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/#,
            #/[-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?/#,
            #/(?i)[-+]?\.inf|\.nan/#,
            #/[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*/#,
        ]
        let seed = UInt64.random(in: 0 ... .max)
        var random = ScratchRandom(seed: seed)
        var plain = 0
        for _ in 0..<3_000 {
            let text = random.text()
            guard YAMLWriter.write([YAMLField("a", .text(text))]) == "a: \(text)\n" else { continue }
            plain += 1
            let isOther = types.contains { matches($0, text) }
            #expect(!isOther, "`\(text)` (seed \(seed))")
        }
        #expect(plain > 50, "seed \(seed)")
    }
}
