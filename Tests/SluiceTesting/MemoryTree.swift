package import SluiceCore
import Synchronization

/// A tree of files in memory that counts how often each is read.
package final class MemoryTree: FileTree {
    private let files: [String: [UInt8]]
    private let links: [String: FileKind]
    private let counts = Mutex<[String: Int]>([:])

    /// - Parameters:
    ///   - files: texts by path.
    ///   - links: symbolic links, submodules and the like by path.
    package init(_ files: [String: String], links: [String: FileKind] = [:]) {
        self.files = files.mapValues { Array($0.utf8) }
        self.links = links
    }

    /// The paths read so far, each with the number of times.
    package var reads: [String: Int] { counts.withLock { $0 } }

    /// The same tree with some files replaced, or removed where the text is nil.
    package func changing(_ changes: [String: String?], links: [String: FileKind] = [:]) -> MemoryTree {
        var texts = files.mapValues { String(decoding: $0, as: UTF8.self) }
        for (path, text) in changes { texts[path] = text }
        return MemoryTree(texts, links: self.links.merging(links) { $1 })
    }

    package func entry(at path: String) throws(FileTreeError) -> FileEntry? {
        if path.isEmpty { return FileEntry(name: "", kind: .folder, object: nil) }
        return try children(of: RepositoryPath.folder(of: path)).first { $0.name == RepositoryPath.name(of: path) }
    }

    package func children(of path: String) throws(FileTreeError) -> [FileEntry] {
        let prefix = path.isEmpty ? "" : path + "/"
        var entries: [String: FileKind] = [:]
        for other in files.keys where other.hasPrefix(prefix) {
            let rest = other.dropFirst(prefix.count)
            entries[String(rest.prefix { $0 != "/" })] = rest.contains("/") ? .folder : .file
        }
        for (other, kind) in links where RepositoryPath.folder(of: other) == path {
            entries[RepositoryPath.name(of: other)] = kind
        }
        return entries.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { FileEntry(name: $0.key, kind: $0.value, object: nil) }
    }

    package func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]? {
        counts.withLock { $0[path, default: 0] += 1 }
        guard let bytes = files[path] else { return nil }
        guard bytes.count <= limit else {
            throw FileTreeError(path: path, message: "the file is larger than \(limit) bytes")
        }
        return bytes
    }
}
