import Glibc
package import SluiceCore

/// The digest of a folder: the SHA-256 over lines `<hex>  <relative path>\n`, sorted by bytes. Names are part of it,
/// so a file that is moved changes it; empty folders, permissions and times are not.
package struct FolderDigest: Sendable, Hashable {
    package struct Entry: Sendable, Hashable {
        /// Relative to the folder, separated by `/`.
        package let path: String
        package let digest: Digest
        /// Bytes.
        package let size: Int64
    }

    package let digest: Digest
    /// Sorted by the bytes of the path.
    package let files: [Entry]

    /// The sum of the files' sizes in bytes.
    package var size: Int64 { files.reduce(0) { $0 + $1.size } }

    /// Hashes every file below the folder at `path`.
    ///
    /// - Parameter progress: called with the bytes read so far in all files.
    /// - Throws: `ArtifactError` for symbolic links and everything else that is neither file nor folder, for names that
    ///   are not UTF-8 or hold a line break, and for a folder without files.
    package static func compute(
        path: String, progress: ((Int64) -> Void)? = nil
    ) throws(ArtifactError) -> FolderDigest {
        var walk = FolderWalk(root: path, progress: progress)
        try walk.visit(OpenFile(path, path: path), prefix: "")
        guard !walk.files.isEmpty else {
            throw ArtifactError(.missing, path: path, "holds no file", remedy: "Name a folder that holds the artifact.")
        }
        let files = walk.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        return FolderDigest(digest: digestOfLines(files.map { ($0.path, $0.digest) }), files: files)
    }
}

private struct FolderWalk {
    let root: String
    let progress: ((Int64) -> Void)?
    var files: [FolderDigest.Entry] = []
    var hashed: Int64 = 0

    /// Deeper folders than this are refused: a hostile archive must not exhaust descriptors.
    private static let maximumDepth = 64

    mutating func visit(_ folder: consuming OpenFile, prefix: String, depth: Int = 0) throws(ArtifactError) {
        let path = folder.path
        let identity = try folder.identity()
        guard identity.isFolder, depth <= FolderWalk.maximumDepth else {
            throw ArtifactError(
                .notRegular, path: path, identity.isFolder ? "lies too deep" : "is no folder",
                remedy: "Name a folder of files, at most \(FolderWalk.maximumDepth) levels deep.")
        }
        for name in try FolderWalk.names(in: folder.descriptor, path: path) {
            let child = try OpenFile(name, path: "\(path)/\(name)", in: folder.descriptor)
            if try child.identity().isFolder {
                try visit(child, prefix: "\(prefix)\(name)/", depth: depth + 1)
            } else {
                let base = hashed
                let progress = progress
                let file = try FileDigest.compute(child) { progress?(base + $0) }
                hashed += file.size
                files.append(FolderDigest.Entry(path: prefix + name, digest: file.digest, size: file.size))
            }
        }
    }

    private static func names(in folder: Int32, path: String) throws(ArtifactError) -> [String] {
        // `fdopendir` takes the descriptor over, so it gets one of its own.
        let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let stream = fdopendir(copy) else {
            throw ArtifactError.system(errno, path: path, "be listed")
        }
        defer { closedir(stream) }
        var names: [String] = []
        errno = 0
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(validatingCString: $0) }
            }
            guard let name, !name.utf8.contains(where: { $0 == 10 || $0 == 13 }) else {
                throw ArtifactError(
                    .badName, path: path, "holds a name that is not UTF-8 or has a line break",
                    remedy: "Rename the file.")
            }
            if name != ".", name != ".." { names.append(name) }
        }
        guard errno == 0 else { throw ArtifactError.system(errno, path: path, "be listed") }
        return names
    }
}
