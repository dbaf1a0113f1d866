import SluiceCore
import SluiceQuery
import SluiceRegistry

/// Test data and predictions, matched example by example, with every column that metrics read under a fixed name.
///
/// Labels and weights are those of the test data: what a predictions file says about them is compared, never used,
/// except where the test data lacks the column.
struct PredictionLayout: Sendable {
    let dataset: String
    /// The rows of each file with the columns that are used.
    let testRows: Relation
    let predictionRows: Relation
    let keys: ExampleKeys
    /// One row for each pair.
    let examples: Relation
    /// `examples` without those whose prediction is an error of the system that served it.
    let judged: Relation
    let columns: LayoutColumns
    /// How labels are read; nil where the task or the files have none.
    let label: LabelReading?
    let prediction: LabelReading?
    let threshold: Double
    let maxErrorRate: Double

    init(
        _ source: MetricSource, test: ShapedFile, predictions: ShapedFile, column: String?
    ) throws(MetricProblem) {
        let defaults = source.defaults
        dataset = source.dataset
        keys = try ExampleKeys(source, test: test, predictions: predictions)
        let columns = try LayoutColumns(source, test: test, predictions: predictions, column: column)
        self.columns = columns
        threshold = defaults?.threshold ?? 0.5
        maxErrorRate = defaults?.maxErrorRate ?? 0

        testRows = keys.rows(of: test, \.test, with: columns.ofTest)
        predictionRows = keys.rows(of: predictions, \.predictions, with: columns.ofPredictions)
        let outputs =
            keys.names.map { Relation.Join.Output($0, .left, $0) }
            + columns.ofTest.map { .init($0.name, .left, $0.name) }
            + columns.ofPredictions.map { .init($0.name, .right, $0.name) }
        let joined = Relation.join(
            .init(.inner, testRows, predictionRows, on: keys.names.map { .init($0, $0) }, outputs: outputs))

        var computed = keys.names.map { Relation.NamedExpression($0, .column($0)) }
        let positive = defaults?.positiveLabel
        let isBinary = source.model.task == .binaryClassification
        label =
            try columns.label.map { info throws(MetricProblem) in
                isBinary ? try LabelReading(.column(ColumnName.label), of: info, positive: positive) : nil
            } ?? nil
        prediction =
            try columns.prediction.map { info throws(MetricProblem) in
                isBinary ? try LabelReading(.column(ColumnName.prediction), of: info, positive: positive) : nil
            } ?? nil
        if let label {
            computed.append(.init(ColumnName.label, label.value))
            computed.append(.init(ColumnName.actual, label.isPositive))
            if let readAsBoolean = label.readAsBoolean {
                computed.append(.init(ColumnName.labelIsBoolean, readAsBoolean && label.value.isNotNull))
            }
        }
        if let prediction {
            computed.append(.init(ColumnName.prediction, prediction.value))
            computed.append(.init(ColumnName.predicted, prediction.isPositive))
        }
        if let repeated = columns.repeatedLabel, let original = columns.label {
            computed.append(
                .init(ColumnName.sameLabel, try Self.sameLabel(original, repeated, label, positive: positive)))
        }
        if columns.weight != nil { computed.append(.init(ColumnName.weight, .column(ColumnName.weight))) }
        if columns.repeatedWeight {
            computed.append(
                .init(
                    ColumnName.sameWeight,
                    .binary(.same, .column(ColumnName.weight), .column(ColumnName.repeatedWeight))))
        }
        computed += columns.scores.values.sorted().map { .init($0, .column($0)) }
        if columns.status != nil { computed.append(.init(ColumnName.status, .column(ColumnName.status))) }
        if columns.named != nil { computed.append(.init(ColumnName.named, .column(ColumnName.named))) }
        examples = .select(joined, computed, where: nil)
        if columns.status == nil {
            judged = examples
        } else {
            let isError = Expression.equal(.column(ColumnName.status), .text("error"))
            judged = .select(
                examples, computed.map { .init($0.name, .column($0.name)) },
                where: .column(ColumnName.status).isNull || !isError)
        }
    }

    /// Whether a label that the predictions repeat says the same as the test data's.
    private static func sameLabel(
        _ original: ColumnInfo, _ repeated: ColumnInfo, _ reading: LabelReading?, positive: LabelValue?
    ) throws(MetricProblem) -> Expression {
        let other = Expression.column(ColumnName.repeatedLabel)
        if let reading {
            return .binary(.same, reading.value, try LabelReading(other, of: repeated, positive: positive).value)
        }
        let numeric: Set<ColumnType> = [.integer, .number]
        if numeric.contains(original.type) || numeric.contains(repeated.type) {
            return .binary(.same, .tryCast(.column(ColumnName.label), .number), .tryCast(other, .number))
        }
        return .binary(.same, .tryCast(.column(ColumnName.label), .text), .tryCast(other, .text))
    }
}

/// Names of the columns of a layout. They stand in statements, so people read them.
enum ColumnName {
    static let label = "label"
    static let labelIsBoolean = "label_is_boolean"
    static let actual = "actual"
    static let prediction = "prediction"
    static let predicted = "predicted"
    static let weight = "weight"
    static let status = "status"
    static let named = "named"
    static let repeatedLabel = "repeated_label"
    static let repeatedWeight = "repeated_weight"
    static let sameLabel = "same_label"
    static let sameWeight = "same_weight"
    static func score(_ number: Int) -> String { "score\(number)" }
    static func key(_ number: Int) -> String { "id\(number)" }
}
