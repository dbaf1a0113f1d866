/// The encoding of fields in promotion records and judgement lines: bytes outside `!`–`~`, and `%`, become `%XX` in
/// upper case.
package enum PercentEncoding {
    /// - Parameter alsoSlash: encodes `/` too, as in file names.
    package static func encode(_ text: String, alsoSlash: Bool = false) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if (33...126).contains(byte), byte != UInt8(ascii: "%"), !(alsoSlash && byte == UInt8(ascii: "/")) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += "%" + (hex.count == 1 ? "0" : "") + hex
            }
        }
        return encoded
    }
}
