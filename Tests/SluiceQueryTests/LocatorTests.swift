import FoundationEssentials
import Testing

@testable import SluiceQuery

@Suite struct LocatorTests {
    @Test func theVariableWinsOverPathAndNeighbour() async throws {
        let bench = try await Workbench()
        let environment = [DuckDBLocator.variable: bench.client.path, "PATH": "/nowhere"]
        let found = try await DuckDBLocator.locate(environment: environment, besideProgram: "/nowhere")
        #expect(found == bench.client)
    }

    @Test func aVariableThatNamesNothingIsAnError() async throws {
        let bench = try await Workbench()
        let folder = bench.client.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let environment = [DuckDBLocator.variable: "/no/such/duckdb", "PATH": folder]
        let error = await #expect(throws: EngineError.self) {
            try await DuckDBLocator.locate(environment: environment, besideProgram: folder)
        }
        #expect(error?.kind == .missing)
        #expect(error?.remedy == DuckDBLocator.installation)
    }

    @Test func aClientBesideTheProgramWinsOverPath() async throws {
        let bench = try await Workbench()
        let folder = bench.client.path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
            separator: "/")
        let found = try await DuckDBLocator.locate(environment: ["PATH": "/nowhere"], besideProgram: folder)
        #expect(found == bench.client)
    }

    @Test func aScriptOfThePythonPackageIsReplacedByItsProgram() async throws {
        let bench = try await Workbench()
        let packages = "\(bench.folder)/env/lib/python3.12/site-packages/duckdb_cli"
        try FileManager.default.createDirectory(atPath: packages, withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(bench.folder)/env/bin", withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: "\(bench.folder)/bin", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: "\(packages)/duckdb", withDestinationPath: bench.client.path)
        let shim = try bench.script("exit 7").path
        try FileManager.default.moveItem(atPath: shim, toPath: "\(bench.folder)/env/bin/duckdb")
        try FileManager.default.createSymbolicLink(
            atPath: "\(bench.folder)/bin/duckdb", withDestinationPath: "../env/bin/duckdb")
        for folder in ["env/bin", "bin"] {
            let environment = ["PATH": "relative:\(bench.folder)/\(folder)"]
            #expect(try await DuckDBLocator.locate(environment: environment, besideProgram: nil) == bench.client)
        }
        let named = [DuckDBLocator.variable: "\(bench.folder)/bin/duckdb"]
        #expect(try await DuckDBLocator.locate(environment: named, besideProgram: nil) == bench.client)
    }

    @Test(arguments: ["echo v1.3.2", "echo hello", "exit 1", "echo v0.10.0"])
    func anOldOrStrangeProgramIsRefused(script: String) async throws {
        let bench = try await Workbench()
        let path = try bench.script(script).path
        await #expect(throws: EngineError.self) { try await DuckDBLocator.client(at: path) }
    }

    @Test(arguments: ["v1.4.0 (Andium)", "v1.10.2", "v2.0.0-rc1 x"])
    func newerVersionsAreAccepted(version: String) async throws {
        let bench = try await Workbench()
        let path = try bench.script("echo '\(version)'").path
        let client = try await DuckDBLocator.client(at: path)
        #expect(version.contains(client.version))
    }
}
