import SluiceCore
import SluiceYAML

/// What the standard says about a key that Sluice reads only to check its type.
indirect enum MetadataShape: Sendable {
    case text
    /// Letters, digits, `_` and `-`: the standard's stable ids.
    case identifier
    case integer
    case number
    case boolean
    case choice([String])
    /// Text, number, boolean or null.
    case scalar
    case anything
    case list(MetadataShape)
    case mapping([MetadataKey])
    /// A list of property and value; none of Sluice's own, which belong to an object of `schema`.
    case customProperties

    /// Everything that is wrong with the value of the key `name`.
    func problems(in node: YAMLNode, named name: String) -> [Diagnostic] {
        func wrong(_ expected: String) -> [Diagnostic] {
            [Diagnostic("`\(name)` must be \(expected)", at: node.location)]
        }
        switch self {
        case .anything: return []
        case .list(let item):
            guard case .sequence(let items) = node.content else { return wrong("a list") }
            return items.flatMap { item.problems(in: $0, named: name) }
        case .mapping(let keys):
            var fields = FieldReader(node, name)
            fields.metadata(keys)
            return fields.finish()
        case .customProperties:
            guard case .sequence(let items) = node.content else { return wrong("a list") }
            return items.flatMap { CustomProperties.problems(in: $0) }
        default:
            guard case .scalar(let text, let plain) = node.content else { return wrong(expected) }
            return accepts(text, plain: plain) ? [] : wrong("\(expected), not `\(text.prefix(80))`")
        }
    }

    private func accepts(_ text: String, plain: Bool) -> Bool {
        switch self {
        case .text: !(plain && text.isEmpty)
        case .identifier: !text.isEmpty && text.utf8.allSatisfy(MetadataShape.isIdentifierByte)
        case .integer: YAMLScalar.integer(text) != nil
        case .number: YAMLScalar.number(text) != nil
        case .boolean: text == "true" || text == "false"
        case .choice(let values): values.contains(text)
        default: true
        }
    }

    private var expected: String {
        switch self {
        case .text: "a text"
        case .identifier: "an id (letters, digits, `_` and `-`)"
        case .integer: "a whole number"
        case .number: "a finite number"
        case .boolean: "true or false"
        case .choice(let values): "one of " + values.joined(separator: ", ")
        default: "a single value"
        }
    }

    private static func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

/// A key of the standard with the shape of its value.
struct MetadataKey: Sendable {
    let name: String
    let shape: MetadataShape
    let isRequired: Bool

    init(_ name: String, _ shape: MetadataShape = .text, required: Bool = false) {
        self.name = name
        self.shape = shape
        self.isRequired = required
    }
}

extension FieldReader {
    /// Checks keys whose values Sluice does not use.
    mutating func metadata(_ keys: [MetadataKey]) {
        for key in keys {
            if let node = key.isRequired ? requiredNode(key.name) : node(key.name) {
                adopt(key.shape.problems(in: node, named: key.name))
            }
        }
    }

    /// The stable id of an element, which a finding can name.
    mutating func identifier() -> String? {
        metadata([MetadataKey("id", .identifier)])
        guard case .scalar(let text, _) = node("id")?.content else { return nil }
        return text
    }
}
