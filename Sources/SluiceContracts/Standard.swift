/// Keys of ODCS v3.1.0 that say something to people and other tools, and nothing that Sluice checks.
enum Standard {
    static let contract: [MetadataKey] = [
        MetadataKey("name"), MetadataKey("tenant"), tags, MetadataKey("dataProduct"), MetadataKey("domain"),
        MetadataKey(
            "description",
            .mapping([
                MetadataKey("usage"), MetadataKey("purpose"), MetadataKey("limitations"), definitions, customProperties,
            ])),
        MetadataKey("support", .list(.mapping(supportItem))), MetadataKey("price", .mapping(price)),
        MetadataKey("roles", .list(.mapping(role))), MetadataKey("slaDefaultElement"), definitions, customProperties,
        MetadataKey("contractCreatedTs"),
    ]

    /// Of objects and properties, without the keys that Sluice reads itself.
    static let element: [MetadataKey] = [
        id, MetadataKey("physicalType"), MetadataKey("description"), MetadataKey("businessName"), definitions, tags,
    ]

    static let property: [MetadataKey] =
        element + [
            customProperties, MetadataKey("partitioned", .boolean), MetadataKey("partitionKeyPosition", .integer),
            MetadataKey("classification"), MetadataKey("encryptedName"),
            MetadataKey("transformSourceObjects", .list(.text)), MetadataKey("transformLogic"),
            MetadataKey("transformDescription"), MetadataKey("examples", .list(.anything)),
            MetadataKey("criticalDataElement", .boolean),
        ]

    static let quality: [MetadataKey] = [
        definitions, MetadataKey("businessImpact"), customProperties, MetadataKey("description"),
        MetadataKey(
            "dimension",
            .choice([
                "accuracy", "completeness", "conformity", "consistency", "coverage", "timeliness", "uniqueness",
            ])),
        MetadataKey("method"), MetadataKey("name"), MetadataKey("schedule"), MetadataKey("scheduler"), tags,
    ]

    static let server: [MetadataKey] = [
        id, MetadataKey("server", required: true), MetadataKey("description"), MetadataKey("environment"),
        MetadataKey("roles", .list(.mapping(role))), customProperties,
    ]

    static let team: [MetadataKey] = [
        id, MetadataKey("name"), MetadataKey("description"), MetadataKey("members", .list(.mapping(member))), tags,
        customProperties, definitions,
    ]

    static let member: [MetadataKey] = [
        id, MetadataKey("username", required: true), MetadataKey("name"), MetadataKey("description"),
        MetadataKey("role"), MetadataKey("dateIn"), MetadataKey("dateOut"), MetadataKey("replacedByUsername"), tags,
        customProperties, definitions,
    ]

    static let serviceLevel: [MetadataKey] = [
        MetadataKey("value", .scalar, required: true), MetadataKey("valueExt", .scalar), MetadataKey("unit"),
        MetadataKey("driver"), MetadataKey("description"), MetadataKey("scheduler"), MetadataKey("schedule"),
    ]

    static let customProperties = MetadataKey("customProperties", .customProperties)

    private static let id = MetadataKey("id", .identifier)
    private static let tags = MetadataKey("tags", .list(.text))

    /// Addresses of definitions are text: they are never fetched.
    private static let definitions = MetadataKey(
        "authoritativeDefinitions",
        .list(
            .mapping([
                id, MetadataKey("url", required: true), MetadataKey("type", required: true), MetadataKey("description"),
            ])))

    private static let supportItem: [MetadataKey] = [
        id, MetadataKey("channel", required: true), MetadataKey("url"), MetadataKey("description"),
        MetadataKey("tool"), MetadataKey("scope"), MetadataKey("invitationUrl"), customProperties,
    ]

    private static let price: [MetadataKey] = [
        id, MetadataKey("priceAmount", .number), MetadataKey("priceCurrency"), MetadataKey("priceUnit"),
    ]

    private static let role: [MetadataKey] = [
        id, MetadataKey("role", required: true), MetadataKey("description"), MetadataKey("access"),
        MetadataKey("firstLevelApprovers"), MetadataKey("secondLevelApprovers"), customProperties,
    ]
}
