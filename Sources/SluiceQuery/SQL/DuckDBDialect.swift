/// DuckDB 1.4 and later.
///
/// - Integer arithmetic and sums are HUGEINT (128 bits), where an overflow is an error.
/// - NaN compares greater than every number and equal to itself: test for it before comparing.
/// - The logarithm of zero and the root of a negative number are errors: guard them with `choose`.
package struct DuckDBDialect: Dialect {
    package init() {}

    package func identifier(_ name: String) throws(EngineError) -> String {
        try refuseNUL(name)
        return "\"" + doubled(name, "\"") + "\""
    }

    package func literal(_ literal: Literal) throws(EngineError) -> String {
        switch literal {
        case .null: "NULL"
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): value < 0 ? "(\(value))" : "\(value)"
        case .number(let value): number(value)
        case .text(let value): try text(value)
        case .date(let value): "CAST(\(try text(value)) AS DATE)"
        case .timestamp(let value): "CAST(\(try text(value)) AS TIMESTAMP)"
        case .time(let value): "CAST(\(try text(value)) AS TIME)"
        }
    }

    /// A text literal on one line: control characters are written by their numbers, so that no line of a statement can
    /// begin with what a client takes for its own command.
    package func text(_ value: String) throws(EngineError) -> String {
        try refuseNUL(value)
        var parts: [String] = []
        var run = ""
        for scalar in value.unicodeScalars {
            if scalar.value < 0x20 || scalar.value == 0x7F {
                if !run.isEmpty { parts.append("'\(run)'") }
                run = ""
                parts.append("chr(\(scalar.value))")
            } else {
                run.unicodeScalars.append(scalar)
                if scalar == "'" { run.unicodeScalars.append("'") }
            }
        }
        if !run.isEmpty || parts.isEmpty { parts.append("'\(run)'") }
        return parts.count == 1 ? parts[0] : "(" + parts.joined(separator: " || ") + ")"
    }

    /// The shortest digits that read back as the same number, with an exponent, which makes them a DOUBLE.
    private func number(_ value: Double) -> String {
        guard value.isFinite else {
            return "CAST('\(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")' AS DOUBLE)"
        }
        var digits = value.description
        if digits.utf8.contains(UInt8(ascii: "e")) {
            digits = digits.split(separator: "+").joined()
        } else {
            digits = (digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits) + "e0"
        }
        return digits.hasPrefix("-") ? "(\(digits))" : digits
    }

    private func doubled(_ text: String, _ quote: Unicode.Scalar) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar)
            if scalar == quote { result.append(scalar) }
        }
        return String(result)
    }

    private func refuseNUL(_ text: String) throws(EngineError) {
        guard !text.utf8.contains(0) else {
            throw EngineError(.failed, "a name or constant holds a NUL character, which SQL cannot express")
        }
    }
}
