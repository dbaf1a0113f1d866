import SluiceCore

extension GitRepository {
    /// The paths, of those given, whose working file, index entry and HEAD entry are not all the same, in the order
    /// given. An untracked file where a tracked one would be written counts, and so does a file or symbolic link where
    /// a folder would be needed.
    ///
    /// - Throws: `.unsupported` for a bare repository, a sparse checkout, and a split or sparse index.
    package func uncleanPaths(among paths: [String]) throws(GitError) -> [String] {
        guard let workingFolder else {
            throw GitError("compare the working folder", .unsupported, "a bare repository has none")
        }
        let commit = try head()
        return try locked { repository throws(GitError) in
            try repository.requireFullIndex()
            let tree = try commit.map { commit throws(GitError) in try repository.information(of: commit).tree }
            var unclean: [String] = []
            for path in paths {
                try RepositoryHandle.checkPath(path)
                let recorded = try tree.flatMap { tree throws(GitError) in try repository.entry(at: path, inTree: tree)
                }
                if try !repository.isClean(path, in: workingFolder, recorded: recorded) { unclean.append(path) }
            }
            return unclean
        }
    }
}

extension RepositoryHandle {
    fileprivate func isClean(
        _ path: String, in workingFolder: String, recorded: TreeEntry?
    ) throws(GitError) -> Bool {
        guard try !isConflicted(path), RepositoryHandle.foldersAbove(path, in: workingFolder) else { return false }
        let disk = Disk.status("\(workingFolder)/\(path)")
        let known = try indexEntry(at: path, disk: disk)
        guard known?.id == recorded?.id, known?.mode == recorded?.mode else { return false }
        guard let known else { return disk == nil }
        guard let disk else { return false }
        if known.matchesDisk { return true }
        if disk.isSymbolicLink, known.mode == TreeEntry.linkMode {
            return try hash(linkTarget: Disk.linkTarget("\(workingFolder)/\(path)") ?? []) == known.id
        }
        guard disk.isFile, known.mode == TreeEntry.fileMode || known.mode == TreeEntry.executableMode else {
            return false
        }
        let isExecutable = known.mode == TreeEntry.executableMode
        guard try !trustsExecutableBit() || disk.isExecutable == isExecutable else { return false }
        return try hash(file: path, in: workingFolder) == known.id
    }

    /// Whether everything above a path is a folder or absent.
    private static func foldersAbove(_ path: String, in workingFolder: String) -> Bool {
        var folder = RepositoryPath.folder(of: path)
        while !folder.isEmpty {
            if let status = Disk.status("\(workingFolder)/\(folder)"), !status.isFolder { return false }
            folder = RepositoryPath.folder(of: folder)
        }
        return true
    }
}
