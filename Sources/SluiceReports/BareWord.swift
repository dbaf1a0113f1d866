/// Words that no Markdown viewer, forge or bot reads as anything but text.
enum BareWord {
    /// Letters and digits (in a word, also `_ - / ’ '` between two of them, and `. ,` before digits), with quotation
    /// marks and parentheses around and punctuation after; or a number with its sign; or one of a few lone signs.
    static func isSafe(_ word: String) -> Bool {
        if loneSigns.contains(word) || isPunctuation(word) { return true }
        var core = Array(word.unicodeScalars)
        while let first = core.first, opening.contains(first) { core.removeFirst() }
        while let last = core.last, closing.contains(last) { core.removeLast() }
        if let first = core.first, signs.contains(first) {
            core.removeFirst()
            guard let digit = core.first, isDigit(digit) else { return false }
        }
        if core.last == "%", core.dropLast().allSatisfy({ isDigit($0) || $0 == "." }) { core.removeLast() }
        guard !core.isEmpty else { return false }
        for (index, scalar) in core.enumerated() where !isLetterOrDigit(scalar) {
            guard index > 0, index < core.count - 1, isLetterOrDigit(core[index - 1]), isLetterOrDigit(core[index + 1])
            else { return false }
            switch scalar {
            case "_", "-", "/", "'", "’": continue
            case ".", ",": guard isDigit(core[index + 1]) else { return false }
            default: return false
            }
        }
        return !looksLikeReference(core)
    }

    private static let loneSigns: Set<String> = [
        "=", "≥", "≤", "≠", "→", "·", "…", "–", "—", "±", "×", "%", "%,", "%)", "%),", "%.", "−", "/",
    ]
    private static let opening: Set<Unicode.Scalar> = ["(", "\"", "“", "‘", "„"]
    private static let closing: Set<Unicode.Scalar> = [")", "\"", "”", "’", ".", ",", ";", ":", "?", "…"]
    private static let signs: Set<Unicode.Scalar> = ["−", "-", "+", "±", "×", "≥", "≤"]

    /// What stands before or after a value: `(` or `),`, never `::`.
    private static func isPunctuation(_ word: String) -> Bool {
        let scalars = word.unicodeScalars
        return scalars.count <= 3 && scalars.filter { $0 == ":" }.count <= 1
            && (scalars.allSatisfy(opening.contains) || scalars.allSatisfy(closing.contains))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (48...57).contains(scalar.value) }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber: true
        default: false
        }
    }

    /// Forges link `GH-12` and commit ids of seven digits and more by themselves.
    private static func looksLikeReference(_ core: [Unicode.Scalar]) -> Bool {
        let text = String(String.UnicodeScalarView(core)).lowercased()
        if text.hasPrefix("gh-") || text.hasPrefix("www.") { return true }
        return text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).contains { piece in
            piece.utf8.count >= 7 && piece.utf8.allSatisfy(Hexadecimal.isDigit)
        }
    }
}

private enum Hexadecimal {
    static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }
}
