import Glibc

/// What changes when a file is replaced or written: device, inode, size, and the times of the last change.
package struct FileIdentity: Sendable, Hashable {
    private let device: UInt64
    private let inode: UInt64
    package let size: Int64
    private let modified: [Int]
    private let changed: [Int]

    /// The identity of the regular file at `path` (behind links); nil where there is none.
    package init?(path: String) {
        var information = stat()
        guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(information.st_dev)
        inode = UInt64(information.st_ino)
        size = Int64(information.st_size)
        modified = [information.st_mtim.tv_sec, information.st_mtim.tv_nsec]
        changed = [information.st_ctim.tv_sec, information.st_ctim.tv_nsec]
    }
}

/// A file on disk whose bytes were found to have a digest.
package struct BoundFile: Sendable, Hashable {
    /// Absolute.
    package let path: String
    /// As it was when the digest was computed; nil where that is not known.
    package let identity: FileIdentity?

    package init(path: String, identity: FileIdentity? = nil) {
        self.path = path
        self.identity = identity
    }
}
