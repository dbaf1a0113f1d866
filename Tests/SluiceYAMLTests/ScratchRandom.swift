import SluiceCore
import SluiceYAML

/// Swift Testing has a type of the same name.
typealias Place = SluiceCore.SourceLocation

/// SplitMix64 (Steele, Lea, Flood 2014), so that a printed seed repeats a run.
struct ScratchRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// A text made of pieces that YAML gives a meaning to.
    mutating func text() -> String {
        let pieces = [
            "a", "Z", "NO", "0", "1", "7", "_", "e", "x", ".", "-", "+", ":", ": ", " ", "  ", "#", " #", "'", "\"",
            "\\", "\n", "\r", "\t", "\0", "\u{1B}", "\u{7F}", "\u{85}", "\u{A0}", "\u{2028}", "\u{202E}", "\u{FEFF}",
            "é", "e\u{301}", "日", "😀", "\u{FFFE}", "\u{10FFFF}", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%",
            "@", "`", "?", "~", "=", "<<", "---", "...", "null", "true", "off",
        ]
        return (0..<Int.random(in: 0...6, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
    }

    /// A value at most `depth` collections deep.
    mutating func value(depth: Int) -> YAMLValue {
        switch Int.random(in: 0...(depth > 0 ? 9 : 5), using: &self) {
        case 0...2: .text(text())
        case 3: .quoted(text())
        case 4: .integer(.random(in: .min ... .max, using: &self))
        case 5: .number(Double(bitPattern: next()))
        case 6: .list((0..<Int.random(in: 0...3, using: &self)).map { _ in value(depth: depth - 1) })
        case 7: .inlineList((0..<Int.random(in: 0...3, using: &self)).map { _ in value(depth: depth - 1) })
        case 8: .mapping(fields(depth: depth - 1))
        default: .inlineMapping(fields(depth: depth - 1))
        }
    }

    /// Fields with different keys.
    mutating func fields(depth: Int) -> [YAMLField] {
        (0..<Int.random(in: 0...4, using: &self)).map { YAMLField("\(text())\($0)", value(depth: depth)) }
    }
}
