/// A program to run, with everything it may see and use. There is no shell: arguments reach the program as they are.
package struct ChildProcess: Sendable {
    /// A name to look up in `PATH`, or an absolute path.
    package var program: String
    package var arguments: [String]
    /// What the program reads from standard input; an empty list closes it at once.
    package var input: [UInt8]
    package var environment: ChildEnvironment
    /// Nil keeps the current folder.
    package var workingDirectory: String?
    package var limits: ProcessLimits
    /// How a person gets the program, for the error that says it is missing.
    package var installation: String

    package init(
        _ program: String, _ arguments: [String] = [], input: [UInt8] = [],
        environment: ChildEnvironment = ChildEnvironment(), workingDirectory: String? = nil,
        limits: ProcessLimits = ProcessLimits(), installation: String = ""
    ) {
        self.program = program
        self.arguments = arguments
        self.input = input
        self.environment = environment
        self.workingDirectory = workingDirectory
        self.limits = limits
        self.installation = installation
    }
}

/// What a child may use. Memory, processor time and file size are set by `prlimit` before the program starts, and so
/// hold for its own children too.
package struct ProcessLimits: Sendable, Hashable {
    /// Wall-clock time until the child and its process group are ended.
    package var time: Duration
    /// Bytes of standard output.
    package var standardOutput: Int
    /// Bytes of standard error.
    package var standardError: Int
    /// Bytes of address space.
    package var addressSpace: Int?
    /// Seconds of processor time.
    package var processorSeconds: Int?
    /// Bytes of the largest file that the child may write.
    package var fileSize: Int?

    package init(
        time: Duration = .seconds(120), standardOutput: Int = 64 << 20, standardError: Int = 4 << 20,
        addressSpace: Int? = nil, processorSeconds: Int? = nil, fileSize: Int? = nil
    ) {
        self.time = time
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.addressSpace = addressSpace
        self.processorSeconds = processorSeconds
        self.fileSize = fileSize
    }

    /// The arguments of prlimit(1); empty where nothing is limited.
    var options: [String] {
        // A soft limit before the hard one: the child ends by SIGXCPU, which says why.
        let given = [
            addressSpace.map { "--as=\($0)" }, processorSeconds.map { "--cpu=\($0):\($0 + 5)" },
            fileSize.map { "--fsize=\($0)" },
        ].compactMap { $0 }
        return given.isEmpty ? [] : given + ["--core=0"]
    }
}

/// How a child ended by itself, and what it printed.
package struct ProcessResult: Sendable, Hashable {
    package let exitCode: Int32
    package let standardOutput: [UInt8]
    package let standardError: [UInt8]

    package init(exitCode: Int32, standardOutput: [UInt8], standardError: [UInt8]) {
        self.exitCode = exitCode
        self.standardOutput = standardOutput
        self.standardError = standardError
    }

    package var isSuccess: Bool { exitCode == 0 }
    /// Standard output as text; bytes that are not UTF-8 become U+FFFD.
    package var outputText: String { String(decoding: standardOutput, as: UTF8.self) }
    /// Standard error as text; bytes that are not UTF-8 become U+FFFD.
    package var errorText: String { String(decoding: standardError, as: UTF8.self) }
}
