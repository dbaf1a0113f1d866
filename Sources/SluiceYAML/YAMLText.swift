/// Scalars as the writer spells them.
enum YAMLText {
    /// `text` as it is where every YAML 1.1 or 1.2 reader takes it for that text, else in double quotes. Only ASCII is
    /// left plain: what counts as a letter elsewhere changes with the Unicode version, and bytes must not.
    static func write(_ text: String) -> String { isPlain(text) ? text : quote(text) }

    /// A finite number in the shortest form that reads back, with a fraction before an exponent, because YAML 1.1
    /// readers take `1e-7` for a text.
    static func write(_ number: Double) -> String {
        guard number.isFinite else { return quote(number.isNaN ? "NaN" : number < 0 ? "-Infinity" : "Infinity") }
        let text = number.description
        if text.hasSuffix(".0") { return String(text.dropLast(2)) }
        guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return text }
        return text[..<exponent] + ".0" + text[exponent...]
    }

    /// `text` in double quotes on one line; what a person could not see (rule 26 of the security rules) as escapes.
    static func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where isInvisible(scalar): result += escape(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let (letter, width) = scalar.value < 0x100 ? ("x", 2) : scalar.value < 0x1_0000 ? ("u", 4) : ("U", 8)
        return "\\" + letter + String(repeating: "0", count: width - scalar.hex.count) + scalar.hex
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
            0xFFFE, 0xFFFF, 0xE0000...0xE01EF:
            true
        default: false
        }
    }

    private static func isPlain(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, bytes.last != UInt8(ascii: " ") else { return false }
        let isLetter = { (byte: UInt8) in (65...90).contains(byte) || (97...122).contains(byte) }
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) }
        let marks = Set(" _-./+@=~".utf8)
        guard bytes.allSatisfy({ isLetter($0) || isDigit($0) || marks.contains($0) }) else { return false }
        guard isLetter(first) || isDigit(first) || "_./".utf8.contains(first) else { return false }
        // At the beginning of a line `...` and a space end the document.
        guard !bytes.starts(with: "...".utf8) else { return false }
        return !words.contains(text.lowercased()) && !isNumberOrDate(bytes)
            && bytes.contains { $0 != UInt8(ascii: ".") }
    }

    /// What some reader takes for true, false, null or a number that is not finite.
    private static let words: Set<String> = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity", ".nan", ".inf",
    ]

    /// Whether the text is a number in any grammar of YAML 1.1, YAML 1.2 or JSON, or begins as a date does; signs and
    /// colons never come here.
    private static func isNumberOrDate(_ bytes: [UInt8]) -> Bool {
        let isDigit = { (byte: UInt8) in (48...57).contains(byte) || byte == UInt8(ascii: "_") }
        let whole = bytes.prefix(while: isDigit).count
        var rest = bytes[whole...]
        if whole == 1, bytes[0] == UInt8(ascii: "0"), let base = rest.first, "xXoObB".utf8.contains(base) {
            return true
        }
        if whole == 4, rest.first == UInt8(ascii: "-") { return true }
        if rest.first == UInt8(ascii: ".") { rest = rest.dropFirst().drop(while: isDigit) }
        guard let mark = rest.first else { return true }
        guard rest.startIndex > 0, mark == UInt8(ascii: "e") || mark == UInt8(ascii: "E") else { return false }
        rest = rest.dropFirst()
        if let sign = rest.first, "+-".utf8.contains(sign) { rest = rest.dropFirst() }
        return rest.allSatisfy(isDigit)
    }
}
