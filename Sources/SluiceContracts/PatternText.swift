/// The characters of a pattern with a place in them.
struct PatternText {
    private let scalars: [Unicode.Scalar]
    /// Zero-based: the next character.
    private(set) var offset = 0

    init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

    var peek: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

    mutating func next() -> Unicode.Scalar? {
        guard let scalar = peek else { return nil }
        offset += 1
        return scalar
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        offset += 1
        return true
    }

    /// Takes characters while they satisfy the condition, at most `limit`.
    mutating func take(limit: Int = .max, while condition: (Unicode.Scalar) -> Bool) -> String {
        var taken = String.UnicodeScalarView()
        while taken.count < limit, let scalar = peek, condition(scalar) {
            taken.append(scalar)
            offset += 1
        }
        return String(taken)
    }

    /// Takes what stands before `end`, and `end`; nil where it never comes.
    mutating func take(until end: Unicode.Scalar) -> String? {
        guard let last = scalars[offset...].firstIndex(of: end) else { return nil }
        defer { offset = last + 1 }
        return String(String.UnicodeScalarView(scalars[offset..<last]))
    }

    /// Takes `2}`, `2,}` or `2,5}`, after the opening brace; takes nothing where it is no count.
    mutating func takeCount() -> (lower: Int, upper: Int?)? {
        let start = offset
        let isDigit = { (scalar: Unicode.Scalar) in ("0"..."9").contains(scalar) }
        let lower = take(while: isDigit)
        var upper: String? = lower
        if take(",") { upper = take(while: isDigit) }
        if upper?.isEmpty == true { upper = nil }
        guard take("}"), !lower.isEmpty else {
            offset = start
            return nil
        }
        // What does not fit is beyond every limit anyway.
        return (Int(lower) ?? .max, upper.map { Int($0) ?? .max })
    }

    /// Passes over a literal up to `\E`, or to the end.
    mutating func skipLiteral() {
        while let scalar = next() {
            if scalar == "\\", take("E") { return }
        }
    }

    /// A refusal at a place, by default at the character that was read last.
    func refusal(_ message: String, at place: Int? = nil) -> PatternSyntax.Refusal {
        PatternSyntax.Refusal(message: message, offset: place ?? max(0, offset - 1))
    }
}
