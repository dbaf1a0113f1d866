/// Counts and shares in messages.
enum Count {
    /// `1,234,567`.
    static func text(_ value: Int64) -> String {
        let digits = Array(String(value.magnitude))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return value < 0 ? "-" + text : text
    }

    /// `1 row`, `2 rows`.
    static func text(_ value: Int64, _ noun: String) -> String { "\(text(value)) \(noun)\(value == 1 ? "" : "s")" }

    /// The share of a whole in percent, in ten-thousandths; a part is never shown as nothing or as the whole.
    static func percent(_ part: Int64, of whole: Int64) -> String {
        guard whole > 0, part > 0 else { return "0%" }
        guard part < whole else { return part == whole ? "100%" : "more than 100%" }
        let scaled = (Double(part) / Double(whole) * 1_000_000).rounded()
        let units = min(max(Int64(scaled), 1), 999_999)
        let fraction = String(units % 10_000)
        var text = "\(units / 10_000)." + String(repeating: "0", count: 4 - fraction.count) + fraction
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text + "%"
    }

    /// A number without a superfluous fraction: `5`, `0.25`.
    static func number(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
