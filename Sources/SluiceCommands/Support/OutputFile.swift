import Glibc
import SluiceCore

/// Files that a person asked for: written beside their place and moved there, so that no reader sees half of one.
enum OutputFile {
    static func write(_ text: String, to path: String) throws { try write(Array(text.utf8), to: path) }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let temporary = "\(path).\(getpid()).partial"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure("cannot write", path) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                if errno == EINTR { continue }
                let error = failure("cannot write", path)
                close(descriptor)
                unlink(temporary)
                throw error
            }
            rest = rest.dropFirst(written)
        }
        guard fsync(descriptor) == 0 || errno == EINVAL, close(descriptor) == 0, rename(temporary, path) == 0 else {
            let error = failure("cannot write", path)
            unlink(temporary)
            throw error
        }
    }

    /// Makes a folder and those above it.
    static func makeFolder(_ path: String) throws {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            prefix += prefix.isEmpty || prefix.hasSuffix("/") ? String(part) : "/\(part)"
            if mkdir(prefix, 0o755) != 0, errno != EEXIST { throw failure("cannot make the folder", prefix) }
        }
    }

    private static func failure(_ what: String, _ path: String) -> CommandFailure {
        CommandFailure(.undecided, "\(what) `\(path)`: \(String(cString: strerror(errno)))")
    }
}
