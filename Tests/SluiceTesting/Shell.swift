import Glibc

/// Runs real programs for tests, with nothing inherited from the machine: no user configuration, a fixed identity,
/// fixed dates and UTC.
package enum Shell {
    /// What a program said.
    package struct Output: Sendable {
        /// The exit code; 128 + signal when a signal ended the program.
        package let status: Int32
        package let standardOutput: [UInt8]
        package let standardError: [UInt8]

        /// Standard output without trailing line ends.
        package var text: String {
            String(decoding: standardOutput.reversed().drop { $0 == 10 || $0 == 13 }.reversed(), as: UTF8.self)
        }
        package var errorText: String { String(decoding: standardError, as: UTF8.self) }
        /// The lines of `text`; empty when there is none.
        package var lines: [String] { text.isEmpty ? [] : text.split(separator: "\n").map(String.init) }
    }

    /// A program that could not be started, or ended with an exit code other than 0.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs a program, found on PATH, and waits for it.
    ///
    /// - Parameters:
    ///   - arguments: the program and its arguments; no shell is involved.
    ///   - environment: added to the scrubbed environment, and stronger.
    /// - Returns: what it wrote and its exit code; 127 when there is no such program.
    /// - Throws: `Failure` when nothing can be started at all.
    package static func run(
        _ arguments: [String], in folder: String, input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Output {
        let files = (try temporaryFile(), try temporaryFile(), try temporaryFile())
        defer { [files.0, files.1, files.2].forEach { _ = close($0) } }
        _ = input.withUnsafeBytes { pwrite(files.0, $0.baseAddress, $0.count, 0) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, files.0, 0)
        posix_spawn_file_actions_adddup2(&actions, files.1, 1)
        posix_spawn_file_actions_adddup2(&actions, files.2, 2)

        let variables = scrubbed(home: folder).merging(environment) { $1 }
        var process = pid_t()
        // `env` changes the folder: glibc's spawn action for that is not visible to Swift.
        let command = ["env", "--chdir=\(folder)"] + arguments
        let problem = withCStrings(command) { argumentPointers in
            withCStrings(variables.map { "\($0.key)=\($0.value)" }) { variablePointers in
                posix_spawnp(&process, command[0], &actions, nil, argumentPointers, variablePointers)
            }
        }
        guard problem == 0 else {
            throw Failure(description: "cannot start \(arguments[0]): \(String(cString: strerror(problem)))")
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let code = status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
        return Output(status: code, standardOutput: contents(files.1), standardError: contents(files.2))
    }

    /// Runs a program that must succeed.
    ///
    /// - Throws: `Failure`, with what the program wrote, when it does not.
    @discardableResult
    package static func check(
        _ arguments: [String], in folder: String, input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> Output {
        let output = try run(arguments, in: folder, input: input, environment: environment)
        guard output.status == 0 else {
            let command = arguments.joined(separator: " ")
            throw Failure(description: "\(command): exit \(output.status)\n\(output.text)\n\(output.errorText)")
        }
        return output
    }

    /// The environment of every program: `home` stands in for the user's folder.
    package static func scrubbed(home: String) -> [String: String] {
        [
            "PATH": getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin",
            "HOME": home, "TZ": "UTC", "LC_ALL": "C.UTF-8",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0",
            "GIT_AUTHOR_NAME": "Ada Author", "GIT_AUTHOR_EMAIL": "ada@example.org",
            "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
            "GIT_COMMITTER_NAME": "Carl Committer", "GIT_COMMITTER_EMAIL": "carl@example.org",
            "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
        ]
    }

    /// A file without a name: output cannot block on a full pipe, and nothing is left behind.
    private static func temporaryFile() throws -> Int32 {
        guard let name = strdup("/tmp/sluice-test-XXXXXX") else { throw Failure(description: "no memory") }
        defer { free(name) }
        let descriptor = mkstemp(name)
        guard descriptor >= 0 else { throw Failure(description: "cannot make a temporary file in /tmp") }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return descriptor
    }

    private static func contents(_ descriptor: Int32) -> [UInt8] {
        let size = Int(lseek(descriptor, 0, SEEK_END))
        return [UInt8](unsafeUninitializedCapacity: max(0, size)) { buffer, count in
            count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
        }
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
