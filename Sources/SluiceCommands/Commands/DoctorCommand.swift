import ArgumentParser
import SluiceCore
import SluiceProcess
import SluiceQuery

/// `sluice doctor`: what is installed, what is missing, and how to get it.
struct DoctorCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is installed, what is missing, and how to get it.",
        discussion: "EXAMPLES\n  sluice doctor")

    private struct Program {
        let name: String
        let purpose: String
        let isNeeded: Bool
        let package: String
    }

    private static let programs = [
        Program(name: "git", purpose: "updates checked-out branches", isNeeded: true, package: "git"),
        Program(name: "prlimit", purpose: "bounds the engine", isNeeded: true, package: "util-linux"),
        Program(name: "setpriv", purpose: "ends the engine with its parent", isNeeded: true, package: "util-linux"),
        Program(name: "bwrap", purpose: "shows the engine its inputs only", isNeeded: false, package: "bubblewrap"),
    ]

    func execute() throws -> ExitStatus {
        var lines = ["sluice \(Sluice.version)"]
        var isComplete = true
        let engine = try runBlocking { () async -> Result<DuckDBClient, EngineError> in
            do throws(EngineError) { return .success(try await DuckDBLocator.locate()) } catch {
                return .failure(error)
            }
        }
        switch engine {
        case .success(let client): lines.append("✓ duckdb   \(client.version), evaluates measures")
        case .failure(let error):
            isComplete = false
            lines.append("✗ duckdb   \(error)")
        }
        for program in DoctorCommand.programs {
            let name = program.name + String(repeating: " ", count: max(1, 9 - program.name.count))
            if ProgramLocator.find(program.name) != nil {
                lines.append("✓ \(name)\(program.purpose)")
            } else {
                isComplete = isComplete && !program.isNeeded
                lines.append(
                    "\(program.isNeeded ? "✗" : "○") \(name)\(program.purpose): `apt-get install \(program.package)`")
            }
        }
        Terminal.print(lines.joined(separator: "\n"))
        return isComplete ? .success : .undecided
    }
}
