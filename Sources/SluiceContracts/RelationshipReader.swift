import SluiceCore
import SluiceYAML

/// Reads `relationships` (foreign keys): declared, not carried out.
enum RelationshipReader {
    /// - Parameter needsFrom: true on an object, where `from` names the columns; a property is its own `from`.
    static func read(
        _ owner: inout FieldReader, path: String, column: String?, needsFrom: Bool
    ) -> [ContractRule] {
        owner.list("relationships").enumerated().map { index, node in
            var fields = FieldReader(node, "relationship")
            fields.metadata([MetadataKey("type", .choice(["foreignKey"])), Standard.customProperties])
            let target = references("to", &fields)
            if needsFrom {
                let source = references("from", &fields)
                if let source, let target, source != target {
                    fields.report("`from` and `to` must be two names, or two lists of the same length")
                }
            }
            owner.adopt(fields.finish())
            return ContractRule(
                path: "\(path).relationships[\(index)]", column: column, kind: .notBuilt("relationships"),
                location: node.location)
        }
    }

    /// How many columns a reference names, with 0 for a single name outside a list; nil where it is wrong.
    private static func references(_ key: String, _ fields: inout FieldReader) -> Int? {
        guard let node = fields.requiredNode(key) else { return nil }
        guard case .sequence(let items) = node.content else {
            return fields.scalar(key, expected: "a reference (`object.property`)") { isReference($0) ? 0 : nil }
        }
        if items.isEmpty { fields.report("`\(key)` names no column", at: node.location) }
        for item in items {
            if case .scalar(let text, _) = item.content, isReference(text) { continue }
            fields.report("each item of `\(key)` must be a reference (`object.property`)", at: item.location)
        }
        return items.count
    }

    /// `object.property`, or the path of ids that the standard calls fully qualified, with a file in front or not.
    private static func isReference(_ text: String) -> Bool {
        let isWord = { (byte: UInt8) in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                || byte == UInt8(ascii: "_")
        }
        if text.utf8.contains(UInt8(ascii: "/")) {
            return text.utf8.allSatisfy { isWord($0) || "./:#-".utf8.contains($0) }
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                part.utf8.allSatisfy(isWord) && part.utf8.first.map { !(48...57).contains($0) } == true
            }
    }
}
