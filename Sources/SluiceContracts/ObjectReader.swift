import SluiceCore
import SluiceYAML

/// Reads one object of `schema`: a table or file.
struct ObjectReader {
    /// `schema[0]`.
    let path: String
    /// Contracts of v3.0 name library rules by `rule`.
    let acceptsDeprecatedRules: Bool
    private(set) var problems: [Diagnostic] = []

    init(path: String, acceptsDeprecatedRules: Bool) {
        self.path = path
        self.acceptsDeprecatedRules = acceptsDeprecatedRules
    }

    /// The object, or nil where it has no name; everything wrong is in `problems`.
    mutating func read(_ node: YAMLNode) -> ContractObject? {
        var fields = FieldReader(node, "object")
        fields.metadata(Standard.element)
        fields.metadata([MetadataKey("logicalType", .choice(["object"])), MetadataKey("dataGranularityDescription")])
        let name = fields.text("name", required: true)
        let physicalName = fields.text("physicalName")
        let extraColumns = CustomProperties.readExtraColumns(&fields) ?? .report
        var rules: [ContractRule] = []
        var declarations: [PropertyDeclaration] = []
        for (index, item) in fields.list("properties").enumerated() {
            var reader = PropertyReader(
                path: "\(path).properties[\(index)]", acceptsDeprecatedRules: acceptsDeprecatedRules)
            if let declaration = reader.read(item) { declarations.append(declaration) }
            rules += reader.rules
            fields.adopt(reader.problems)
        }
        fields.reportRepeated(declarations.map { ($0.column, $0.location) }, as: "column")
        fields.reportRepeated(
            declarations.filter { $0.name != $0.column }.map { ($0.name, $0.location) }, as: "property")
        if let key = PrimaryKey.rule(of: declarations, problems: &fields) { rules.append(key) }
        rules += RelationshipReader.read(&fields, path: path, column: nil, needsFrom: true)
        let quality = QualityReader(
            level: .object(columns: Dictionary(declarations.map { ($0.name, $0.column) }) { first, _ in first }),
            acceptsDeprecatedRules: acceptsDeprecatedRules)
        rules += quality.read(&fields, path: path)
        problems = fields.finish()
        return name.map {
            ContractObject(
                name: $0, physicalName: physicalName,
                properties: declarations.map {
                    ContractProperty(column: $0.column, logicalType: $0.logicalType, location: $0.location)
                }, rules: rules, extraColumns: extraColumns, location: node.location)
        }
    }
}
