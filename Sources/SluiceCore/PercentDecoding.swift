extension PercentEncoding {
    /// The text that `encode` wrote; nil where the encoding is not the canonical one, or its bytes are not UTF-8.
    package static func decode(_ text: String, alsoSlash: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        guard let decoded = String(validating: bytes, as: UTF8.self),
            encode(decoded, alsoSlash: alsoSlash).utf8.elementsEqual(text.utf8)
        else { return nil }
        return decoded
    }
}
