package import SluiceCore

/// The files of a working folder, listed as a commit of them would list them: `.git` and ignored files are hidden
/// unless they are tracked, empty folders too. Symbolic links are reported and never followed; nothing inside a
/// submodule or another repository is shown. Files are read as they are on disk.
package struct WorkingTree: FileTree {
    package let repository: GitRepository
    /// The top of the working folder, absolute.
    package let folder: String
    /// The commit that is checked out; nil before the first one.
    package let head: GitTree?

    package func entry(at path: String) throws(FileTreeError) -> FileEntry? {
        try find(path).map { FileEntry(name: RepositoryPath.name(of: path), kind: $0.kind, object: nil) }
    }

    package func children(of path: String) throws(FileTreeError) -> [FileEntry] {
        guard try find(path)?.kind == .folder, let names = Disk.names(in: absolute(path)) else { return [] }
        var children: [FileEntry] = []
        for name in names.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            if let kind = try kind(of: RepositoryPath.join(path, name)) {
                children.append(FileEntry(name: name, kind: kind, object: nil))
            }
        }
        return children
    }

    package func read(_ path: String, limit: Int) throws(FileTreeError) -> [UInt8]? {
        guard try find(path)?.kind == .file else { return nil }
        switch Disk.read(absolute(path), limit: limit) {
        case .bytes(let bytes): return bytes
        case .absent: return nil
        case .tooLarge(let size):
            throw FileTreeError(path: path, message: "the file has \(size) bytes; at most \(limit) are read")
        case .failed(let message): throw FileTreeError(path: path, message: message)
        }
    }

    /// The size in bytes of the file at `path`; nil when there is no file.
    package func size(of path: String) throws(FileTreeError) -> Int? {
        try find(path).flatMap { $0.kind == .file ? Int($0.status.size) : nil }
    }

    func absolute(_ path: String) -> String { path.isEmpty ? folder : "\(folder)/\(path)" }

    /// What stands at a path, provided that everything above it is a visible folder.
    func find(_ path: String) throws(FileTreeError) -> (kind: FileKind, status: Disk.Status)? {
        var found = FileKind.folder
        var visited = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: false) where !path.isEmpty {
            // A hidden or foreign folder above hides what is in it.
            guard found == .folder, !part.isEmpty, part != ".", part != "..", !part.utf8.contains(0) else { return nil }
            visited = RepositoryPath.join(visited, String(part))
            guard let kind = try kind(of: visited) else { return nil }
            found = kind
        }
        return Disk.status(absolute(path)).map { (found, $0) }
    }

    /// The kind of what stands at a path whose parent is a visible folder; nil when it is hidden or not there.
    private func kind(of path: String) throws(FileTreeError) -> FileKind? {
        guard RepositoryPath.name(of: path).lowercased() != ".git", let status = Disk.status(absolute(path)) else {
            return nil
        }
        let recorded = try recordedKind(of: path)
        if recorded == nil, try isIgnored(path, status), try !isTracked(path) { return nil }
        if status.isFile { return .file }
        if status.isSymbolicLink { return .symbolicLink }
        guard status.isFolder else { return .other }
        if recorded == .submodule || Disk.status(absolute(path) + "/.git") != nil { return .submodule }
        return try holdsFiles(path) ? .folder : nil
    }

    private func holdsFiles(_ path: String) throws(FileTreeError) -> Bool {
        for name in Disk.names(in: absolute(path)) ?? [] {
            if try kind(of: "\(path)/\(name)") != nil { return true }
        }
        return false
    }

    private func recordedKind(of path: String) throws(FileTreeError) -> FileKind? {
        guard let head else { return nil }
        return try head.entry(at: path)?.kind
    }

    private func isIgnored(_ path: String, _ status: Disk.Status) throws(FileTreeError) -> Bool {
        try asking(path) { repository throws(GitError) in
            try repository.isIgnored(path, isFolder: status.isFolder)
        }
    }

    private func isTracked(_ path: String) throws(FileTreeError) -> Bool {
        try asking(path) { repository throws(GitError) in try repository.isTracked(path) }
    }

    private func asking(
        _ path: String, _ body: (borrowing RepositoryHandle) throws(GitError) -> Bool
    ) throws(FileTreeError) -> Bool {
        do throws(GitError) {
            return try repository.locked(body)
        } catch {
            throw FileTreeError(path: path, message: error.message, remedy: error.remedy)
        }
    }
}

extension GitRepository {
    /// The files of the working folder.
    ///
    /// - Throws: `.unsupported` for a bare repository, a sparse checkout, and a split or sparse index.
    package func workingTree() throws(GitError) -> WorkingTree {
        guard let workingFolder else {
            throw GitError("read the working folder", .unsupported, "a bare repository has none")
        }
        try locked { repository throws(GitError) in try repository.requireFullIndex() }
        var checkedOut: GitTree?
        if let commit = try head() { checkedOut = try tree(at: commit) }
        return WorkingTree(repository: self, folder: workingFolder, head: checkedOut)
    }
}
