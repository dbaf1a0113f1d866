import Glibc
import SluiceProcess

/// A DuckDB command-line client that may be used.
package struct DuckDBClient: Sendable, Hashable {
    /// Absolute, without links.
    package let path: String
    /// Such as `1.5.6`.
    package let version: String

    package init(path: String, version: String) {
        self.path = path
        self.version = version
    }
}

/// Finds DuckDB: `$SLUICE_DUCKDB`, beside the running program, then `PATH`. A `duckdb` that is a script (PyPI's shim) is
/// replaced by the native program of its package.
package enum DuckDBLocator {
    package static let installation = "Install it with `pip install duckdb-cli`, or name it in SLUICE_DUCKDB."
    package static let variable = "SLUICE_DUCKDB"
    static let oldest = (major: 1, minor: 4)

    /// - Parameters:
    ///   - environment: where `SLUICE_DUCKDB` and `PATH` are looked up.
    ///   - folder: where the running program lies.
    /// - Throws: `.missing` when there is none, or it is too old.
    package static func locate(
        environment: [String: String] = ChildEnvironment.host, besideProgram folder: String? = programFolder
    ) async throws(EngineError) -> DuckDBClient {
        guard let path = path(environment: environment, besideProgram: folder) else {
            let named = environment[variable].map { _ in "\(variable) does not name a program" }
            throw EngineError(.missing, named ?? "DuckDB was not found", remedy: installation)
        }
        return try await client(at: path)
    }

    /// Asks the program at `path` for its version.
    package static func client(at path: String) async throws(EngineError) -> DuckDBClient {
        let child = ChildProcess(
            path, ["--version"], limits: ProcessLimits(time: .seconds(20)), installation: installation)
        let result: ProcessResult
        do {
            result = try await ProcessRunner.run(child)
        } catch {
            throw EngineError(.missing, "DuckDB does not run: \(error)", remedy: installation)
        }
        let word = result.outputText.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let parts = word.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false)
        guard result.isSuccess, parts.count >= 3, let major = Int(parts[0]), let minor = Int(parts[1]) else {
            throw EngineError(.missing, "the program named as DuckDB does not say its version", remedy: installation)
        }
        let version = String(word.drop { $0 == "v" })
        guard (major, minor) >= oldest else {
            throw EngineError(
                .missing, "DuckDB \(version) is too old: \(oldest.major).\(oldest.minor) or later is needed",
                remedy: installation)
        }
        return DuckDBClient(path: path, version: version)
    }

    /// Whether bubblewrap can isolate the client on this machine; tried once.
    package static func canIsolate(_ client: DuckDBClient) async -> Bool {
        await Bubblewrap.working(for: client) != nil
    }

    static func path(environment: [String: String], besideProgram folder: String?) -> String? {
        if let named = environment[variable], !named.isEmpty {
            return ProgramLocator.find(named, path: environment["PATH"] ?? "").map { native($0) ?? resolved($0) }
        }
        let folders = [folder].compactMap { $0 } + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        for folder in folders where folder.hasPrefix("/") {
            guard let found = ProgramLocator.find("\(folder)/duckdb") else { continue }
            if !isScript(found) { return resolved(found) }
            if let native = native(found) { return native }
        }
        return nil
    }

    /// The folder of the running program.
    package static let programFolder: String? = {
        let path = resolved("/proc/self/exe")
        return path.lastIndex(of: "/").map { String(path[..<$0]) }
    }()

    /// The program that a script of the Python package stands for; nil where `script` is none, or its package is gone.
    private static func native(_ script: String) -> String? {
        guard isScript(script) else { return nil }
        // A script may be reached through a link (pipx); either place may be the environment's.
        for path in [resolved(script), script] {
            let prefix = path.split(separator: "/", omittingEmptySubsequences: false).dropLast(2).joined(separator: "/")
            let libraries = entries(of: "\(prefix)/lib").filter { $0.hasPrefix("python") }.sorted()
            for library in libraries {
                for packages in ["site-packages", "dist-packages"] {
                    let candidate = "\(prefix)/lib/\(library)/\(packages)/duckdb_cli/duckdb"
                    if ProgramLocator.isExecutable(candidate), !isScript(candidate) { return resolved(candidate) }
                }
            }
        }
        return nil
    }

    private static func isScript(_ path: String) -> Bool {
        guard let file = fopen(path, "rb") else { return false }
        defer { fclose(file) }
        return getc(file) == 0x23 && getc(file) == 0x21
    }

    private static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func entries(of folder: String) -> [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
        }
        return names
    }
}
