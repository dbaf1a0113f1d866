import SluiceCore
import SluiceYAML

/// The parts of canonical metric names.
enum CanonicalText {
    static let averages = ["macro", "micro", "weighted"]
    private static let averaged = ["precision", "recall", "f1", "roc_auc_ovr"]

    /// The shortest text that reads back as the number.
    static func format(_ value: Double) -> String { JSON.number(value).compact }

    static func encode(_ text: String) -> String {
        var encoded = ""
        for scalar in text.unicodeScalars {
            if "%,()=".unicodeScalars.contains(scalar) || ResourcePath.isUnseen(scalar) {
                for byte in String(scalar).utf8 {
                    encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                }
            } else {
                encoded.unicodeScalars.append(scalar)
            }
        }
        return encoded
    }

    /// Nil for an empty text and for escapes that are cut off.
    static func decode(_ text: String) -> String? {
        text.isEmpty ? nil : PercentEncoding.decode(text)
    }

    /// `f1_macro` → f1, macro; `ndcg@10` → ndcg, 10; `pass^3` → pass^, 3.
    static func split(_ text: String) -> (name: String, average: String?, k: Int?)? {
        var name = text
        var k: Int?
        if let mark = name.unicodeScalars.lastIndex(where: { $0 == "@" || $0 == "^" }) {
            let digits = String(name.unicodeScalars[name.unicodeScalars.index(after: mark)...])
            guard let number = YAMLScalar.integer(digits), (1...1_000_000).contains(number) else { return nil }
            k = Int(number)
            name = String(name.unicodeScalars[..<mark]) + (name.unicodeScalars[mark] == "^" ? "^" : "")
        }
        var average: String?
        for base in averaged {
            for suffix in averages where name == "\(base)_\(suffix)" {
                name = base
                average = suffix
            }
        }
        return isName(name) ? (name, average, k) : nil
    }

    /// Letters, digits and underscores, as metric names and own metrics are written.
    static func isName(_ text: String) -> Bool {
        let bytes = Array(text.hasSuffix("^") ? text.utf8.dropLast() : text.utf8[...])
        guard (1...64).contains(bytes.count), (97...122).contains(bytes[0]) else { return false }
        return bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 95 }
    }

    /// Sets what is not yet set; false when there is no value or one already.
    static func set<Value>(_ target: inout Value?, _ value: Value?) -> Bool {
        guard target == nil, let value else { return false }
        target = value
        return true
    }
}

extension String {
    var trimmingSpaces: String {
        String(unicodeScalars.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().map(Character.init))
    }
}
