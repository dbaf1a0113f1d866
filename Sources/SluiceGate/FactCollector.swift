package import SluiceChecks
package import SluiceCore
package import SluiceQuery
package import SluiceRegistry

/// Gathers what checks need: bytes and their digests, columns, measures, code, documents.
package final class FactCollector: FactGatherer {
    private let bytes: ByteSource
    private let judged: any FileTree
    private let code: (CodeEntry) -> Facts.Code
    /// Makes an engine that reads the files at the given places.
    private let makeEngine: ([Digest: String]) -> any QueryEngine
    /// Every statement that was run, in order.
    package private(set) var statements: [StatementRecord] = []

    package init(
        bytes: ByteSource, judged: any FileTree, code: @escaping (CodeEntry) -> Facts.Code,
        makeEngine: @escaping ([Digest: String]) -> any QueryEngine
    ) {
        self.bytes = bytes
        self.judged = judged
        self.code = code
        self.makeEngine = makeEngine
    }

    package func gather(_ needs: [Need], into facts: inout Facts) async {
        var shapes: [DataFile] = []
        var measures: [Measure] = []
        for need in needs {
            switch need {
            case .bytes(let reference): facts.bytes[reference] = bytes.find(reference)
            case .recordedDocument(let reference): facts.recordedDocuments[reference] = bytes.document(reference)
            case .document(let path): facts.documents[path] = document(path)
            case .code(let entry): facts.code[entry] = code(entry)
            case .shape(let file): shapes.append(file)
            case .measure(let measure): measures.append(measure)
            }
        }
        guard !shapes.isEmpty || !measures.isEmpty else { return }
        let engine = makeEngine(bytes.paths)
        if !shapes.isEmpty {
            // Sorted, so that the engine sees the same order on every run.
            let answers = await engine.shapes(
                of: shapes.sorted { $0.label.utf8.lexicographicallyPrecedes($1.label.utf8) })
            let missing = EngineError(.failed, "the engine gave no answer")
            for file in shapes { facts.shapes[file] = answers[file] ?? .failure(missing) }
        }
        if !measures.isEmpty {
            let evaluation = await engine.evaluate(measures)
            let missing = EngineError(.failed, "the engine gave no answer")
            for measure in measures { facts.measures[measure] = evaluation.values[measure] ?? .failure(missing) }
            statements += evaluation.statements
        }
    }

    private func document(_ path: String) -> Facts.Document {
        do {
            guard let entry = try judged.entry(at: path) else { return .absent }
            guard entry.kind == .file else { return .unreadable("`\(path)` is not a regular file") }
            guard let content = try judged.read(path, limit: RepositoryPath.manifestLimit) else { return .absent }
            return String(validating: content, as: UTF8.self).map(Facts.Document.text) ?? .unreadable("not UTF-8 text")
        } catch {
            return .unreadable(error.message)
        }
    }
}
