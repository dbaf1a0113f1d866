/// Makes text from files harmless to look at: characters that hide, reorder or restart text are shown as `\u{X}`.
package enum TextEscaping {
    /// Shown as `\u{X}`: C0, DEL, C1, and the invisible, directional and variation characters of Unicode.
    package static func mustBeShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
            0xFEFF, 0xE0000...0xE01EF:
            true
        default: false
        }
    }

    /// `text` with every such character shown, cut to `limit` scalars of output with `…` at the end.
    ///
    /// Scalars are counted, not characters: one character may carry a megabyte of combining marks.
    package static func visible(_ text: String, limit: Int = .max) -> String {
        var shown = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            if mustBeShown(scalar) {
                let piece = escape(scalar).unicodeScalars
                count += piece.count
                shown.append(contentsOf: piece)
            } else {
                count += 1
                shown.append(scalar)
            }
            guard count <= limit else { return cut(shown, to: limit) }
        }
        return String(shown)
    }

    /// Bytes as text: valid UTF-8 as in `visible(_:limit:)`, every byte that is not as `\u{X}` of its value.
    package static func visible(bytes: some Sequence<UInt8>, limit: Int = .max) -> String {
        var shown = ""
        var decoder = UTF8()
        var iterator = Array(bytes)[...]
        while !iterator.isEmpty {
            var rest = iterator.makeIterator()
            switch decoder.decode(&rest) {
            case .scalarValue(let scalar):
                shown += visible(String(scalar))
                iterator = iterator.dropFirst(UTF8.width(scalar))
            case .emptyInput, .error:
                shown += "\\u{\(String(iterator[iterator.startIndex], radix: 16, uppercase: true))}"
                iterator = iterator.dropFirst()
            }
            decoder = UTF8()
        }
        return visible(shown, limit: limit)
    }

    /// `\u{X}` with upper-case hexadecimal digits.
    package static func escape(_ scalar: Unicode.Scalar) -> String {
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
    }

    private static func cut(_ shown: String.UnicodeScalarView, to limit: Int) -> String {
        var kept = String.UnicodeScalarView(shown.prefix(max(limit, 1) - 1))
        // An escape is kept whole or not at all.
        if let open = kept.lastIndex(of: "\\"), kept[open...].starts(with: "\\u{".unicodeScalars),
            !kept[open...].contains("}")
        {
            kept.removeSubrange(open...)
        }
        return String(kept) + "…"
    }
}
