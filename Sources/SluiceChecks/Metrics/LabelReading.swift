import SluiceQuery
import SluiceRegistry

/// How a column of labels (or of predicted labels) is read: its values in a comparable form, and which of them are
/// positive. The positive label is a literal of the column's type: 1 = 1.0 = true and 0 = false; a number or boolean
/// against text, or text against numbers, is refused; texts are compared by their bytes.
struct LabelReading {
    /// The value as a number or a text; NULL where it is missing or cannot be read.
    let value: Expression
    let isPositive: Expression
    let positive: LabelKey
    /// False: the positive label was not given, so only {0, 1}, {-1, 1} and {false, true} are labels.
    let isGiven: Bool
    /// True for rows of an untyped column that were read as a boolean, false for those read as a number.
    let readAsBoolean: Expression?

    /// - Throws: `errored` when the positive label does not fit the column, or is needed and not given.
    init(_ expression: Expression, of column: ColumnInfo, positive: LabelValue?) throws(MetricProblem) {
        let literal = positive.map(PositiveLiteral.init)
        isGiven = literal != nil
        var readAsBoolean: Expression?
        let value: Expression
        let key: LabelKey
        switch (column.type, literal) {
        case (.boolean, nil), (.boolean, .number), (.boolean, .boolean):
            value = Self.number(ofBoolean: expression)
            key = .number(literal?.number ?? 1)
        case (.integer, nil), (.integer, .number), (.integer, .boolean):
            value = expression
            key = .number(literal?.number ?? 1)
        case (.number, nil), (.number, .number), (.number, .boolean):
            value = Self.finite(expression)
            key = .number(literal?.number ?? 1)
        case (.text, .number(let number)) where column.isUntyped:
            value = Self.finite(.tryCast(expression, .number))
            key = .number(number)
        case (.text, .boolean(let boolean)) where column.isUntyped:
            value = Self.number(ofBoolean: .tryCast(expression, .boolean))
            key = .number(boolean ? 1 : 0)
        case (.text, nil) where column.isUntyped:
            let number = Expression.tryCast(expression, .number)
            value = .when(
                number.isNotNull, Self.finite(number),
                otherwise: Self.number(ofBoolean: .tryCast(expression, .boolean)))
            readAsBoolean = number.isNull
            key = .number(1)
        case (.text, .text(let text)):
            value = expression
            key = .text(Array(text.utf8))
        case (.text, nil):
            throw .errored(
                "the labels in `\(column.name)` are texts, so `positiveLabel` must say which of them is positive")
        default:
            throw .errored(
                "`positiveLabel: \(positive?.text ?? "")` is no value of the column `\(column.name)` "
                    + "(\(column.physicalType))")
        }
        self.value = value
        self.positive = key
        self.readAsBoolean = readAsBoolean
        isPositive = .equal(value, key.literal(in: column))
    }

    private static func number(ofBoolean value: Expression) -> Expression {
        .choose([.init(when: value, then: .integer(1)), .init(when: !value, then: .integer(0))], otherwise: .null)
    }

    private static func finite(_ value: Expression) -> Expression {
        .when(.unary(.isNotFinite, value), .null, otherwise: value)
    }
}

/// A label in a form that can be compared between columns.
enum LabelKey: Hashable {
    case number(Double)
    case text([UInt8])

    func literal(in column: ColumnInfo) -> Expression {
        switch self {
        case .text(let bytes): .text(String(decoding: bytes, as: UTF8.self))
        case .number(let number):
            // An integer column keeps its full width: a comparison with a DOUBLE would round it.
            if column.type == .integer, let whole = Int64(exactly: number) { .integer(whole) } else { .number(number) }
        }
    }

    /// The key of a value that an engine wrote as text.
    init(_ text: String, like other: LabelKey) {
        switch other {
        case .number: self = .number(Double(text) ?? .nan)
        case .text: self = .text(Array(text.utf8))
        }
    }
}

/// The positive label as it is meant by what is written in YAML: quoted text is text.
private enum PositiveLiteral {
    case number(Double)
    case boolean(Bool)
    case text(String)

    init(_ label: LabelValue) {
        let text = label.text
        guard label.isPlain else {
            self = .text(text)
            return
        }
        switch text {
        case "true", "True", "TRUE": self = .boolean(true)
        case "false", "False", "FALSE": self = .boolean(false)
        default:
            // Double() also reads `nan`, `inf` and hexadecimal numbers, which are texts here.
            let isDecimal = text.utf8.allSatisfy { "0123456789+-.eE".utf8.contains($0) }
            if isDecimal, let number = Double(text), number.isFinite {
                self = .number(number)
            } else {
                self = .text(text)
            }
        }
    }

    var number: Double? {
        switch self {
        case .number(let number): number
        case .boolean(let boolean): boolean ? 1 : 0
        case .text: nil
        }
    }
}
