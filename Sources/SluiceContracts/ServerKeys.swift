/// The keys of each type of server in ODCS v3.1.0.
enum ServerKeys {
    static var types: [String] { keys.keys.sorted() }

    /// The keys that a type of server adds; nil for a type that the standard does not know.
    static func of(_ type: String) -> [MetadataKey]? {
        keys[type].map { list in
            list.split(separator: " ").map { word in
                let name = word.hasSuffix("!") ? word.dropLast() : word
                return MetadataKey(String(name), name == "port" ? .integer : .text, required: word.hasSuffix("!"))
            }
        }
    }

    /// `!` marks a required key.
    private static let keys: [String: String] = [
        "api": "location!",
        "athena": "stagingDir! schema! catalog regionName",
        "azure": "location! format! delimiter",
        "bigquery": "project! dataset!",
        "clickhouse": "host! port! database!",
        "cloudsql": "host! port! database! schema!",
        "custom": """
        account catalog database dataset delimiter endpointUrl format host location path port project region \
        regionName schema serviceName stagingDir warehouse stream
        """,
        "databricks": "host catalog! schema!",
        "db2": "host! port! database! schema",
        "denodo": "host! port! database",
        "dremio": "host! port! schema",
        "duckdb": "database! schema",
        "glue": "account! database! location format",
        "hive": "host! port database!",
        "impala": "host! port database!",
        "informix": "host! port database!",
        "kafka": "host! format",
        "kinesis": "region format",
        "local": "path! format!",
        "mysql": "host! port! database!",
        "oracle": "host! port! serviceName!",
        "postgres": "host! port! database! schema!",
        "postgresql": "host! port! database! schema!",
        "presto": "host! catalog schema",
        "pubsub": "project!",
        "redshift": "host database! schema! region account",
        "s3": "location! endpointUrl format delimiter",
        "sftp": "location! format delimiter",
        "snowflake": "host port account! database! schema! warehouse",
        "sqlserver": "host! port database! schema!",
        "synapse": "host! port! database!",
        "trino": "host! port! catalog! schema!",
        "vertica": "host! port! database! schema!",
        "zen": "host! port database!",
    ]
}
