import Glibc

/// A number as people read it: a true minus sign, thousands separated, never `-0.0000`.
struct Figure: Sendable, Hashable {
    let text: String

    private init(_ text: String) { self.text = text }

    /// `55,589`.
    static func count(_ value: Int) -> Figure {
        Figure((value < 0 ? "−" : "") + grouped(String(value.magnitude)))
    }

    /// `value` with a fixed number of decimals; `signed` adds `+` to positive numbers.
    static func fixed(_ value: Double, decimals: Int, signed: Bool = false) -> Figure {
        guard value.isFinite, abs(value) < 1e15 else { return shortest(value) }
        let digits = withVaList([Int32(decimals), abs(value)]) { arguments in
            var buffer = [CChar](repeating: 0, count: 64)
            let length = vsnprintf(&buffer, buffer.count, "%.*f", arguments)
            return String(decoding: buffer.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
        let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
        return Figure((isZero ? "" : value < 0 ? "−" : signed ? "+" : "") + grouped(digits))
    }

    /// `value` with as many decimals as tell it apart: `0.66`, `−0.005`, `10,434`.
    static func shortest(_ value: Double) -> Figure {
        guard value.isFinite else { return Figure(value.isNaN ? "NaN" : value < 0 ? "−∞" : "∞") }
        var digits = abs(value).description
        if digits.hasSuffix(".0") { digits.removeLast(2) }
        if let exponent = digits.firstIndex(of: "e") {
            let power = digits[exponent...].dropFirst()
            digits = digits[..<exponent] + "e" + (power.hasPrefix("-") ? "−" + power.dropFirst() : power)
        } else {
            digits = grouped(digits)
        }
        return Figure((value < 0 ? "−" : "") + digits)
    }

    /// How many decimals a row of values of one metric takes: four, fewer for large numbers, more for tiny ones, none
    /// for large whole ones.
    static func decimals(for values: [Double]) -> Int {
        let finite = values.filter(\.isFinite).map(abs)
        guard let largest = finite.max(), largest > 0 else { return 4 }
        if largest >= 100, finite.allSatisfy({ $0 == $0.rounded() }) { return 0 }
        if largest < 0.001 { return min(15, 3 - Int(log10(largest).rounded(.down))) }
        return largest < 100 ? 4 : largest < 10_000 ? 2 : 1
    }

    /// `decimals`, or more where `value` would look equal to a `bound` that it is not equal to.
    static func decimals(_ decimals: Int, tellingApart value: Double, from bound: Double?) -> Int {
        guard let bound, value != bound, value.isFinite, bound.isFinite else { return decimals }
        var decimals = decimals
        while decimals < 15, fixed(value, decimals: decimals) == fixed(bound, decimals: decimals) { decimals += 1 }
        return decimals
    }

    private static func grouped(_ digits: String) -> String {
        let whole = digits.prefix { $0 != "." }
        var result = ""
        for (index, digit) in whole.enumerated() {
            if index > 0, (whole.count - index).isMultiple(of: 3) { result += "," }
            result.append(digit)
        }
        return result + digits[whole.endIndex...]
    }
}
