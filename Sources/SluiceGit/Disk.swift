import Glibc

/// The few system calls that Sluice makes beside libgit2; none follows a symbolic link unless it says so.
enum Disk {
    /// What `lstat` says about a path.
    struct Status: Sendable {
        let mode: mode_t
        let size: Int64
        let inode: UInt64
        /// Seconds and nanoseconds of the last change of the bytes.
        let modified: (seconds: Int, nanoseconds: Int)
        /// Seconds and nanoseconds of the last change of bytes or attributes.
        let changed: (seconds: Int, nanoseconds: Int)

        var isFile: Bool { mode & S_IFMT == S_IFREG }
        var isFolder: Bool { mode & S_IFMT == S_IFDIR }
        var isSymbolicLink: Bool { mode & S_IFMT == S_IFLNK }
        var isExecutable: Bool { mode & S_IXUSR != 0 }
    }

    /// nil when nothing is there, or something above it is no folder.
    static func status(_ path: String) -> Status? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return Status(status)
    }

    /// Whether a regular file is there, symbolic links followed (users link their own configuration).
    static func isRegularFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// The absolute path with symbolic links resolved; nil when there is none.
    static func realPath(_ path: String) -> String? {
        guard let resolved = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// The names in a folder in no order, without `.` and `..`; nil when it cannot be read as a folder.
    static func names(in folder: String) -> [String]? {
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0, let stream = unsafe fdopendir(descriptor) else { return nil }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let item = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &item.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The bytes of a regular file of at most `limit` bytes.
    static func read(_ path: String, limit: Int) -> ReadResult {
        let descriptor = unsafe open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return errno == ENOENT || errno == ENOTDIR ? .absent : .failed(lastError()) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return .failed("it is no regular file")
        }
        guard status.st_size <= limit else { return .tooLarge(Int64(status.st_size)) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: min(1 << 20, max(4096, Int(status.st_size) + 1)))
        while true {
            let count = unsafe Glibc.read(descriptor, &chunk, chunk.count)
            if count == 0 { return .bytes(bytes) }
            guard count > 0 else { return .failed(lastError()) }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { return .tooLarge(Int64(bytes.count)) }
        }
    }

    enum ReadResult {
        case bytes([UInt8])
        case absent
        case tooLarge(Int64)
        case failed(String)
    }

    /// The text of a small file that git itself wrote, without the line end; nil when there is none.
    static func line(_ path: String) -> String? {
        guard case .bytes(let bytes) = read(path, limit: 1 << 20) else { return nil }
        return String(decoding: bytes.prefix { $0 != 10 && $0 != 0 }, as: UTF8.self)
    }

    /// Writes a new file; an existing one, or a symbolic link, is an error.
    ///
    /// - Returns: what went wrong, or nil.
    static func create(_ path: String, _ bytes: UnsafeRawBufferPointer) -> String? {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return lastError() }
        defer { _ = close(descriptor) }
        var written = 0
        while written < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = unsafe write(descriptor, rest.baseAddress, min(rest.count, 1 << 24))
            guard count > 0 else { return lastError() }
            written += count
        }
        return nil
    }

    /// Where a symbolic link points.
    static func linkTarget(_ path: String) -> [UInt8]? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe readlink(path, &buffer, buffer.count)
        return count < 0 ? nil : buffer[..<count].map { UInt8(bitPattern: $0) }
    }

    static func lastError() -> String { unsafe String(cString: strerror(errno)) }
}

extension Disk.Status {
    init(_ status: stat) {
        self.init(
            mode: status.st_mode, size: Int64(status.st_size), inode: UInt64(status.st_ino),
            modified: (Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)),
            changed: (Int(status.st_ctim.tv_sec), Int(status.st_ctim.tv_nsec)))
    }
}
