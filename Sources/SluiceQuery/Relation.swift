/// Rows, and how they are made from files. Equal relations are computed once per statement.
package indirect enum Relation: Sendable, Hashable {
    /// The rows of a file, with its own columns. A file without types (CSV) gives text columns.
    case file(DataFile)
    /// The rows of a file in file order with one more column, the row number from 1, named by `column`.
    case numbered(DataFile, column: String)
    /// Computed columns of the rows that satisfy a condition.
    case select(Relation, [NamedExpression], where: Expression?)
    /// Pairs of rows with equal keys. Result columns are those listed, each from one side.
    case join(Join)
    /// One row for each distinct combination of `by` columns (NULL is a value), with aggregates.
    case group(Relation, by: [String], [NamedExpression])
    /// All columns, plus running sums of integer columns in the order of a column (rows up to and including this one;
    /// the ordering column has no duplicates).
    case running(Relation, orderBy: String, descending: Bool, sums: [RunningSum])

    package struct NamedExpression: Sendable, Hashable {
        package let name: String
        package let expression: Expression

        package init(_ name: String, _ expression: Expression) {
            self.name = name
            self.expression = expression
        }
    }

    package struct RunningSum: Sendable, Hashable {
        package let name: String
        package let column: String

        package init(_ name: String, of column: String) {
            self.name = name
            self.column = column
        }
    }

    package struct Join: Sendable, Hashable {
        package enum Kind: Sendable, Hashable { case inner, left, full }

        package struct Key: Sendable, Hashable {
            package let left: String
            package let right: String

            package init(_ left: String, _ right: String) {
                self.left = left
                self.right = right
            }
        }

        /// A column of the result.
        package struct Output: Sendable, Hashable {
            package enum Side: Sendable, Hashable { case left, right }
            package let name: String
            package let side: Side
            package let column: String

            package init(_ name: String, _ side: Side, _ column: String) {
                self.name = name
                self.side = side
                self.column = column
            }
        }

        package let kind: Kind
        package let left: Relation
        package let right: Relation
        package let keys: [Key]
        package let outputs: [Output]

        package init(_ kind: Kind, _ left: Relation, _ right: Relation, on keys: [Key], outputs: [Output]) {
            self.kind = kind
            self.left = left
            self.right = right
            self.keys = keys
            self.outputs = outputs
        }
    }

    /// Every file that the relation reads.
    package var files: Set<DataFile> {
        switch self {
        case .file(let file), .numbered(let file, _): [file]
        case .select(let inner, _, _), .group(let inner, _, _), .running(let inner, _, _, _): inner.files
        case .join(let join): join.left.files.union(join.right.files)
        }
    }
}

/// One aggregate over one relation. Equal measures merge, and all measures over the same files share one statement.
package struct Measure: Sendable, Hashable {
    package let relation: Relation
    /// Built of aggregates (and arithmetic over them) only.
    package let expression: Expression

    package init(_ expression: Expression, over relation: Relation) {
        self.relation = relation
        self.expression = expression
    }
}
