import SluiceQuery
import SluiceRegistry

/// How examples of test data and predictions are matched: by the values of id columns, or by position.
struct ExampleKeys: Sendable {
    struct Pair: Sendable {
        let test: Expression
        let predictions: Expression
    }

    let byPosition: Bool
    let pairs: [Pair]

    /// Names of the key columns in every relation of a layout.
    var names: [String] { pairs.indices.map { ColumnName.key($0 + 1) } }

    private static let rowNumber = "$row"

    init(_ source: MetricSource, test: ShapedFile, predictions: ShapedFile) throws(MetricProblem) {
        let declared = source.role?.id ?? []
        let ofPredictions = source.defaults?.columns.id ?? []
        let testNames = declared.isEmpty ? ofPredictions : declared
        let predictionNames = ofPredictions.isEmpty ? declared : ofPredictions
        byPosition = testNames == [Self.rowNumber] || predictionNames == [Self.rowNumber]
        if byPosition {
            guard testNames == predictionNames else {
                throw .errored(
                    "`id: $row` stands for one of test data and predictions on `\(source.dataset)`, not both")
            }
            for file in [test, predictions] where file.file.format != .parquet {
                throw .errored("`\(file.path)`: rows are matched by position (`id: $row`) in Parquet files only")
            }
            pairs = [Pair(test: .column(Self.rowNumber), predictions: .column(Self.rowNumber))]
            return
        }
        guard !testNames.isEmpty else {
            throw .errored("model.yaml names no `id` for `\(source.dataset)`, so that examples cannot be matched")
        }
        guard testNames.count == predictionNames.count else {
            throw .errored(
                "the id of `\(source.dataset)` has \(testNames.count) columns in the test data and "
                    + "\(predictionNames.count) in the predictions")
        }
        var pairs: [Pair] = []
        for (testName, predictionName) in zip(testNames, predictionNames) {
            let left = try test.column(testName, as: "id")
            let right = try predictions.column(predictionName, as: "id")
            pairs.append(
                Pair(test: try Self.key(left, against: right), predictions: try Self.key(right, against: left)))
        }
        self.pairs = pairs
    }

    /// The value that is compared. A file without types gives texts, so the other side's value is compared as it is
    /// written: `7` is not `007`.
    private static func key(_ column: ColumnInfo, against other: ColumnInfo) throws(MetricProblem) -> Expression {
        let value = Expression.column(column.name)
        let types = (column.type, other.type)
        if column.type == other.type, column.type != .other { return value }
        if types == (.integer, .number) || types == (.number, .integer) { return value }
        if column.isUntyped || other.isUntyped, column.type != .other, other.type != .other {
            return column.isUntyped ? value : .tryCast(value, .text)
        }
        throw .errored(
            "the ids `\(column.name)` (\(column.physicalType)) and `\(other.name)` (\(other.physicalType)) cannot be "
                + "compared")
    }

    /// The rows of a file: its keys, and some of its columns under the layout's names.
    func rows(
        of file: ShapedFile, _ side: KeyPath<Pair, Expression>, with columns: [Relation.NamedExpression]
    ) -> Relation {
        let rows = byPosition ? Relation.numbered(file.file, column: Self.rowNumber) : .file(file.file)
        return .select(rows, zip(names, pairs).map { .init($0, $1[keyPath: side]) } + columns, where: nil)
    }
}
