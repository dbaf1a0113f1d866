import Glibc
import SluiceTesting

/// The built program, run as a person runs it.
enum Product {
    /// The folder of Package.swift.
    static let root = String(#filePath.dropLast("/Tests/IntegrationTests/Product.swift".utf8.count))

    /// `$SLUICE_BINARY`, else the release binary.
    static var binary: String { variable("SLUICE_BINARY") ?? "\(root)/.build/release/sluice" }

    /// Runs the program with nothing inherited but the engine: the project's virtual environment on PATH, or
    /// `$SLUICE_DUCKDB`.
    static func run(
        _ arguments: [String], in folder: String, environment: [String: String] = [:]
    ) throws -> Shell.Output {
        var variables = ["PATH": "\(root)/.venv/bin:" + (variable("PATH") ?? "/usr/bin:/bin")]
        if let engine = variable("SLUICE_DUCKDB") { variables["SLUICE_DUCKDB"] = engine }
        return try Shell.run([binary] + arguments, in: folder, environment: variables.merging(environment) { $1 })
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

extension Shell.Output {
    /// Everything that was said, with runs of white space made one space, so that wrapping does not matter.
    var said: String {
        (text + " " + errorText).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
