import SluiceCore

/// A working folder that has a branch checked out.
package struct CheckedOutFolder: Sendable, Hashable {
    /// The top of the working folder, absolute.
    package let path: String
    /// What is half done there, such as `merge` or `rebase`; nil when nothing is.
    package let operationInProgress: String?
}

extension GitRepository {
    /// The working folders, main and linked, that are on a branch; one whose rebase or bisect of that branch is under
    /// way counts, as it does for git.
    ///
    /// - Parameter branch: the full name, such as `refs/heads/main`.
    package func foldersOn(branch: String) -> [CheckedOutFolder] {
        gitFolders().compactMap { folder in
            var names = [Disk.line(folder.git + "/HEAD").flatMap(GitRepository.symbolicTarget)]
            names += ["rebase-merge/head-name", "rebase-apply/head-name"].map { Disk.line("\(folder.git)/\($0)") }
            names.append(Disk.line(folder.git + "/BISECT_START").map { "refs/heads/\($0)" })
            guard names.contains(branch) else { return nil }
            return CheckedOutFolder(path: folder.working, operationInProgress: GitRepository.operation(in: folder.git))
        }
    }

    /// What is half done in this working folder, such as `merge` or `rebase`; nil when nothing is.
    package var operationInProgress: String? { GitRepository.operation(in: gitFolder) }

    private static func symbolicTarget(_ line: String) -> String? {
        guard line.hasPrefix("ref:") else { return nil }
        return String(line.dropFirst(4).drop { $0 == " " || $0 == "\t" })
    }

    private static func operation(in gitFolder: String) -> String? {
        let marks = [
            ("MERGE_HEAD", "merge"), ("rebase-merge", "rebase"), ("rebase-apply", "rebase"),
            ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"), ("BISECT_LOG", "bisect"),
            ("sequencer", "sequence of picks"), ("index.lock", "index update"),
        ]
        return marks.first { Disk.status("\(gitFolder)/\($0.0)") != nil }?.1
    }

    /// The git folder and working folder of the main checkout, if there is one, and of each linked worktree.
    private func gitFolders() -> [(git: String, working: String)] {
        var folders: [(git: String, working: String)] = []
        if !isWorktree, let workingFolder {
            folders.append((commonFolder, workingFolder))
        } else if isWorktree, RepositoryPath.name(of: commonFolder) == ".git" {
            folders.append((commonFolder, RepositoryPath.folder(of: commonFolder)))
        }
        for name in (Disk.names(in: commonFolder + "/worktrees") ?? []).sorted() {
            let git = "\(commonFolder)/worktrees/\(name)"
            // `gitdir` names the `.git` file of the worktree, absolute or relative to this folder.
            guard let link = Disk.line(git + "/gitdir") else { continue }
            let file = link.hasPrefix("/") ? link : "\(git)/\(link)"
            let working = RepositoryPath.folder(of: file)
            folders.append((git, Disk.realPath(working) ?? working))
        }
        return folders
    }
}
