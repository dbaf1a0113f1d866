/// Character classes of RE2: `[a-z]`, `[^\d_]`, `[[:alpha:]]`.
enum PatternClass {
    /// Reads a class after its opening bracket.
    static func check(_ text: inout PatternText) throws(PatternSyntax.Refusal) {
        let start = text.offset - 1
        _ = text.take("^")
        var isFirst = true
        while let scalar = text.next() {
            if scalar == "]", !isFirst { return }
            isFirst = false
            if scalar == "[", text.peek == ":" {
                try named(&text)
                continue
            }
            let place = text.offset - 1
            let low = scalar == "\\" ? try PatternEscape.read(&text, inClass: true) : scalar
            guard let next = range(&text) else { continue }
            let high = next == "\\" ? try PatternEscape.read(&text, inClass: true) : next
            guard let low, let high, low <= high else {
                throw text.refusal("a range whose ends are no characters in ascending order", at: place)
            }
        }
        throw text.refusal("a character class that is not closed", at: start)
    }

    /// The first character after a hyphen that makes a range; nil, with nothing taken, where none follows.
    private static func range(_ text: inout PatternText) -> Unicode.Scalar? {
        var ahead = text
        guard ahead.take("-"), let scalar = ahead.next(), scalar != "]" else { return nil }
        text = ahead
        return scalar
    }

    /// `[:alpha:]` or `[:^alpha:]`, after its bracket.
    private static func named(_ text: inout PatternText) throws(PatternSyntax.Refusal) {
        let start = text.offset - 1
        let names: Set<String> = [
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit",
        ]
        _ = text.take(":")
        _ = text.take("^")
        let name = text.take { ("a"..."z").contains($0) }
        guard names.contains(name), text.take(":"), text.take("]") else {
            throw text.refusal("a named class that RE2 does not know", at: start)
        }
    }
}
