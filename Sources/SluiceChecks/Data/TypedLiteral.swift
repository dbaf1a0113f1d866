import SluiceContracts
import SluiceCore
import SluiceQuery

/// Texts and bounds of a contract as constants of a column's type.
enum TypedLiteral {
    /// Nil where the bound is of another kind than the column, or is no date, timestamp or time.
    static func of(_ bound: ContractRule.Bound, as type: ColumnType) -> Literal? {
        switch (bound.value, type) {
        case (.integer(let value), .integer): .integer(value)
        case (.integer(let value), .number):
            Int64(exactly: Double(value)) == value ? .number(Double(value)) : .integer(value)
        case (.number(let value), .integer), (.number(let value), .number): .number(value)
        case (.temporal(let text), .date), (.temporal(let text), .timestamp), (.temporal(let text), .time):
            temporal(text, as: type)
        default: nil
        }
    }

    /// A text of a list of values; nil where it is no value of the type.
    static func of(_ text: String, as type: ColumnType) -> Literal? {
        switch type {
        case .text: return .text(text)
        case .integer: return Int64(text).map { .integer($0) }
        case .number:
            guard let value = Double(text), value.isFinite, !text.lowercased().contains("x") else { return nil }
            return .number(value)
        case .boolean:
            switch text.lowercased() {
            case "true", "1": return .boolean(true)
            case "false", "0": return .boolean(false)
            default: return nil
            }
        case .date, .timestamp, .time: return temporal(text, as: type)
        case .other: return nil
        }
    }

    /// ISO 8601: `2026-01-31`, `2026-01-31T08:15[:30[.123456]][Z|±hh:mm]`, `08:15[:30[.123456]]`. A timestamp with an
    /// offset is turned into UTC, one without is taken as it is; a date as a timestamp is its first instant.
    static func temporal(_ text: String, as type: ColumnType) -> Literal? {
        switch type {
        case .date:
            return Instant("\(text)T00:00:00Z") == nil ? nil : .date(text)
        case .time:
            guard let time = Clock(text), time.rest.isEmpty else { return nil }
            return .time(time.text)
        case .timestamp:
            let day = String(text.prefix(10))
            guard let midnight = Instant("\(day)T00:00:00Z") else { return nil }
            guard text.count > 10 else { return .timestamp("\(day) 00:00:00") }
            let separator = text[text.index(text.startIndex, offsetBy: 10)]
            guard separator == "T" || separator == " ", let time = Clock(String(text.dropFirst(11))),
                let offset = offset(time.rest)
            else { return nil }
            let instant = Instant(secondsSince1970: midnight.secondsSince1970 + time.seconds - offset).description
            return .timestamp("\(instant.prefix(10)) \(instant.dropFirst(11).prefix(8))\(time.fraction)")
        default: return nil
        }
    }

    /// Seconds east of UTC: `Z`, `+02`, `+0200`, `+02:00`, or nothing.
    private static func offset(_ text: String) -> Int64? {
        if text.isEmpty || text == "Z" { return 0 }
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard [3, 5, 6].contains(text.count), (text.count == 6) == text.contains(":"),
            let hours = Int64(digits.prefix(2)), let minutes = Int64("0\(digits.dropFirst(2))"), hours <= 14,
            minutes < 60
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 3_600 + minutes * 60)
    }

    /// `hh:mm[:ss[.f…]]` at the start of a text.
    private struct Clock {
        let seconds: Int64
        /// `.123456`, or empty.
        let fraction: String
        let rest: String
        let text: String

        init?(_ text: String) {
            let bytes = Array(text.utf8)
            func number(_ start: Int) -> Int64? {
                guard bytes.count >= start + 2, bytes[start..<start + 2].allSatisfy({ (48...57).contains($0) }) else {
                    return nil
                }
                return Int64(bytes[start] - 48) * 10 + Int64(bytes[start + 1] - 48)
            }
            guard let hour = number(0), hour < 24, bytes.count >= 5, bytes[2] == 58, let minute = number(3), minute < 60
            else { return nil }
            var end = 5
            var second: Int64 = 0
            var fractionText = ""
            if bytes.count > 5, bytes[5] == 58 {
                guard let read = number(6), read < 60 else { return nil }
                second = read
                end = 8
                if bytes.count > 8, bytes[8] == 46 {
                    let digits = bytes[9...].prefix { (48...57).contains($0) }
                    guard (1...6).contains(digits.count) else { return nil }
                    fractionText = "." + String(decoding: digits, as: UTF8.self)
                    end = 9 + digits.count
                }
            }
            seconds = hour * 3_600 + minute * 60 + second
            fraction = fractionText
            rest = String(decoding: bytes[end...], as: UTF8.self)
            let head = String(decoding: bytes[..<5], as: UTF8.self)
            self.text = head + (second < 10 ? ":0\(second)" : ":\(second)") + fractionText
        }
    }
}
