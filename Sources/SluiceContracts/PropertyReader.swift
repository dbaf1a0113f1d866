import SluiceCore
import SluiceYAML

/// What an object needs to know of one of its properties.
struct PropertyDeclaration {
    let path: String
    let name: String
    /// `physicalName`, else `name`.
    let column: String
    let logicalType: LogicalType?
    /// Where `primaryKey: true` stands; nil where the property is no part of the key.
    let keyMark: SourceLocation?
    let keyPosition: Int64?
    let location: SourceLocation
}

/// Reads one property: a column, or what is inside one.
struct PropertyReader {
    let path: String
    let acceptsDeprecatedRules: Bool
    /// The column that this property is nested in; its rules are declared, but not carried out.
    private let container: String?
    private(set) var rules: [ContractRule] = []
    private(set) var problems: [Diagnostic] = []

    init(path: String, acceptsDeprecatedRules: Bool, container: String? = nil) {
        self.path = path
        self.acceptsDeprecatedRules = acceptsDeprecatedRules
        self.container = container
    }

    /// The property, or nil where it has no name; everything wrong is in `problems`.
    /// - Parameter isItem: whether it describes the items of an array, which need no name and are always there.
    mutating func read(_ node: YAMLNode, isItem: Bool = false) -> PropertyDeclaration? {
        var fields = FieldReader(node, "property")
        fields.metadata(Standard.property)
        let name = fields.text("name", required: !isItem)
        let column = fields.text("physicalName") ?? name
        let logicalType = fields.choice("logicalType", LogicalType.self)
        let top = container ?? column ?? ""
        func add(_ key: String, _ kind: ContractRule.Kind) {
            let location = key.isEmpty ? node.location : fields.location(of: String(key.dropFirst()))
            rules.append(ContractRule(path: path + key, column: top, kind: kind, location: location))
        }
        if !isItem { add("", .presence) }
        if let logicalType { add(".logicalType", .type(logicalType)) }
        if fields.boolean("required") == true { add(".required", .required) }
        if fields.boolean("unique") == true { add(".unique", .unique([top])) }
        let isKey = fields.boolean("primaryKey") == true
        let keyPosition = fields.integer("primaryKeyPosition", in: -1...Int64(Int32.max))
        if isKey, container != nil { add(".primaryKey", .primaryKey([top])) }
        if fields.node("enum") != nil { add(".enum", .notBuilt("`enum` of ODCS v3.2")) }
        rules += OptionsReader.read(&fields, type: logicalType, path: path, column: top)
        rules += RelationshipReader.read(&fields, path: path, column: top, needsFrom: false)
        let quality = QualityReader(
            level: .property(column: top, type: logicalType), acceptsDeprecatedRules: acceptsDeprecatedRules)
        rules += quality.read(&fields, path: path)
        if container != nil { rules = rules.map(PropertyReader.notBuilt) }
        readNested(&fields, of: logicalType, in: top, isItem: isItem)
        let keyMark = isKey ? fields.location(of: "primaryKey") : nil
        problems = fields.finish()
        guard let name, let column else { return nil }
        return PropertyDeclaration(
            path: path, name: name, column: column, logicalType: logicalType, keyMark: keyMark,
            keyPosition: keyPosition, location: node.location)
    }

    /// `properties` of objects (of items also where their type is left out) and `items` of arrays.
    private mutating func readNested(
        _ fields: inout FieldReader, of type: LogicalType?, in column: String, isItem: Bool
    ) {
        for (index, item) in fields.list("properties").enumerated() {
            readNested(item, at: "\(path).properties[\(index)]", in: column, fields: &fields)
        }
        if type != .object, !(isItem && type == nil), fields.node("properties") != nil {
            fields.report("`properties` needs `logicalType: object`", at: fields.location(of: "properties"))
        }
        guard let items = fields.node("items") else { return }
        readNested(items, at: "\(path).items", in: column, isItem: true, fields: &fields)
        if type != .array { fields.report("`items` needs `logicalType: array`", at: fields.location(of: "items")) }
    }

    private mutating func readNested(
        _ node: YAMLNode, at path: String, in column: String, isItem: Bool = false, fields: inout FieldReader
    ) {
        var reader = PropertyReader(
            path: path, acceptsDeprecatedRules: acceptsDeprecatedRules, container: column)
        _ = reader.read(node, isItem: isItem)
        rules += reader.rules
        fields.adopt(reader.problems)
    }

    private static func notBuilt(_ rule: ContractRule) -> ContractRule {
        var rule = rule
        switch rule.kind {
        case .documentation, .notBuilt: break
        default: rule.kind = .notBuilt("rules on values inside a column of type object or array")
        }
        return rule
    }
}
