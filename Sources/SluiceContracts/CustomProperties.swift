import SluiceCore
import SluiceYAML

/// The standard's place for what it does not know. Sluice reads one property of its own there, on objects of `schema`:
/// `sluice.extraColumns`. Any other name that begins with `sluice.` is an error, so that a misspelt one is noticed.
enum CustomProperties {
    static let extraColumns = "sluice.extraColumns"

    /// What is wrong with an item in a place where Sluice reads no property of its own.
    static func problems(in node: YAMLNode) -> [Diagnostic] {
        var fields = FieldReader(node, "custom property")
        if let name = read(&fields), name.hasPrefix("sluice.") {
            fields.report(
                "`\(name.prefix(80))` has no meaning here", at: fields.location(of: "property"),
                remedy: "`\(extraColumns)` belongs to `customProperties` of an object of `schema`")
        }
        return fields.finish()
    }

    /// The items on an object of `schema`: what to do about columns that the contract does not name.
    static func readExtraColumns(_ object: inout FieldReader) -> ContractObject.ExtraColumns? {
        var found: ContractObject.ExtraColumns?
        for node in object.list("customProperties") {
            var fields = FieldReader(node, "custom property")
            if let name = read(&fields), name.hasPrefix("sluice.") {
                let place = fields.location(of: "property")
                if name != extraColumns {
                    fields.report(
                        "`\(name.prefix(80))` is no property of Sluice", at: place, remedy: "known: \(extraColumns)")
                } else if found != nil {
                    fields.report("`\(extraColumns)` is written twice", at: place)
                } else {
                    found = fields.choice("value", ContractObject.ExtraColumns.self, required: true)
                }
            }
            object.adopt(fields.finish())
        }
        return found
    }

    private static func read(_ fields: inout FieldReader) -> String? {
        fields.metadata([
            MetadataKey("id", .identifier), MetadataKey("description"), MetadataKey("value", .anything, required: true),
        ])
        return fields.text("property", required: true)
    }
}
