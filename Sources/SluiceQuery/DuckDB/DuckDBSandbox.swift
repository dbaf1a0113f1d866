import Glibc
import SluiceCore
import SluiceProcess

/// Where one run of DuckDB lives: an empty private folder, the inputs under names that Sluice chose, and nothing else.
///
/// With bubblewrap the inputs are read-only mounts in namespaces without network, home or other programs. Without it
/// they are links, and a file whose identity changed meanwhile makes every answer void. (A hard link would itself
/// change the identity that other runs compare, so links are symbolic, made to the path without links.)
struct DuckDBSandbox {
    private let folder: ScratchFolder
    private let client: DuckDBClient
    private let limits: DuckDBLimits
    private let bubblewrap: String?
    private var inputs: [(file: DataFile, source: String, name: String)] = []
    private var identities: [(file: DataFile, path: String, identity: FileIdentity)] = []

    init(client: DuckDBClient, limits: DuckDBLimits, bubblewrap: String?, scratch: String?) throws(EngineError) {
        self.client = client
        self.limits = limits
        self.bubblewrap = bubblewrap
        folder = try ScratchFolder(in: scratch)
        try folder.makeFolder("work")
        try folder.makeFolder("work/spill")
        try folder.makeFolder("work/in")
    }

    func remove() { folder.remove() }

    /// Makes a file visible to the client.
    /// - Throws: `.missing` when it is not there, `.tampered` when it is not the file whose digest was computed.
    mutating func add(_ file: DataFile, _ bound: BoundFile) throws(EngineError) {
        guard let resolved = realpath(bound.path, nil), let identity = FileIdentity(path: bound.path) else {
            throw EngineError(.missing, "\(file.label): the file is not there")
        }
        defer { free(resolved) }
        guard bound.identity == nil || bound.identity == identity else { throw Self.tampered(file) }
        identities.append((file, bound.path, identity))
        let name = "\(file.digest.hex).\(file.format.rawValue)"
        guard !inputs.contains(where: { $0.name == name }) else { return }
        let source = String(cString: resolved)
        if bubblewrap == nil, symlink(source, "\(folder.path)/work/in/\(name)") != 0 {
            throw EngineError(.failed, "\(file.label): no link to the file could be made")
        }
        inputs.append((file, source, name))
    }

    /// The path under which the client sees a file.
    func path(of file: DataFile) -> String {
        "\(bubblewrap == nil ? "in" : "/in")/\(file.digest.hex).\(file.format.rawValue)"
    }

    var paths: [String] { inputs.map { path(of: $0.file) } }

    /// The files that were replaced or written since they were added.
    var tampered: [DataFile: EngineError] {
        var found: [DataFile: EngineError] = [:]
        for (file, path, identity) in identities where FileIdentity(path: path) != identity {
            found[file] = Self.tampered(file)
        }
        return found
    }

    private static func tampered(_ file: DataFile) -> EngineError {
        EngineError(
            .tampered, "\(file.label): the file changed while it was being checked",
            remedy: "Run again when nothing writes to it.")
    }

    /// A text from the client, without any path of this run.
    func withoutPaths(_ text: String) -> String {
        var text = text
        for input in inputs {
            for path in ["\(folder.path)/work/in/\(input.name)", "/in/\(input.name)", "in/\(input.name)", input.source]
            {
                text = text.replacing(path, with: input.file.label)
            }
        }
        return text.replacing(folder.path, with: "")
    }

    /// The client, reading `script` from standard input.
    func process(_ script: String) -> ChildProcess {
        let arguments = ["-no-init", "-batch", "-jsonlines"]
        let seconds = Int(limits.time.components.seconds) + 1
        let bounds = ProcessLimits(
            time: limits.time, standardOutput: limits.output, standardError: 16 << 20,
            addressSpace: limits.memory + DuckDBLimits.overhead, processorSeconds: seconds * max(1, limits.threads),
            fileSize: limits.spill)
        let work = "\(folder.path)/work"
        guard let bubblewrap else {
            return ChildProcess(
                client.path, arguments, input: Array(script.utf8),
                environment: ChildEnvironment(setting: ["HOME": work, "PATH": "/usr/bin:/bin", "TMPDIR": work]),
                workingDirectory: work, limits: bounds, installation: DuckDBLocator.installation)
        }
        var mounts = Bubblewrap.options(client: client.path) + ["--bind", work, "/tmp", "--chdir", "/tmp"]
        for input in inputs { mounts += ["--ro-bind", input.source, "/in/\(input.name)"] }
        return ChildProcess(
            bubblewrap, mounts + ["--", Bubblewrap.client] + arguments, input: Array(script.utf8),
            environment: ChildEnvironment(setting: ["PATH": "/usr/bin:/bin"]), workingDirectory: work, limits: bounds)
    }
}
