/// What a name in a tree stands for.
package enum FileKind: Sendable, Hashable {
    case file
    case folder
    case symbolicLink
    case submodule
    /// A device, socket or anything else that Sluice never reads.
    case other
}

/// One name in a folder.
package struct FileEntry: Sendable, Hashable {
    package let name: String
    package let kind: FileKind
    /// The git object, for trees that live in git; nil for a folder on disk.
    package let object: ObjectID?

    package init(name: String, kind: FileKind, object: ObjectID?) {
        self.name = name
        self.kind = kind
        self.object = object
    }
}

/// A read-only tree of files: a commit, or a folder on disk. Paths are relative, separated by `/`, without `.` or `..`;
/// the empty path is the root. Symbolic links are reported and never followed.
package protocol FileTree: Sendable {
    /// What stands at `path`, or nil when nothing does.
    func entry(at path: String) throws(FileTreeError) -> FileEntry?
    /// The names in the folder at `path`, sorted by their UTF-8 bytes; empty when there is no such folder.
    func children(of path: String) throws(FileTreeError) -> [FileEntry]
    /// The bytes of the file at `path`; nil when there is no file.
    ///
    /// - Throws: `FileTreeError` when the file is larger than `limit` bytes or cannot be read.
    func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]?
}

/// A tree that could not be read.
package struct FileTreeError: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    package let message: String
    package let remedy: String

    package init(path: String, message: String, remedy: String = "") {
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var description: String { "\(path): \(message)" + (remedy.isEmpty ? "" : "\n  \(remedy)") }
}

/// A file or object that a check needs and where it may be.
package enum RepositoryPath {
    /// The largest manifest, policy or contract that is read.
    package static let manifestLimit = 1 << 20

    /// Joins parts with `/`, leaving out empty ones and `.`.
    package static func join(_ parts: String...) -> String {
        parts.filter { !$0.isEmpty && $0 != "." }.joined(separator: "/")
    }

    package static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    package static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
