import ArgumentParser
import Glibc
import SluiceCore

/// The program: reads the command line, runs one command, and turns its outcome into an exit code.
public enum Application {
    /// Runs and exits; never returns.
    public static func main() -> Never {
        // A child that exits while its input is written must give an error, not end this process.
        signal(SIGPIPE, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        exit(run(arguments).rawValue)
    }

    static func run(_ arguments: [String]) -> ExitStatus {
        if let word = Unbuilt.refusal(of: arguments) {
            Terminal.printError(word)
            return .usage
        }
        do {
            var command = try SluiceCommand.parseAsRoot(arguments)
            if let command = command as? any StatusCommand { return try command.execute() }
            try command.run()
            return .success
        } catch {
            return report(error)
        }
    }

    /// Prints an error where errors go and says which exit code it means.
    private static func report(_ error: any Error) -> ExitStatus {
        if let failure = CommandFailure(describing: error) {
            Terminal.printError("sluice: \(failure)")
            return failure.status
        }
        let message = SluiceCommand.fullMessage(for: error)
        switch SluiceCommand.exitCode(for: error) {
        case .success:
            if !message.isEmpty { Terminal.print(message) }
            return .success
        default:
            if !message.isEmpty { Terminal.printError(message) }
            return .usage
        }
    }
}

/// A command whose run has an outcome beyond "worked".
protocol StatusCommand: ParsableCommand {
    func execute() throws -> ExitStatus
}

extension StatusCommand {
    func run() throws {
        // Only reached when something outside `Application` runs the command.
        let status = try execute()
        if status != .success { throw ExitCode(status.rawValue) }
    }
}
