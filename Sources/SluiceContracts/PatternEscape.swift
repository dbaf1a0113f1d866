/// What may follow a backslash in RE2.
enum PatternEscape {
    /// Reads an escape after its backslash. Returns the character it stands for, or nil where it stands for a class
    /// or a position.
    static func read(_ text: inout PatternText, inClass: Bool) throws(PatternSyntax.Refusal) -> Unicode.Scalar? {
        let start = text.offset - 1
        guard let scalar = text.next() else { throw text.refusal("a backslash at the end", at: start) }
        switch scalar {
        case "d", "D", "s", "S", "w", "W": return nil
        case "p", "P":
            try property(&text, from: start)
            return nil
        case "b", "B", "A", "z":
            if inClass { throw text.refusal("`\\\(scalar)` inside a character class", at: start) }
            return nil
        case "a": return "\u{7}"
        case "f": return "\u{C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{B}"
        case "x": return try hexadecimal(&text, from: start)
        case "0":
            let digits = text.take(limit: 2) { ("0"..."7").contains($0) }
            return UInt32(digits.isEmpty ? "0" : digits, radix: 8).flatMap { Unicode.Scalar($0) }
        case "1"..."9", "k", "g": throw text.refusal("a backreference", at: start)
        case _ where scalar == "_" || scalar.isASCII && !isWord(scalar): return scalar
        default: throw text.refusal("the escape `\\\(scalar)`, which RE2 does not know,", at: start)
        }
    }

    /// `x41` or `x{1F600}`.
    private static func hexadecimal(
        _ text: inout PatternText, from start: Int
    ) throws(PatternSyntax.Refusal) -> Unicode.Scalar {
        let isHex = { (scalar: Unicode.Scalar) in scalar.properties.isASCIIHexDigit }
        let isLong = text.take("{")
        let digits = text.take(limit: isLong ? 8 : 2, while: isHex)
        let isComplete = isLong ? !digits.isEmpty && text.take("}") : digits.unicodeScalars.count == 2
        guard isComplete, let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value) else {
            throw text.refusal("an incomplete `\\x`", at: start)
        }
        return scalar
    }

    /// `pL`, `p{Lu}`, `p{Greek}`, `p{^Greek}`: general categories by their short names, and scripts.
    private static func property(_ text: inout PatternText, from start: Int) throws(PatternSyntax.Refusal) {
        let categories: Set<String> = [
            "C", "Cc", "Cf", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn", "N", "Nd", "Nl",
            "No",
            "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm", "So", "Z", "Zl", "Zp", "Zs",
        ]
        // Long names of categories are not scripts, though they look like them.
        let longNames: Set<String> = [
            "Letter", "Mark", "Number", "Punctuation", "Symbol", "Separator", "Other", "Alphabetic", "Alpha",
            "Uppercase", "Lowercase", "Emoji",
        ]
        var name: String
        if text.take("{") {
            guard let inside = text.take(until: "}") else { throw text.refusal("an incomplete `\\p`", at: start) }
            name = inside.hasPrefix("^") ? String(inside.dropFirst()) : inside
        } else {
            name = text.take(limit: 1) { isWord($0) }
        }
        let first = name.unicodeScalars.first
        let isScript =
            name.unicodeScalars.count > 2 && first.map { ("A"..."Z").contains($0) } == true
            && name.unicodeScalars.allSatisfy(isWord) && !longNames.contains(name)
        guard categories.contains(name) || isScript else {
            throw text.refusal("the Unicode class `\(name.prefix(40))`, which RE2 does not know,", at: start)
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "_": true
        default: false
        }
    }
}
