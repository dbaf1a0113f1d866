import SluiceQuery
import SluiceRegistry

/// Metrics that use only the order of the scores, by their names.
enum RankingMetric: String, Sendable, CaseIterable {
    case areaUnderROC = "roc_auc"
    case averagePrecision = "average_precision"
}

/// Examples by distinct score. Weights become whole numbers, so that running sums are exact: a weight is multiplied by
/// a power of two that brings the greatest one near 2^22, and then counted in units of 2^-40.
struct ScoreTable {
    static let score = "score"
    static let positives = "positives"
    static let negatives = "negatives"
    static let positivesSoFar = "positives_so_far"
    static let negativesSoFar = "negatives_so_far"

    /// One row for each score.
    let scores: Relation
    /// How many units stand for weight 1 (or for one example).
    let unitsPerWeight: Double

    /// - Parameter score: the layout's name of a score column.
    init(_ layout: PredictionLayout, score: String, greatestWeight: Double?) {
        let column = Expression.column(score)
        let actual = Expression.column(ColumnName.actual)
        var columns: [Relation.NamedExpression] = [
            .init(Self.score, column), .init(ColumnName.actual, actual),
        ]
        guard let greatestWeight else {
            let rows = Relation.select(layout.judged, columns, where: nil)
            scores = .group(
                rows, by: [Self.score],
                [.init(Self.positives, .countIf(actual)), .init(Self.negatives, .countIf(!actual))])
            unitsPerWeight = 1
            return
        }
        let factor = Double(sign: .plus, exponent: 21 - greatestWeight.exponent, significand: 1)
        let weight = Expression.column(ColumnName.weight)
        columns.append(.init(ColumnName.weight, weight * .number(factor)))
        let rows = Relation.select(layout.judged, columns, where: .greater(weight, .zero))
        scores = .group(
            rows, by: [Self.score],
            [
                .init(Self.positives, .sumScaled(.when(actual, weight, otherwise: .zero))),
                .init(Self.negatives, .sumScaled(.when(!actual, weight, otherwise: .zero))),
            ])
        unitsPerWeight = factor * 0x1p40
    }

    /// With running sums from the greatest score down, or from the smallest up.
    func running(descending: Bool) -> Relation {
        .running(
            scores, orderBy: Self.score, descending: descending,
            sums: [
                .init(Self.positivesSoFar, of: Self.positives), .init(Self.negativesSoFar, of: Self.negatives),
            ])
    }
}

extension BinaryMetric {
    func ranking(
        _ metric: RankingMetric, _ totals: Totals?, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        guard let table = table(totals) else { return nil }
        switch metric {
        case .areaUnderROC: return try areaUnderROC(table, totals, &reader)
        case .averagePrecision: return try averagePrecision(table, totals, &reader)
        }
    }

    /// Nil while the greatest weight is not known, or where there are no examples.
    func table(_ totals: Totals?) -> ScoreTable? {
        guard let score else { return nil }
        guard reference.weighted else { return ScoreTable(layout, score: score, greatestWeight: nil) }
        guard let greatest = totals?.greatestWeight, greatest > 0 else { return nil }
        return ScoreTable(layout, score: score, greatestWeight: greatest)
    }

    /// Σ p·(2·negatives below + negatives at) / 2PN over distinct scores: the share of pairs in the right order, ties
    /// counting one half.
    private func areaUnderROC(
        _ table: ScoreTable, _ totals: Totals?, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        let rows = table.running(descending: false)
        let positives = Expression.column(ScoreTable.positives)
        let negatives = Expression.column(ScoreTable.negatives)
        let twiceBelow = .integer(2) * .column(ScoreTable.negativesSoFar) - negatives
        let numerator: Double?
        let classes = try reader.integers([.sumInteger(positives), .sumInteger(negatives)], over: table.scores)
        if reference.weighted {
            // The product of two sums of scaled weights does not fit into 128 bits.
            numerator = try reader.numbers([.sumNumber(.number(1) * positives * twiceBelow)], over: rows)?[0]
        } else {
            numerator = try reader.integers([.sumInteger(positives * twiceBelow)], over: rows).map { Double($0[0]) }
        }
        guard let numerator, let classes else { return nil }
        guard classes[0] > 0 else { throw .undefined("no example is positive") }
        guard classes[1] > 0 else { throw .undefined("no example is negative") }
        return numerator / (2 * Double(classes[0]) * Double(classes[1]))
    }

    /// Σ (p/P)·TP/(TP+FP) over distinct scores, from the greatest down.
    private func averagePrecision(
        _ table: ScoreTable, _ totals: Totals?, _ reader: inout MeasureReader
    ) throws(MetricProblem) -> Double? {
        let rows = table.running(descending: true)
        let positives = Expression.column(ScoreTable.positives)
        let hits = Expression.column(ScoreTable.positivesSoFar)
        let predicted = hits + .column(ScoreTable.negativesSoFar)
        let classes = try reader.integers([.sumInteger(positives)], over: table.scores)
        let precision = Expression.when(.greater(predicted, .integer(0)), hits / predicted, otherwise: .zero)
        let sum: Double?
        if reference.weighted {
            sum = try reader.numbers([.sumNumber(.number(1) * positives * precision)], over: rows)?[0]
        } else {
            // A scaled sum holds values up to 2^22; more positives than that at one score are summed in other units.
            let isSmall = Expression.atMost(positives, .integer(1 << 22))
            let sums = try reader.scaled(
                [
                    .sumScaled(.when(isSmall, positives * precision, otherwise: .zero)),
                    .sumScaled(.when(isSmall, .zero, otherwise: positives * precision * .number(0x1p-20))),
                ], over: rows)
            sum = sums.map { $0[0] + $0[1] * 0x1p20 }
        }
        guard let classes, let sum else { return nil }
        guard classes[0] > 0 else { throw .undefined("no example is positive") }
        return sum / Double(classes[0])
    }
}
