import Crypto

/// A SHA-256 digest, the only content address that Sluice uses.
package struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    /// The digest of `bytes`.
    package static func of(_ bytes: some Sequence<UInt8>) -> Digest {
        var builder = DigestBuilder()
        builder.update(Array(bytes))
        return builder.finalize()
    }

    /// The digest of the UTF-8 bytes of `text`.
    package static func of(_ text: String) -> Digest { of(Array(text.utf8)) }

    /// Parses the one written form, `sha256:<64 lower-case hex digits>`; nil for anything else.
    package init?(_ text: String) {
        guard text.utf8.starts(with: "sha256:".utf8) else { return nil }
        self.init(hex: String(text.utf8.dropFirst(7)) ?? "")
    }

    /// Parses 64 lower-case hexadecimal digits; nil for anything else.
    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy(Hex.isLowerDigit) else { return nil }
        self.hex = hex
    }

    /// The digest that stands for "no digest" in promotion records.
    package static let zero = Digest(validHex: String(repeating: "0", count: 64))

    init(validHex: String) { self.hex = validHex }

    /// `sha256:<hex>`.
    package var description: String { "sha256:" + hex }

    package static func < (left: Digest, right: Digest) -> Bool {
        left.hex.utf8.lexicographicallyPrecedes(right.hex.utf8)
    }
}

/// Computes a SHA-256 digest of bytes that arrive in pieces.
package struct DigestBuilder: Sendable {
    private var hasher = SHA256()

    package init() {}

    package mutating func update(_ bytes: [UInt8]) { hasher.update(data: bytes) }

    /// Feeds `bytes` without copying them.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) { hasher.update(bufferPointer: bytes) }

    package func finalize() -> Digest { Digest(validHex: Hex.encode(hasher.finalize())) }
}

/// Lower-case hexadecimal text.
package enum Hex {
    private static let digits = Array("0123456789abcdef".utf8)

    package static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    package static func isLowerDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

/// The digest over named digests that evidence, records and policies share: SHA-256 over the lines
/// `<hex><two spaces><name>` plus LF, sorted by bytes (the form that `sha256sum` prints).
package func digestOfLines(_ entries: some Sequence<(name: String, digest: Digest)>) -> Digest {
    let lines = entries.map { Array("\($0.digest.hex)  \($0.name)\n".utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    return Digest.of(lines.joined())
}
