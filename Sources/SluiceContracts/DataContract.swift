package import SluiceCore

/// A data contract (ODCS v3.1) as typed rules with source positions.
package struct DataContract: Sendable, Hashable {
    package var file: String
    package var id: String
    package var version: String
    package var objects: [ContractObject]

    package init(file: String, id: String, version: String, objects: [ContractObject]) {
        self.file = file
        self.id = id
        self.version = version
        self.objects = objects
    }
}

/// One table or file that a contract describes.
package struct ContractObject: Sendable, Hashable {
    package enum ExtraColumns: String, Sendable, CaseIterable { case report, forbid }

    package var name: String
    package var physicalName: String?
    package var properties: [ContractProperty]
    /// Every declared rule, once, in the order of the file.
    package var rules: [ContractRule]
    /// What to do about columns that the contract does not name.
    package var extraColumns: ExtraColumns
    package var location: SourceLocation

    package init(
        name: String, physicalName: String? = nil, properties: [ContractProperty], rules: [ContractRule],
        extraColumns: ExtraColumns = .report, location: SourceLocation
    ) {
        self.name = name
        self.physicalName = physicalName
        self.properties = properties
        self.rules = rules
        self.extraColumns = extraColumns
        self.location = location
    }
}

/// One column.
package struct ContractProperty: Sendable, Hashable {
    /// The column's real name: `physicalName`, else `name`.
    package var column: String
    package var logicalType: LogicalType?
    package var location: SourceLocation

    package init(column: String, logicalType: LogicalType?, location: SourceLocation) {
        self.column = column
        self.logicalType = logicalType
        self.location = location
    }
}

/// The standard's types.
package enum LogicalType: String, Sendable, Hashable, CaseIterable {
    case string, date, timestamp, time, number, integer, object, array, boolean
}

/// One rule of a contract.
package struct ContractRule: Sendable, Hashable {
    /// Its place in the file: `schema[0].properties[2].logicalTypeOptions.minimum`.
    package var path: String
    /// The rule's own `id`, where it has one.
    package var id: String?
    package var column: String?
    package var severity: Severity
    package var kind: Kind
    package var location: SourceLocation

    package init(
        path: String, id: String? = nil, column: String? = nil, severity: Severity = .error, kind: Kind,
        location: SourceLocation
    ) {
        self.path = path
        self.id = id
        self.column = column
        self.severity = severity
        self.kind = kind
        self.location = location
    }

    package enum Kind: Sendable, Hashable {
        /// The listed column exists.
        case presence
        case type(LogicalType)
        /// No NULL, NaN or infinity.
        case required
        case unique([String])
        /// Not null and unique, as a tuple.
        case primaryKey([String])
        case minimum(Bound)
        case maximum(Bound)
        case minimumLength(Int64)
        case maximumLength(Int64)
        /// An RE2 pattern, unanchored.
        case pattern(String)
        case library(LibraryRule)
        /// Prose: nothing to execute.
        case documentation
        /// Declared by the standard and not carried out by this release; the text says what.
        case notBuilt(String)
    }

    /// A bound of the column's type.
    package struct Bound: Sendable, Hashable {
        package enum Value: Sendable, Hashable {
            case integer(Int64)
            case number(Double)
            /// A date, timestamp or time as written (ISO 8601).
            case temporal(String)
        }

        package var value: Value
        package var exclusive: Bool

        package init(_ value: Value, exclusive: Bool) {
            self.value = value
            self.exclusive = exclusive
        }
    }
}

/// A rule of the standard's metric library.
package struct LibraryRule: Sendable, Hashable {
    package enum Metric: String, Sendable, CaseIterable {
        case nullValues, missingValues, invalidValues, duplicateValues, rowCount
    }

    package enum Comparison: String, Sendable, CaseIterable {
        case mustBe, mustNotBe, mustBeGreaterThan, mustBeGreaterOrEqualTo, mustBeLessThan, mustBeLessOrEqualTo
        /// Inclusive on both ends, as every tool that runs it reads it.
        case mustBeBetween, mustNotBeBetween
    }

    package enum Unit: String, Sendable, CaseIterable { case rows, percent }

    package var metric: Metric
    /// The columns of `duplicateValues` on an object; one column for a property's rule; none for `rowCount`.
    package var columns: [String]
    package var comparison: Comparison
    /// One bound, or two for the `Between` comparisons.
    package var bounds: [Double]
    package var unit: Unit
    /// Texts as written; compared by the column's type.
    package var validValues: [String]
    /// Texts as written; nil where not given. `null` in the list is written as nil.
    package var missingValues: [String?]
    package var pattern: String?

    package init(
        metric: Metric, columns: [String], comparison: Comparison, bounds: [Double], unit: Unit = .rows,
        validValues: [String] = [], missingValues: [String?] = [], pattern: String? = nil
    ) {
        self.metric = metric
        self.columns = columns
        self.comparison = comparison
        self.bounds = bounds
        self.unit = unit
        self.validValues = validValues
        self.missingValues = missingValues
        self.pattern = pattern
    }
}
