import Glibc

/// An open file descriptor, closed exactly once.
struct OpenFile: ~Copyable {
    let descriptor: Int32
    let path: String

    /// Opens a name for reading without following a symbolic link and without waiting (a pipe would block for ever).
    init(_ name: String, path: String, in folder: Int32 = AT_FDCWD) throws(ArtifactError) {
        let descriptor = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENXIO
                ? ArtifactError.notRegularFile(path) : ArtifactError.system(errno, path: path, "be opened")
        }
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func identity() throws(ArtifactError) -> FileIdentity {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw ArtifactError.system(errno, path: path, "be looked at") }
        return FileIdentity(status)
    }
}

/// What must stay the same while a file is read: the file itself, its size, and the times of its last changes.
struct FileIdentity: Hashable {
    let device: UInt64
    let inode: UInt64
    let mode: UInt32
    let size: Int64
    let modified: [Int]
    let changed: [Int]

    init(_ status: stat) {
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = status.st_mode
        size = Int64(status.st_size)
        modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }

    var isRegularFile: Bool { mode & S_IFMT == S_IFREG }
    var isFolder: Bool { mode & S_IFMT == S_IFDIR }
}

extension ArtifactError {
    static func notRegularFile(_ path: String) -> ArtifactError {
        ArtifactError(
            .notRegular, path: path, "is no regular file", remedy: "Name a file, not a folder, pipe, socket or device.")
    }
}
