import FoundationEssentials

@testable import SluiceProcess

/// A folder that is removed afterwards.
final class Scratch {
    let path = FileManager.default.temporaryDirectory.path + "/sluice-process-" + UUID().uuidString

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func pipe(_ name: String) async throws -> String {
        _ = try await ProcessRunner.run(ChildProcess("mkfifo", ["\(path)/\(name)"]))
        return "\(path)/\(name)"
    }
}

/// Runs a shell script; `arguments` are `$1`, `$2`, ….
func shell(
    _ script: String, _ arguments: [String] = [], limits: ProcessLimits = ProcessLimits()
) async throws(ProcessError) -> ProcessResult {
    try await ProcessRunner.run(ChildProcess("sh", ["-c", script, "sh"] + arguments, limits: limits))
}
