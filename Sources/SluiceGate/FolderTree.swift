import Glibc
package import SluiceCore

/// The files of a folder on disk. Symbolic links are reported and never followed.
package struct FolderTree: FileTree {
    private let root: String

    /// - Parameter root: an absolute path.
    package init(root: String) { self.root = root }

    package func entry(at path: String) throws(FileTreeError) -> FileEntry? {
        var status = stat()
        guard lstat(path.isEmpty ? root : "\(root)/\(path)", &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw FileTreeError(path: path, message: String(cString: strerror(errno)))
        }
        let kind: FileKind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .symbolicLink
            default: .other
            }
        return FileEntry(name: RepositoryPath.name(of: path), kind: kind, object: nil)
    }

    package func children(of path: String) throws(FileTreeError) -> [FileEntry] {
        guard try entry(at: path)?.kind == .folder else { return [] }
        guard let stream = opendir(path.isEmpty ? root : "\(root)/\(path)") else {
            throw FileTreeError(path: path, message: String(cString: strerror(errno)))
        }
        defer { closedir(stream) }
        var entries: [FileEntry] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard name != ".", name != "..", name != ".git" else { continue }
            if let entry = try entry(at: RepositoryPath.join(path, name)) { entries.append(entry) }
        }
        return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    package func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]? {
        guard try entry(at: path)?.kind == .file else { return nil }
        guard let bytes = DiskFile.read("\(root)/\(path)", limit: limit) else {
            throw FileTreeError(path: path, message: "cannot be read, or is larger than \(limit) bytes")
        }
        return bytes
    }
}
