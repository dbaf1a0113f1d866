import SluiceCore

/// Grammars of texts that only `sluice.yaml` holds.
enum PolicyGrammar {
    /// 8-4-4-4-12 lower-case hexadecimal digits (RFC 9562).
    static func isUUID(_ text: String) -> Bool {
        let groups = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(Hex.isLowerDigit) }
    }

    /// A short branch name that git accepts (`git check-ref-format --branch`), in visible ASCII.
    static func isBranch(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String($0) ?? ""
        }
        guard text.utf8.count <= 200, text.utf8.allSatisfy({ (33...126).contains($0) }),
            !text.utf8.contains(where: "~^:?*[\\".utf8.contains), !text.hasPrefix("-"), !text.hasSuffix("."),
            !text.contains(".."), !text.contains("@{"), text != "@", text != "HEAD", parts[0] != "refs"
        else { return false }
        return parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
    }

    /// A principal of an allowed-signers file: visible ASCII without commas, quotes, wildcards or a leading `@`.
    static func isPrincipal(_ text: String) -> Bool {
        (1...200).contains(text.utf8.count) && text.utf8.allSatisfy { (33...126).contains($0) }
            && !text.utf8.contains(where: ",\"'*?!#\\".utf8.contains) && text.utf8.first != UInt8(ascii: "@")
    }

    /// `family/name` in lower case with dashes.
    static func isCheck(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { isWord(String($0) ?? "") }
    }

    /// A check or a family of checks.
    static func isCheckOrFamily(_ text: String) -> Bool { isCheck(text) || isWord(text) }

    private static func isWord(_ text: String) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }

    /// `fri 16:00`
    static func isWeekTime(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 9, ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains(String(text.prefix(3))),
            bytes[3] == 32, bytes[6] == 58,
            let hour = UInt8(String(decoding: bytes[4..<6], as: UTF8.self)),
            let minute = UInt8(String(decoding: bytes[7..<9], as: UTF8.self))
        else { return false }
        return hour < 24 && minute < 60 && (48...57).contains(bytes[4]) && (48...57).contains(bytes[7])
    }
}
