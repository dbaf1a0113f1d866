import Glibc
import SluiceCore

/// Numbers as findings and limits show them.
enum MetricText {
    /// At most six significant digits, with a typographic minus.
    static func number(_ value: Double) -> String { exact(rounded(value, digits: 6)) }

    /// All digits, with a typographic minus.
    static func exact(_ value: Double) -> String {
        let text = JSON.number(value).compact
        return text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// A difference: always with its sign.
    static func change(_ value: Double) -> String { value == 0 ? "±0" : (value < 0 ? "" : "+") + number(value) }

    /// `value` in few digits, unless these would make it look like the bound that it misses.
    static func number(_ value: Double, against bound: Double?) -> String {
        let short = rounded(value, digits: 6)
        return short == bound && value != bound ? exact(value) : exact(short)
    }

    /// `55,589`.
    static func count(_ value: Int128) -> String {
        let digits = Array(String(value))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0, digits[index - 1] != "-" { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// `1 example`, `2 examples`.
    static func examples(_ count: Int128) -> String { "\(self.count(count)) \(count == 1 ? "example" : "examples")" }

    /// `value` to a number of significant decimal digits: sums of floating-point numbers differ in the last ones from
    /// run to run.
    static func rounded(_ value: Double, digits: Int) -> Double {
        guard value.isFinite, value != 0 else { return value }
        let exponent = digits - 1 - Int(floor(log10(abs(value))))
        // A power of ten above 10^22 is not exact, and beyond 10^308 there is none.
        guard abs(exponent) <= 300 else { return value }
        let factor = pow(10, Double(abs(exponent)))
        return exponent >= 0 ? (value * factor).rounded() / factor : (value / factor).rounded() * factor
    }
}
