import Glibc
import SluiceProcess
import Synchronization

/// bubblewrap(1): namespaces without network, other processes, home or secrets.
enum Bubblewrap {
    /// Where the client is seen inside.
    static let client = "/client/duckdb"

    /// Everything but the inputs and the working folder.
    static func options(client path: String) -> [String] {
        var options = [
            "--unshare-all", "--unshare-user", "--disable-userns", "--uid", "1000", "--gid", "1000", "--cap-drop",
            "ALL",
            "--die-with-parent", "--new-session", "--clearenv", "--setenv", "PATH", "/usr/bin:/bin", "--setenv", "HOME",
            "/tmp", "--setenv", "LANG", "C.UTF-8", "--setenv", "TZ", "UTC", "--ro-bind", "/usr", "/usr",
        ]
        for name in ["bin", "lib", "lib64", "lib32"] {
            var information = stat()
            guard lstat("/\(name)", &information) == 0 else { continue }
            let isLink = information.st_mode & S_IFMT == S_IFLNK
            options += isLink ? ["--symlink", "usr/\(name)", "/\(name)"] : ["--ro-bind", "/\(name)", "/\(name)"]
        }
        return options + [
            "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--proc", "/proc", "--dev", "/dev", "--dir", "/in",
            "--ro-bind", path, Self.client,
        ]
    }

    private static let known = Mutex<[String: String?]>([:])

    /// The path of bubblewrap if the client runs inside it on this machine (containers and some distributions forbid
    /// it); tried once for each client.
    static func working(for client: DuckDBClient) async -> String? {
        if let answer = known.withLock({ $0[client.path] }) { return answer }
        var answer: String?
        if let program = ProgramLocator.find("bwrap", path: "/usr/bin:/bin:/usr/local/bin") {
            let arguments = options(client: client.path) + ["--tmpfs", "/tmp", "--", Self.client, "--version"]
            let probe = ChildProcess(program, arguments, limits: ProcessLimits(time: .seconds(20)))
            if let result = try? await ProcessRunner.run(probe), result.isSuccess { answer = program }
        }
        known.withLock { $0[client.path] = answer }
        return answer
    }
}
