import Glibc
import SluiceChecks
import SluiceCore
import SluiceQuery
import SluiceRegistry

/// Counts rows and computes claims over files that were hashed a moment ago.
struct RegistrationMeasures {
    let engine: any QueryEngine
    /// What was hashed: the digest decides which bytes are meant.
    let sizes: [Digest: Int64]

    /// The number of rows; nil for a file that is in no format of rows.
    func rows(of file: PlacedFile, label: String) async throws -> Int64? {
        guard let format = DataFormat(path: file.path) else { return nil }
        let measure = Measure(.count, over: .file(DataFile(digest: file.digest, format: format, label: label)))
        switch await engine.evaluate([measure]).values[measure] {
        case .success(let value): return value.int
        case .failure(let error): throw error
        case nil: throw EngineError(.failed, "the engine gave no answer")
        }
    }

    /// The values of metrics over one dataset.
    func values(of metrics: [MetricReference], _ calculator: MetricCalculator) async -> [MetricReference: MetricValue] {
        var facts = Facts()
        while true {
            let (values, missing) = calculator.values(of: metrics, known: facts)
            let needs = Set(missing.filter { !facts.knows($0) })
            if needs.isEmpty { return values }
            await gather(needs, into: &facts)
        }
    }

    private func gather(_ needs: Set<Need>, into facts: inout Facts) async {
        var shapes: [DataFile] = []
        var measures: [Measure] = []
        for need in needs {
            switch need {
            case .bytes(let reference):
                facts.bytes[reference] =
                    sizes[reference.digest].map { .present(size: $0) } ?? .absent("it was not named")
            case .shape(let file): shapes.append(file)
            case .measure(let measure): measures.append(measure)
            case .code(let entry): facts.code[entry] = .unknown("not looked for")
            case .document(let path): facts.documents[path] = .absent
            case .recordedDocument(let reference): facts.recordedDocuments[reference] = .absent
            }
        }
        let silent = EngineError(.failed, "the engine gave no answer")
        if !shapes.isEmpty {
            let answers = await engine.shapes(of: shapes)
            for file in shapes { facts.shapes[file] = answers[file] ?? .failure(silent) }
        }
        if !measures.isEmpty {
            let answers = await engine.evaluate(measures).values
            for measure in measures { facts.measures[measure] = answers[measure] ?? .failure(silent) }
        }
    }

    /// A claim in seven significant digits: no more than a second run reproduces.
    static func rounded(_ value: Double) -> Double {
        guard value != 0, value.isFinite else { return value }
        let digits = 6 - Int(log10(abs(value)).rounded(.down))
        guard digits > 0, digits <= 22 else { return value }
        let scale = pow(10, Double(digits))
        return (value * scale).rounded() / scale
    }
}
