import SluiceCore
import SluiceQuery

extension DataFile {
    /// The file at `path`, in the format that its name's ending says; nil when it says none.
    init?(path: String, digest: Digest, label: String) {
        guard let format = DataFormat(path: path) else { return nil }
        self.init(digest: digest, format: format, label: label)
    }
}

extension Facts {
    /// The value of a measure that counts; an engine that did not answer with a whole number gave no answer.
    func wholeNumber(_ measure: Measure) -> Result<Int64, EngineError> {
        switch measures[measure] {
        case .success(.integer(let value)): .success(value)
        case .success(let other): .failure(EngineError(.failed, "the engine answered `\(other.compact)` to a count"))
        case .failure(let error): .failure(error)
        case nil: .failure(EngineError(.failed, "the measure was not evaluated"))
        }
    }
}

/// How many rows, as a sum of aggregates minus others: each is a measure of its own, so that equal ones merge.
struct RowTally: Hashable {
    var added: [Expression]
    var subtracted: [Expression] = []

    func measures(over relation: Relation) -> [Measure] {
        (added + subtracted).map { Measure($0, over: relation) }
    }

    func value(over relation: Relation, _ facts: Facts) -> Result<Int64, EngineError> {
        var total: Int64 = 0
        for (terms, sign) in [(added, Int64(1)), (subtracted, Int64(-1))] {
            for term in terms {
                switch facts.wholeNumber(Measure(term, over: relation)) {
                case .success(let value): total += sign * value
                case .failure(let error): return .failure(error)
                }
            }
        }
        return .success(total)
    }
}
