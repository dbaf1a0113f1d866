import Glibc
import Subprocess
import Synchronization
import SystemPackage

/// The one place where Sluice starts other programs.
///
/// A child runs in a session of its own, with a scrubbed environment and its limits, and dies with Sluice (by
/// `setpriv --pdeathsig KILL`, where util-linux is present). When it ends, in whatever way, the rest of its process
/// group is ended too.
package enum ProcessRunner {
    /// Runs a child to its end. A non-zero exit code is a result, not an error.
    package static func run(_ child: ChildProcess) async throws(ProcessError) -> ProcessResult {
        _ = ignoreBrokenPipes
        let name = child.program.split(separator: "/").last.map(String.init) ?? child.program
        guard let program = ProgramLocator.find(child.program, path: child.environment.variables["PATH"] ?? "") else {
            throw .notFound(program: name, installation: child.installation)
        }
        let command = wrapped(program, child)
        guard !command.contains(where: { $0.utf8.contains(0) }) else {
            throw .couldNotStart(program: name, reason: "an argument holds a NUL byte")
        }
        let group = ProcessGroup()
        // The leader is gone, and its group has an id of its own as long as a member lives.
        defer { group.end() }
        do {
            return try await race(child, command: command, name: name, group: group)
        } catch let error as ProcessError {
            throw error
        } catch let error as SubprocessError where error.code == .outputLimitExceeded {
            throw .outputLimit(program: name)
        } catch {
            if Task.isCancelled { throw .cancelled(program: name) }
            throw .couldNotStart(program: name, reason: "\(error)")
        }
    }

    /// The child against the clock: whichever ends first ends the other.
    private static func race(
        _ child: ChildProcess, command: [String], name: String, group: ProcessGroup
    ) async throws -> ProcessResult {
        try await withThrowingTaskGroup(of: ProcessResult?.self) { tasks in
            tasks.addTask { try await collect(child, command: command, name: name, group: group) }
            tasks.addTask {
                try await Task.sleep(for: child.limits.time)
                return nil
            }
            defer { tasks.cancelAll() }
            guard let first = try await tasks.next(), let result = first else {
                throw ProcessError.timeout(program: name, after: child.limits.time)
            }
            return result
        }
    }

    private static func collect(
        _ child: ChildProcess, command: [String], name: String, group: ProcessGroup
    ) async throws -> ProcessResult {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .milliseconds(500))
        ]
        let variables = child.environment.variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }
        let configuration = Configuration(
            executable: .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())),
            environment: .custom(Dictionary(variables) { $1 }),
            workingDirectory: child.workingDirectory.map { FilePath($0) },
            platformOptions: options)
        let result = try await Subprocess.run(
            configuration, input: .inputWriter, output: .bytes(limit: child.limits.standardOutput),
            error: .bytes(limit: child.limits.standardError)
        ) { execution in
            group.set(execution.processIdentifier.value)
            // A child may end, or close its input, before it has read everything: its exit code says what that means.
            _ = try? await execution.standardInputWriter.write(child.input)
            try? await execution.standardInputWriter.finish()
        }
        try Task.checkCancellation()
        let printed = (output: result.standardOutput, error: result.standardError)
        switch result.terminationStatus {
        case .exited(let code):
            return ProcessResult(exitCode: code, standardOutput: printed.output, standardError: printed.error)
        case .signaled(let number):
            let result = ProcessResult(
                exitCode: 128 + number, standardOutput: printed.output, standardError: printed.error)
            throw ProcessError.signal(program: name, number: number, result: result)
        }
    }

    /// The command line: death with the parent, then limits, then the program.
    private static func wrapped(_ program: String, _ child: ChildProcess) -> [String] {
        var command: [String] = []
        if let setpriv = setpriv { command += [setpriv, "--pdeathsig", "KILL", "--"] }
        if let prlimit = prlimit, !child.limits.options.isEmpty { command += [prlimit] + child.limits.options + ["--"] }
        return command + [program] + child.arguments
    }

    private static let setpriv = ProgramLocator.find("setpriv", path: "/usr/bin:/bin:/usr/local/bin")
    private static let prlimit = ProgramLocator.find("prlimit", path: "/usr/bin:/bin:/usr/local/bin")

    /// Writing to a child that has ended must be an error, not the end of Sluice. Children start with the default.
    private static let ignoreBrokenPipes: Bool = {
        signal(SIGPIPE, SIG_IGN)
        return true
    }()
}

/// The process group of a child, known once the child has started.
private final class ProcessGroup: Sendable {
    private let leader = Mutex<Int32?>(nil)

    func set(_ identifier: Int32) { leader.withLock { $0 = identifier } }

    func end() {
        if let identifier = leader.withLock({ $0 }) { kill(-identifier, SIGKILL) }
    }
}
