import FoundationEssentials
import SluiceCore
import SluiceProcess

@testable import SluiceQuery

/// A scratch folder with data files made by the real client, and engines over them.
final class Workbench {
    let folder: String
    let client: DuckDBClient
    private var binding: [Digest: BoundFile] = [:]

    /// The client as the product finds it, else the package that the repository's bootstrap installs.
    static func client() async throws -> DuckDBClient {
        if let client = try? await DuckDBLocator.locate() { return client }
        let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
        return try await DuckDBLocator.locate(environment: ["PATH": "\(root)/.venv/bin"], besideProgram: nil)
    }

    init() async throws {
        folder = FileManager.default.temporaryDirectory.path + "/sluice-tests-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        client = try await Self.client()
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// Registers the file at a path below the folder.
    func file(_ path: String, label: String? = nil) throws -> DataFile {
        let whole = "\(folder)/\(path)"
        let digest = Digest.of(try Data(contentsOf: URL(filePath: whole)))
        guard let format = DataFormat(path: path) else { throw UnknownFormat() }
        binding[digest] = BoundFile(path: whole, identity: FileIdentity(path: whole))
        return DataFile(digest: digest, format: format, label: label ?? "table@1.0.0:\(path)")
    }

    /// Writes a file of rows as text.
    func write(_ path: String, _ text: String) throws -> DataFile { try write(path, Array(text.utf8)) }

    func write(_ path: String, _ bytes: [UInt8]) throws -> DataFile {
        let whole = "\(folder)/\(path)"
        let parent = URL(filePath: whole).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: whole))
        return try file(path)
    }

    /// Writes a Parquet file with the real client.
    func parquet(_ path: String, _ query: String) async throws -> DataFile {
        let whole = "\(folder)/\(path)"
        let parent = URL(filePath: whole).deletingLastPathComponent().path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        let script = "COPY (\(query)) TO '\(whole)' (FORMAT parquet);\n"
        let result = try await ProcessRunner.run(ChildProcess(client.path, ["-bail"], input: Array(script.utf8)))
        guard result.isSuccess else { throw ClientFailed(message: result.errorText) }
        return try file(path)
    }

    /// The file compressed by gzip(1), beside it.
    func gzip(_ path: String) async throws -> DataFile {
        let result = try await ProcessRunner.run(ChildProcess("gzip", ["-k", "\(folder)/\(path)"]))
        guard result.isSuccess else { throw ClientFailed(message: result.errorText) }
        return try file(path + ".gz")
    }

    func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(path)"))) }

    func engine(
        _ isolation: DuckDBIsolation = .automatic, limits: DuckDBLimits = DuckDBLimits(), client: DuckDBClient? = nil
    ) -> DuckDBEngine {
        DuckDBEngine(
            client: client ?? self.client, binding: binding, limits: limits, isolation: isolation, scratch: folder)
    }

    /// One value; throws what the engine says against it.
    func value(_ expression: SluiceQuery.Expression, over relation: Relation, isolation: DuckDBIsolation = .automatic)
        async throws
        -> JSON?
    {
        let measure = Measure(expression, over: relation)
        return try await engine(isolation).evaluate([measure]).values[measure]?.get()
    }

    /// A program that stands in for the client.
    func script(_ text: String) throws -> DuckDBClient {
        let path = "\(folder)/client-\(UUID().uuidString)"
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        return DuckDBClient(path: path, version: client.version)
    }

    /// Private folders of engines that were not removed.
    func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasPrefix("sluice-") }
    }

    /// Runs statements of a test's own in the place where the engine runs its own.
    func session<Value>(
        _ isolation: DuckDBIsolation, _ files: [DataFile], _ use: (DuckDBSession) async throws -> Value
    ) async throws -> Value {
        let bubblewrap = isolation == .links ? nil : await Bubblewrap.working(for: client)
        var sandbox = try DuckDBSandbox(
            client: client, limits: DuckDBLimits(), bubblewrap: bubblewrap, scratch: folder)
        defer { sandbox.remove() }
        for file in files {
            guard let bound = binding[file.digest] else { throw UnknownFormat() }
            try sandbox.add(file, bound)
        }
        return try await use(DuckDBSession(limits: DuckDBLimits(), sandbox: sandbox))
    }

    struct UnknownFormat: Error {}
    struct ClientFailed: Error { let message: String }
}
