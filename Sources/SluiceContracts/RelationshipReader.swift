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
        guard case .sequence(let items) = node.content else { return fields.text(key) == nil ? nil : 0 }
        if items.isEmpty { fields.report("`\(key)` names no column", at: node.location) }
        _ = fields.texts(key)
        return items.count
    }
}
