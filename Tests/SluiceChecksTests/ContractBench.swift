import SluiceChecks
import SluiceContracts
import SluiceCore
import SluiceQuery
import SluiceTesting

@testable import SluiceRegistry

/// Judges a contract on one file of rows with real DuckDB.
struct ContractBench {
    let folder: ScratchFolder
    let client: DuckDBClient

    static func use<Result>(_ body: (ContractBench) async throws -> Result) async throws -> Result {
        let client = try await client()
        return try await ScratchFolder.use { try await body(ContractBench(folder: $0, client: client)) }
    }

    /// The client as the product finds it, else the package that the repository's bootstrap installs.
    private static func client() async throws -> DuckDBClient {
        if let client = try? await DuckDBLocator.locate() { return client }
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return try await DuckDBLocator.locate(environment: ["PATH": "\(root)/.venv/bin"], besideProgram: nil)
    }

    /// A Parquet file of the rows of a query.
    func parquet(_ query: String) throws -> Rows {
        let path = folder.path("rows.parquet")
        let output = try Shell.run(
            [client.path, "-c", "COPY (\(query)) TO '\(path)' (FORMAT parquet)"], in: folder.path)
        guard output.status == 0 else { throw BenchFailure(description: output.errorText) }
        return Rows(name: "rows.parquet", bytes: try folder.read("rows.parquet"))
    }

    func csv(_ text: String) throws -> Rows {
        try folder.write("rows.csv", text)
        return Rows(name: "rows.csv", bytes: Array(text.utf8))
    }

    struct Rows {
        let name: String
        let bytes: [UInt8]
        var digest: Digest { Digest.of(bytes) }
    }

    /// The findings of a contract with these properties, by rule.
    func judge(_ rows: Rows, properties: String, object: String = "") async throws -> ContractFindings {
        let indented = { (text: String) in text.split(separator: "\n").map { "      \($0)\n" }.joined() }
        let yaml = """
            apiVersion: v3.1.0
            kind: DataContract
            id: demo
            version: 1.0.0
            status: active
            schema:
              - name: rows

            """ + (properties.isEmpty ? "" : "    properties:\n" + indented(properties))
            + object.split(separator: "\n").map { "    \($0)\n" }.joined()
        let contract = try ContractReader.read(Array(yaml.utf8), file: "demo.odcs.yaml")
        return try await judge(rows, contract)
    }

    func judge(_ rows: Rows, _ contract: DataContract) async throws -> ContractFindings {
        guard let object = contract.objects.first else { throw BenchFailure(description: "the contract has no object") }
        var subject = TestSubject()
        subject.model.data = [TestSubject.role("test", contract: "demo.odcs.yaml")]
        subject.version.data = [TestSubject.file("test", "data/\(rows.name)", rows.digest)]
        subject.contracts["test"] = .contract(
            Loaded(value: contract, path: "demo.odcs.yaml", digest: Digest.of("contract")), object: object,
            source: .base)
        let path = folder.path(rows.name)
        let engine = DuckDBEngine(
            client: client, binding: [rows.digest: BoundFile(path: path, identity: FileIdentity(path: path))],
            scratch: folder.path)
        let facts = await gather(ContractCheck(), subject.subject, engine, size: Int64(rows.bytes.count))
        return ContractFindings(list: ContractCheck().judge(subject.subject, facts).findings)
    }

    /// Asks a check what it needs until it needs nothing new, as the gate does.
    private func gather(_ check: any Check, _ subject: CheckSubject, _ engine: DuckDBEngine, size: Int64) async -> Facts
    {
        var facts = Facts()
        while true {
            let needs = check.needs(for: subject, known: facts).filter { !facts.knows($0) }
            if needs.isEmpty { return facts }
            var measures: [Measure] = []
            for need in needs {
                switch need {
                case .bytes(let reference): facts.bytes[reference] = .present(size: size)
                case .shape(let file): facts.shapes.merge(await engine.shapes(of: [file])) { $1 }
                case .measure(let measure): measures.append(measure)
                case .code, .document, .recordedDocument: return facts
                }
            }
            if !measures.isEmpty { facts.measures.merge(await engine.evaluate(measures).values) { $1 } }
        }
    }
}

/// What a contract check found.
struct ContractFindings {
    let list: [Finding]

    /// The finding of a rule, by the end of its path.
    func callAsFunction(_ rule: String) throws -> Finding {
        let found = list.filter { $0.rule?.hasSuffix(rule) == true }
        guard found.count == 1, let finding = found.first else {
            throw BenchFailure(description: "\(found.count) findings end in \(rule): \(list.compactMap(\.rule))")
        }
        return finding
    }

    var outcomes: [String: Outcome] {
        Dictionary(list.map { ($0.rule ?? "", $0.outcome) }, uniquingKeysWith: { first, _ in first })
    }
}

struct BenchFailure: Error, CustomStringConvertible { let description: String }
