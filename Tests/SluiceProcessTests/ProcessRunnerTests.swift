import Testing

@testable import SluiceProcess

@Suite struct ProcessRunnerTests {
    @Test func argumentsArriveVerbatim() async throws {
        let arguments = ["two words", "'q' \"q\" `q`", "line\nbreak", "$HOME; *", "", "-n", "é\u{301}"]
        let result = try await ProcessRunner.run(ChildProcess("printf", ["%s\\0"] + arguments))
        #expect(result.outputText == arguments.map { $0 + "\0" }.joined())
    }

    @Test func aChildSeesOnlyTheEnvironmentItIsGiven() async throws {
        let host = ["PATH": "/usr/bin:/bin", "TOKEN": "secret", "LD_PRELOAD": "x.so", "HOME": "/home/someone"]
        let environment = ChildEnvironment(inheriting: ["HOME", "ABSENT"], setting: ["EXTRA": "a=b"], from: host)
        let result = try await ProcessRunner.run(ChildProcess("env", environment: environment))
        let expected = ["EXTRA=a=b", "HOME=/home/someone", "LANG=C.UTF-8", "PATH=/usr/bin:/bin", "TZ=UTC"]
        #expect(result.outputText.split(separator: "\n").map(String.init).sorted() == expected)
    }

    @Test func nothingOfOwnEnvironmentIsInheritedByDefault() async throws {
        let result = try await ProcessRunner.run(ChildProcess("env"))
        let names = result.outputText.split(separator: "\n").map { $0.prefix { $0 != "=" } }
        #expect(names.sorted() == ["LANG", "PATH", "TZ"])
    }

    @Test func inputIsReadToItsEnd() async throws {
        let input = [UInt8](repeating: 7, count: 20_000_000)
        let result = try await ProcessRunner.run(ChildProcess("wc", ["-c"], input: input))
        #expect(result.outputText.split(separator: "\n").first == "20000000")
    }

    @Test func aChildThatDoesNotReadItsInputIsNoError() async throws {
        let input = [UInt8](repeating: 7, count: 20_000_000)
        let result = try await ProcessRunner.run(
            ChildProcess("sh", ["-c", "exec 0<&-; echo done; exit 3"], input: input))
        #expect(result.exitCode == 3)
        #expect(result.outputText == "done\n")
    }

    @Test func bothOutputsAndTheExitCodeAreReported() async throws {
        let result = try await shell("echo out; echo err >&2; exit 42")
        #expect(result.exitCode == 42)
        #expect(result.outputText == "out\n")
        #expect(result.errorText == "err\n")
    }

    @Test func aHundredMegabytesOfOutputArriveWhole() async throws {
        let limits = ProcessLimits(standardOutput: 120_000_000)
        let result = try await ProcessRunner.run(
            ChildProcess("head", ["-c", "104857600", "/dev/zero"], limits: limits))
        #expect(result.standardOutput.count == 104_857_600)
    }

    @Test(arguments: ["cat /dev/zero", "cat /dev/zero >&2"])
    func outputWithoutEndIsAnErrorOfItsOwn(script: String) async throws {
        await #expect(throws: ProcessError.outputLimit(program: "sh")) {
            try await shell(script, limits: ProcessLimits(standardOutput: 1_000_000, standardError: 1_000_000))
        }
    }

    @Test func aMissingProgramSaysHowToGetIt() async throws {
        let error = ProcessError.notFound(program: "no-such-program", installation: "Install it.")
        await #expect(throws: error) {
            try await ProcessRunner.run(ChildProcess("no-such-program", installation: "Install it."))
        }
        #expect(error.description == "no-such-program was not found\n  Install it.")
    }

    @Test func programsInTheCurrentFolderAreNotFound() {
        #expect(ProgramLocator.find("sh", path: ":.:relative") == nil)
        #expect(ProgramLocator.find("./sh") == nil)
        #expect(ProgramLocator.find("/usr") == nil)
        #expect(ProgramLocator.find("sh", path: ".:/usr/bin:/bin")?.hasPrefix("/") == true)
    }

    @Test func aMissingWorkingFolderIsAnError() async throws {
        await #expect(throws: ProcessError.self) {
            try await ProcessRunner.run(ChildProcess("pwd", workingDirectory: "/no/such/folder"))
        }
    }

    @Test func anArgumentWithNULIsRefused() async throws {
        await #expect(throws: ProcessError.couldNotStart(program: "echo", reason: "an argument holds a NUL byte")) {
            try await ProcessRunner.run(ChildProcess("echo", ["a\0b"]))
        }
    }

    @Test func aCrashIsAnErrorThatKeepsWhatWasPrinted() async throws {
        let error = await #expect(throws: ProcessError.self) { try await shell("echo before; kill -SEGV $$") }
        guard case .signal(let program, let number, let result)? = error else {
            Issue.record("not a signal: \(String(describing: error))")
            return
        }
        #expect(program == "sh")
        #expect(number == 11)
        #expect(result.outputText == "before\n")
    }

    @Test func limitsHoldInsideTheChild() async throws {
        let limits = ProcessLimits(addressSpace: 1 << 30, processorSeconds: 7, fileSize: 1 << 20)
        let result = try await shell("ulimit -v; ulimit -t; ulimit -f; ulimit -c", limits: limits)
        #expect(result.outputText == "1048576\n7\n2048\n0\n")
    }

    @Test func processorTimeWithoutEndIsEnded() async throws {
        let limits = ProcessLimits(processorSeconds: 1)
        let error = await #expect(throws: ProcessError.self) { try await shell("while :; do :; done", limits: limits) }
        guard case .signal(_, let number, _)? = error else {
            Issue.record("not a signal: \(String(describing: error))")
            return
        }
        #expect(number == 24)
    }
}
