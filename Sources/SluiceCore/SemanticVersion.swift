/// A model version: SemVer 2.0.0 in lower case, without build metadata.
package struct SemanticVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let description: String
    private let core: [String]
    private let prerelease: [String]

    package init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let core = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard core.count == 3, core.allSatisfy(SemanticVersion.isNumber) else { return nil }
        var prerelease: [String] = []
        if parts.count == 2 {
            prerelease = parts[1].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
            guard prerelease.allSatisfy(SemanticVersion.isIdentifier) else { return nil }
        }
        self.core = core
        self.prerelease = prerelease
        self.description = text
    }

    /// Whether this is a release, not a pre-release such as `1.0.0-rc.1`.
    package var isRelease: Bool { prerelease.isEmpty }

    /// The release that follows: `1.2.3` gives `1.2.4`; a pre-release gives its own release.
    package var nextPatch: SemanticVersion {
        guard isRelease else { return SemanticVersion(core.joined(separator: ".")) ?? self }
        return SemanticVersion("\(core[0]).\(core[1]).\(SemanticVersion.increment(core[2]))") ?? self
    }

    package static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
        for (a, b) in zip(left.core, right.core) where a != b { return numberPrecedes(a, b) }
        if left.prerelease.isEmpty || right.prerelease.isEmpty {
            return !left.prerelease.isEmpty && right.prerelease.isEmpty
        }
        for (a, b) in zip(left.prerelease, right.prerelease) where a != b {
            switch (isNumeric(a), isNumeric(b)) {
            case (true, true): return numberPrecedes(a, b)
            case (true, false): return true
            case (false, true): return false
            case (false, false): return a.utf8.lexicographicallyPrecedes(b.utf8)
            }
        }
        return left.prerelease.count < right.prerelease.count
    }

    /// Numbers of any length compare by length, then by digits: no overflow.
    private static func numberPrecedes(_ a: String, _ b: String) -> Bool {
        a.utf8.count != b.utf8.count ? a.utf8.count < b.utf8.count : a.utf8.lexicographicallyPrecedes(b.utf8)
    }

    private static func isNumeric(_ text: String) -> Bool { text.utf8.allSatisfy { (48...57).contains($0) } }

    private static func isNumber(_ text: String) -> Bool {
        !text.isEmpty && isNumeric(text) && (text == "0" || text.utf8.first != 48)
    }

    private static func isIdentifier(_ text: String) -> Bool {
        guard !text.isEmpty else { return false }
        if isNumeric(text) { return isNumber(text) }
        return text.utf8.allSatisfy { (48...57).contains($0) || (97...122).contains($0) || $0 == 45 }
    }

    private static func increment(_ number: String) -> String {
        var digits = Array(number.utf8)
        for index in digits.indices.reversed() {
            if digits[index] != 57 {
                digits[index] += 1
                return String(decoding: digits, as: UTF8.self)
            }
            digits[index] = 48
        }
        return "1" + String(decoding: digits, as: UTF8.self)
    }
}

/// Names of models, stages and ids: `[a-z0-9][a-z0-9._-]{0,63}` without `..`.
package enum Name {
    package static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (1...64).contains(bytes.count), isLetterOrDigit(bytes[0]) else { return false }
        guard bytes.allSatisfy({ isLetterOrDigit($0) || $0 == 46 || $0 == 95 || $0 == 45 }) else { return false }
        return !zip(bytes, bytes.dropFirst()).contains { $0 == 46 && $1 == 46 }
    }

    /// A stage name is a name that cannot be taken for a version.
    package static func isValidStage(_ text: String) -> Bool { isValid(text) && SemanticVersion(text) == nil }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
}
