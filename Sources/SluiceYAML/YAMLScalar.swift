/// Grammars of scalars that the format declares.
package enum YAMLScalar {
    /// A decimal integer without leading zeros or plus sign.
    package static func integer(_ text: String) -> Int64? {
        let digits = text.utf8.first == 45 ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }), digits.count == 1 || digits.first != 48
        else {
            return nil
        }
        return Int64(text)
    }

    /// A finite decimal number as JSON writes it (`1`, `-0.5`, `1.0e-6`); no hexadecimal, `nan` or infinity.
    package static func number(_ text: String) -> Double? {
        var rest = text.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == 45 { rest = rest.dropFirst() }
        let startsWithZero = rest.first == 48
        let whole = digits()
        guard whole > 0, !(startsWithZero && whole > 1) else { return nil }
        if rest.first == 46 {
            rest = rest.dropFirst()
            guard digits() > 0 else { return nil }
        }
        if rest.first == 101 || rest.first == 69 {
            rest = rest.dropFirst()
            if rest.first == 43 || rest.first == 45 { rest = rest.dropFirst() }
            guard digits() > 0 else { return nil }
        }
        guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
