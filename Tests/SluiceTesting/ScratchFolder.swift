import Glibc

/// An empty folder for one test.
package struct ScratchFolder: Sendable {
    /// Absolute, with symbolic links resolved.
    package let path: String

    /// Runs `body` with a new folder and removes it afterwards, however `body` ends.
    package static func use<Result>(_ body: (ScratchFolder) throws -> Result) throws -> Result {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        return try body(folder)
    }

    /// Runs `body` with a new folder and removes it afterwards, however `body` ends.
    package static func use<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: (ScratchFolder) async throws -> Result
    ) async throws -> Result {
        let folder = try ScratchFolder()
        defer { folder.remove() }
        return try await body(folder)
    }

    private init() throws {
        guard let name = strdup("/tmp/sluice-test-XXXXXX") else { throw Shell.Failure(description: "no memory") }
        defer { free(name) }
        guard mkdtemp(name) != nil else { throw Shell.Failure(description: "cannot make a folder in /tmp") }
        path = String(cString: name)
    }

    private func remove() { _ = try? Shell.run(["rm", "-rf", "--", path], in: "/") }

    /// The absolute path of `relative`.
    package func path(_ relative: String) -> String { "\(path)/\(relative)" }

    /// Writes a file, making the folders above it.
    package func write(_ relative: String, _ bytes: [UInt8]) throws {
        if let slash = relative.lastIndex(of: "/") { try makeFolder(String(relative[..<slash])) }
        let descriptor = open(path(relative), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Shell.Failure(description: "cannot write \(relative)") }
        defer { close(descriptor) }
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Shell.Failure(description: "cannot write \(relative)") }
            written += count
        }
    }

    /// Writes a text file, making the folders above it.
    package func write(_ relative: String, _ text: String) throws { try write(relative, Array(text.utf8)) }

    /// Makes a folder and those above it.
    package func makeFolder(_ relative: String) throws {
        var made = path
        for part in relative.split(separator: "/") {
            made += "/\(part)"
            guard mkdir(made, 0o755) == 0 || errno == EEXIST else {
                throw Shell.Failure(description: "cannot make \(made)")
            }
        }
    }

    /// The bytes of a file.
    package func read(_ relative: String) throws -> [UInt8] {
        let descriptor = open(path(relative), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Shell.Failure(description: "cannot read \(relative)") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
        }
    }

    /// Whether anything stands at the path; symbolic links are not followed.
    package func exists(_ relative: String) -> Bool {
        var status = stat()
        return lstat(path(relative), &status) == 0
    }
}
