package import SluiceCore

/// The formats of rows that Sluice reads.
package enum DataFormat: String, Sendable, Hashable, CaseIterable {
    case parquet
    case csv
    case csvGzip = "csv.gz"
    case jsonLines = "jsonl"

    /// The format that a file name's ending says; nil when it says none.
    package init?(path: String) {
        let name = path.lowercased()
        if name.hasSuffix(".parquet") {
            self = .parquet
        } else if name.hasSuffix(".csv") {
            self = .csv
        } else if name.hasSuffix(".csv.gz") {
            self = .csvGzip
        } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
            self = .jsonLines
        } else {
            return nil
        }
    }
}

/// A file of rows, named by what it holds. Where its bytes lie is the engine's concern.
package struct DataFile: Sendable, Hashable {
    package let digest: Digest
    package let format: DataFormat
    /// How statements name the file, such as `flight-delay@1.1.0:test`.
    package let label: String

    package init(digest: Digest, format: DataFormat, label: String) {
        self.digest = digest
        self.format = format
        self.label = label
    }
}

/// What a column holds, as far as checks care.
package enum ColumnType: String, Sendable, Hashable {
    case integer
    case number
    case boolean
    case text
    case date
    case timestamp
    case time
    /// Lists, structures, blobs and whatever else no scalar rule reads.
    case other
}

/// One column of a file.
package struct ColumnInfo: Sendable, Hashable {
    package let name: String
    package let type: ColumnType
    /// The file's own word for the type, such as `INT64` or `VARCHAR`.
    package let physicalType: String
    /// True where the file has no types (CSV): every value is text, to be read by the declared type.
    package let isUntyped: Bool

    package init(name: String, type: ColumnType, physicalType: String, isUntyped: Bool) {
        self.name = name
        self.type = type
        self.physicalType = physicalType
        self.isUntyped = isUntyped
    }
}

/// The columns of a file, in its order.
package struct FileShape: Sendable, Hashable {
    package let columns: [ColumnInfo]
    /// What separates the fields of a CSV file, as its header shows; nil for other formats.
    package let delimiter: String?

    package init(columns: [ColumnInfo], delimiter: String? = nil) {
        self.columns = columns
        self.delimiter = delimiter
    }

    /// The column of exactly this name (compared as bytes: no case folding, no Unicode equivalence).
    package func column(_ name: String) -> ColumnInfo? { columns.first { $0.name.utf8.elementsEqual(name.utf8) } }
}
