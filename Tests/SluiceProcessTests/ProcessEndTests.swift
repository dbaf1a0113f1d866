import Testing

@testable import SluiceProcess

/// Whoever holds a named pipe open for writing is alive: `cat` ends when the last of them has ended, and a runner whose
/// time is up fails the test.
@Suite struct ProcessEndTests {
    @Test func aTreeThatIgnoresTerminationIsKilledWhenTimeIsUp() async throws {
        let scratch = try Scratch()
        let pipe = try await scratch.pipe("alive")
        async let reader = ProcessRunner.run(ChildProcess("cat", [pipe], limits: ProcessLimits(time: .seconds(60))))
        let script = """
            trap '' TERM; exec 3> "$1"; echo started >&3
            (trap '' TERM; sleep 1000) & sleep 1000; sleep 1000
            """
        await #expect(throws: ProcessError.timeout(program: "sh", after: .seconds(1))) {
            try await shell(script, [pipe], limits: ProcessLimits(time: .seconds(1)))
        }
        #expect(try await reader.outputText == "started\n")
    }

    @Test func whatAChildLeavesBehindIsEnded() async throws {
        let scratch = try Scratch()
        let pipe = try await scratch.pipe("alive")
        async let reader = ProcessRunner.run(ChildProcess("cat", [pipe], limits: ProcessLimits(time: .seconds(60))))
        let result = try await shell("exec 3> \"$1\"; echo started >&3; sleep 1000 & exit 0", [pipe])
        #expect(result.isSuccess)
        #expect(try await reader.outputText == "started\n")
    }

    @Test func cancellationEndsTheChild() async throws {
        let scratch = try Scratch()
        let (pipe, ready) = (try await scratch.pipe("alive"), try await scratch.pipe("ready"))
        async let reader = ProcessRunner.run(ChildProcess("cat", [pipe], limits: ProcessLimits(time: .seconds(60))))
        let task = Task {
            try await shell("exec 3> \"$1\"; echo started >&3; echo > \"$2\"; exec sleep 1000", [pipe, ready])
        }
        _ = try await ProcessRunner.run(ChildProcess("cat", [ready]))
        task.cancel()
        await #expect(throws: ProcessError.cancelled(program: "sh")) { try await task.value }
        #expect(try await reader.outputText == "started\n")
    }

    @Test func aChildDiesWithItsParent() async throws {
        let scratch = try Scratch()
        let (pipe, ready) = (try await scratch.pipe("alive"), try await scratch.pipe("ready"))
        let folder = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let probe = try #require(Self.probe(in: folder.joined(separator: "/")))
        let script = """
            "$3" sh -c 'exec 3> "$1"; echo started >&3; echo > "$2"; exec sleep 1000' sh "$1" "$2" & parent=$!
            read line < "$2"; kill -9 $parent
            """
        async let reader = ProcessRunner.run(ChildProcess("cat", [pipe], limits: ProcessLimits(time: .seconds(60))))
        let result = try await shell(script, [pipe, ready, probe])
        #expect(result.isSuccess)
        #expect(try await reader.outputText == "started\n")
    }

    /// The probe lies beside the test program, or above it where tests are a bundle.
    private static func probe(in folder: String) -> String? {
        var parts = folder.split(separator: "/", omittingEmptySubsequences: false)
        while !parts.isEmpty {
            if let found = ProgramLocator.find("\(parts.joined(separator: "/"))/process-probe") { return found }
            parts.removeLast()
        }
        return nil
    }
}
