import SluiceCore

/// The characters of a file, checked before libyaml sees them: valid UTF-8, no byte order mark, no control characters,
/// no line breaks other than LF and CRLF. libyaml reports such bytes without a line, takes U+0085, U+2028 and U+2029
/// for line breaks (which hides keys from a person's eye) and miscounts columns after a byte order mark.
struct SourceText {
    /// UTF-8 with every CRLF as LF.
    private(set) var bytes: [UInt8] = []
    /// Unicode scalars of `bytes`, so that libyaml's marks, which count scalars, index it.
    private(set) var scalars: [Unicode.Scalar] = []
    private let file: String
    private var line = 1
    private var column = 1

    init(_ input: [UInt8], file: String) throws(InvalidFile) {
        self.file = file
        bytes.reserveCapacity(input.count)
        scalars.reserveCapacity(input.count)
        var position = 0
        while position < input.count {
            guard let (scalar, length) = SourceText.decode(input, at: position) else {
                throw refusal("invalid UTF-8", remedy: "save the file as UTF-8")
            }
            if scalar == "\r" {
                guard position + 1 < input.count, input[position + 1] == 0x0A else {
                    throw refusal("a carriage return without a line feed", remedy: "end lines with LF or CRLF")
                }
            } else {
                if let problem = SourceText.problem(with: scalar, isFirst: position == 0) {
                    throw refusal(problem.message, remedy: problem.remedy)
                }
                bytes += input[position..<position + length]
                scalars.append(scalar)
                if scalar == "\n" {
                    line += 1
                    column = 1
                } else {
                    column += 1
                }
            }
            position += length
        }
    }

    private func refusal(_ message: String, remedy: String) -> InvalidFile {
        let location = SourceLocation(file: file, line: line, column: column)
        return InvalidFile([Diagnostic(message, at: location, remedy: remedy)])
    }

    private static func problem(with scalar: Unicode.Scalar, isFirst: Bool) -> (message: String, remedy: String)? {
        let name = "U+" + String(repeating: "0", count: max(0, 4 - scalar.hex.count)) + scalar.hex
        switch scalar.value {
        case 0xFEFF:
            return (isFirst ? "a byte order mark" : "a byte order mark (U+FEFF) inside the file", "remove it")
        case 0x85, 0x2028, 0x2029:
            return ("the line break character \(name), which most editors do not show", "use LF, or \\u inside quotes")
        case 0x09, 0x0A: return nil
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF:
            return ("the control character \(name)", "remove it, or write an escape inside double quotes")
        default: return nil
        }
    }

    /// The scalar at a byte offset and its length in bytes; nil where the bytes are not well-formed UTF-8 (Unicode 15,
    /// table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
    private static func decode(_ bytes: [UInt8], at position: Int) -> (Unicode.Scalar, Int)? {
        let first = bytes[position]
        let length: Int
        var value: UInt32
        let smallest: UInt32
        switch first {
        case 0x00..<0x80: return (Unicode.Scalar(first), 1)
        case 0xC2..<0xE0: (length, value, smallest) = (2, UInt32(first & 0x1F), 0x80)
        case 0xE0..<0xF0: (length, value, smallest) = (3, UInt32(first & 0x0F), 0x800)
        case 0xF0..<0xF5: (length, value, smallest) = (4, UInt32(first & 0x07), 0x1_0000)
        default: return nil
        }
        guard position + length <= bytes.count else { return nil }
        for byte in bytes[position + 1..<position + length] {
            guard byte & 0xC0 == 0x80 else { return nil }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
        return (scalar, length)
    }
}

extension Unicode.Scalar {
    /// Upper-case hexadecimal digits of the code point, without padding.
    var hex: String { String(value, radix: 16, uppercase: true) }
}
