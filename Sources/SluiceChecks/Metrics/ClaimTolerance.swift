/// How far a claim may be from the recomputed value.
enum ClaimTolerance {
    /// Half a unit of the last digit that was written, at least 1e-6, and never more than 5e-4 × max(1, |recomputed|).
    static func of(_ text: String, recomputed: Double) -> Double {
        min(max(1e-6, unit(text) / 2), 5e-4 * max(1, abs(recomputed)))
    }

    /// The weight of the last digit of a decimal number: 0.01 for `0.66`, 1e-5 for `1.20e-3`.
    static func unit(_ text: String) -> Double {
        let parts = text.lowercased().split(separator: "e", maxSplits: 1)
        let decimals = parts.first?.split(separator: ".", maxSplits: 1).dropFirst().first?.count ?? 0
        let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        return Double("1e\(exponent - decimals)") ?? 0
    }
}
