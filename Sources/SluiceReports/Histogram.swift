import SluiceCore

/// Distributions drawn with block characters, reference above current, each scaled to its own total.
enum Histogram {
    private static let bars = Array(" ▁▂▃▄▅▆▇█")
    private static let shown = 12

    static func sections(_ distributions: [SubjectResult.Distribution]) -> [ReportSection] {
        distributions.prefix(shown).map { distribution in
            ReportSection(.warning, .preformatted(language: "text", lines: lines(distribution)))
        }
    }

    static func lines(_ distribution: SubjectResult.Distribution) -> [String] {
        let bins = max(distribution.reference.count, distribution.current.count)
        let reference = shares(distribution.reference)
        let current = shares(distribution.current)
        let tallest = (reference + current).max() ?? 0
        let labels = (0..<bins).map { bin in
            bin < distribution.edges.count ? TextEscaping.visible(distribution.edges[bin], limit: 12) : ""
        }
        let widths = labels.map { max(1, DisplayWidth.of($0)) }
        let name = TextEscaping.visible(distribution.column, limit: 30)
        let indent = max(DisplayWidth.of(name), "reference".count)
        func line(_ title: String, _ cells: [String]) -> String {
            let padded = zip(cells, widths).map { DisplayWidth.padded($0, to: $1) }
            let text = DisplayWidth.padded(title, to: indent) + "  " + padded.joined(separator: " ")
            return String(text.reversed().drop { $0 == " " }.reversed())
        }
        func drawn(_ shares: [Double]) -> [String] {
            (0..<bins).map { bin in
                guard bin < shares.count, tallest > 0 else { return " " }
                return String(bars[Int((shares[bin] / tallest * 8).rounded(.up))])
            }
        }
        return [line(name, labels), line("reference", drawn(reference)), line("current", drawn(current))]
    }

    /// Negative counts, which only a forged document holds, count as none.
    private static func shares(_ counts: [Int]) -> [Double] {
        let counts = counts.map { Double(max(0, $0)) }
        let total = counts.reduce(0, +)
        return total > 0 ? counts.map { $0 / total } : counts
    }
}
