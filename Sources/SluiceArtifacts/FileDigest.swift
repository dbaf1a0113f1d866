import Glibc
package import SluiceCore

/// The SHA-256 and size of a file on disk, read once from start to end.
package struct FileDigest: Sendable, Hashable {
    package let digest: Digest
    /// Bytes.
    package let size: Int64

    package init(digest: Digest, size: Int64) {
        self.digest = digest
        self.size = size
    }

    /// Hashes the file at `path` by reads of 1 MiB. Only regular files are read; a symbolic link as the last name is
    /// refused (links in the folders above are the caller's concern).
    ///
    /// - Parameter progress: called after every read with the bytes read so far.
    /// - Throws: `ArtifactError`, also when the file changed while it was read.
    package static func compute(
        path: String, progress: ((Int64) -> Void)? = nil
    ) throws(ArtifactError) -> FileDigest {
        try compute(OpenFile(path, path: path), progress: progress)
    }

    static let pieceSize = 1 << 20

    static func compute(
        _ file: consuming OpenFile, progress: ((Int64) -> Void)?
    ) throws(ArtifactError) -> FileDigest {
        let before = try file.identity()
        guard before.isRegularFile else { throw ArtifactError.notRegularFile(file.path) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var builder = DigestBuilder()
        var size: Int64 = 0
        while true {
            let count = Glibc.read(file.descriptor, buffer.baseAddress, pieceSize)
            if count < 0 {
                if errno == EINTR { continue }
                throw ArtifactError.system(errno, path: file.path, "be read")
            }
            if count == 0 { break }
            builder.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            size += Int64(count)
            // A file that grows as fast as it is read would never end.
            if size > before.size { break }
            progress?(size)
        }
        guard try file.identity() == before, size == before.size else {
            throw ArtifactError(
                .changed, path: file.path, "changed while it was read", remedy: "Run again when nothing writes to it.")
        }
        return FileDigest(digest: builder.finalize(), size: size)
    }
}
