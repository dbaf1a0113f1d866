import SluiceQuery
import SluiceRegistry

/// Which columns of which file play which part.
struct LayoutColumns: Sendable {
    /// Columns taken from each file, under the layout's names.
    private(set) var ofTest: [Relation.NamedExpression] = []
    private(set) var ofPredictions: [Relation.NamedExpression] = []
    private(set) var label: ColumnInfo?
    private(set) var labelIsFromPredictions = false
    /// The label that the predictions repeat.
    private(set) var repeatedLabel: ColumnInfo?
    private(set) var weight: ColumnInfo?
    private(set) var weightIsFromPredictions = false
    private(set) var repeatedWeight = false
    private(set) var prediction: ColumnInfo?
    private(set) var status: ColumnInfo?
    /// The layout's name of each score: under its own name in `scores:`, the main one under the empty name.
    private(set) var scores: [String: String] = [:]
    /// A column that a metric names (`mean(latency_ms)`).
    private(set) var named: ColumnInfo?

    init(
        _ source: MetricSource, test: ShapedFile, predictions: ShapedFile, column: String?
    ) throws(MetricProblem) {
        let declared = source.defaults?.columns ?? PredictionColumns()
        try takeLabel(source.role?.label, declared.label, test, predictions)
        try takeWeight(source.role?.weight, declared.weight, test, predictions)
        if let name = declared.prediction {
            let info = try predictions.column(name, as: "prediction")
            prediction = info
            ofPredictions.append(.init(ColumnName.prediction, .column(name)))
        }
        if let name = declared.status {
            let info = try predictions.column(name, as: "status")
            guard info.type == .text else { throw .errored("the status column `\(name)` holds no texts") }
            status = info
            ofPredictions.append(.init(ColumnName.status, .column(name)))
        }
        var scores = declared.scores
        let positive = source.defaults?.positiveLabel?.text
        if let main = declared.score ?? positive.flatMap({ declared.probabilities[$0] }) { scores[""] = main }
        for (number, name) in scores.keys.sorted().enumerated() {
            let info = try predictions.column(scores[name] ?? "", as: "score")
            self.scores[name] = ColumnName.score(number + 1)
            ofPredictions.append(.init(ColumnName.score(number + 1), try Self.number(info)))
        }
        if let column {
            let info = try predictions.column(declared.scores[column] ?? column, as: "column of a metric")
            named = info
            ofPredictions.append(.init(ColumnName.named, try Self.number(info)))
        }
    }

    private mutating func takeLabel(
        _ ofRole: String?, _ declared: String?, _ test: ShapedFile, _ predictions: ShapedFile
    ) throws(MetricProblem) {
        let inTest = [ofRole, declared].lazy.compactMap { $0.flatMap(test.shape.column) }.first
        let inPredictions = [declared, ofRole].lazy.compactMap { $0.flatMap(predictions.shape.column) }.first
        label = inTest ?? inPredictions
        labelIsFromPredictions = inTest == nil
        if let inTest { ofTest.append(.init(ColumnName.label, .column(inTest.name))) }
        guard let inPredictions else { return }
        let name = inTest == nil ? ColumnName.label : ColumnName.repeatedLabel
        ofPredictions.append(.init(name, .column(inPredictions.name)))
        if inTest != nil { repeatedLabel = inPredictions }
    }

    private mutating func takeWeight(
        _ ofRole: String?, _ declared: String?, _ test: ShapedFile, _ predictions: ShapedFile
    ) throws(MetricProblem) {
        let inTest = [ofRole, declared].lazy.compactMap { $0.flatMap(test.shape.column) }.first
        let inPredictions = [declared, ofRole].lazy.compactMap { $0.flatMap(predictions.shape.column) }.first
        weight = inTest ?? inPredictions
        weightIsFromPredictions = inTest == nil
        if let inTest { ofTest.append(.init(ColumnName.weight, try Self.number(inTest))) }
        guard let inPredictions else { return }
        let name = inTest == nil ? ColumnName.weight : ColumnName.repeatedWeight
        ofPredictions.append(.init(name, try Self.number(inPredictions)))
        repeatedWeight = inTest != nil
    }

    /// The column as a DOUBLE (a FLOAT 0.7 is not at least 0.7); NULL where a text cannot be read as a number.
    private static func number(_ column: ColumnInfo) throws(MetricProblem) -> Expression {
        let value = Expression.column(column.name)
        switch column.type {
        case .number: return value
        case .integer: return .tryCast(value, .number)
        case .boolean:
            return .choose([.init(when: value, then: .number(1)), .init(when: !value, then: .zero)], otherwise: .null)
        case .text where column.isUntyped: return .tryCast(value, .number)
        default: throw .errored("the column `\(column.name)` (\(column.physicalType)) holds no numbers")
        }
    }
}
