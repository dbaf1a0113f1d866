import Clibgit2
import SluiceCore
import Synchronization

/// Where objects go that are made through a repository.
package enum ObjectStorage: Sendable {
    /// The repository's own object database, as loose objects.
    case repository
    /// Memory: nothing is written to disk, and the objects vanish with the `GitRepository`. References cannot be
    /// changed through such a repository.
    case memory
}

/// A git repository, read and written without checkout and without starting any process.
///
/// A libgit2 repository may be used from one thread at a time, so a lock guards it; no pointer leaves this target.
package final class GitRepository: Sendable {
    private let handle: Mutex<RepositoryHandle>
    /// The top of the working folder, absolute, without a trailing slash; nil for a bare repository.
    package let workingFolder: String?
    /// The folder of this worktree's HEAD and index, absolute, without a trailing slash.
    package let gitFolder: String
    /// The folder of objects and branches; differs from `gitFolder` in a linked worktree.
    package let commonFolder: String
    package let isBare: Bool
    /// Whether this is a linked worktree (`git worktree add`).
    package let isWorktree: Bool
    package let storage: ObjectStorage

    /// Opens the repository whose working folder contains `path`.
    ///
    /// Looks for `.git` in `path` and the folders above it, and nowhere else: a bare repository inside a checkout is
    /// never found by accident, because its configuration could come from a pull request.
    ///
    /// - Throws: `.notFound`, or `.unsupported` for SHA-256 and reftable repositories.
    package static func open(
        at path: String = ".", storage: ObjectStorage = .repository
    ) throws(GitError) -> GitRepository {
        guard let start = Disk.realPath(path) else {
            throw GitError("open \(path)", .notFound, "there is no such folder")
        }
        var folder = start
        while true {
            let candidate = folder == "/" ? "/.git" : folder + "/.git"
            if Disk.status(candidate) != nil { return try GitRepository(exactly: candidate, storage: storage) }
            guard folder != "/" else { break }
            folder = RepositoryPath.folder(of: folder)
            if folder.isEmpty { folder = "/" }
        }
        throw GitError(
            "open \(path)", .notFound, "neither this folder nor one above it is a git repository",
            remedy: "Run the command inside a clone. For a bare repository, name its folder explicitly.")
    }

    /// Opens the bare repository that is exactly at `path`.
    package static func openBare(
        at path: String, storage: ObjectStorage = .repository
    ) throws(GitError) -> GitRepository {
        guard let folder = Disk.realPath(path) else {
            throw GitError("open \(path)", .notFound, "there is no such folder")
        }
        return try GitRepository(exactly: folder, storage: storage)
    }

    /// Another handle on the same repository that keeps what it writes in memory.
    package func inMemory() throws(GitError) -> GitRepository {
        try GitRepository(exactly: workingFolder.map { $0 + "/.git" } ?? gitFolder, storage: .memory)
    }

    private init(exactly path: String, storage: ObjectStorage) throws(GitError) {
        let opened = try RepositoryHandle.open(path, storage: storage)
        self.workingFolder = opened.workingFolder
        self.gitFolder = opened.gitFolder
        self.commonFolder = opened.commonFolder
        self.isBare = opened.isBare
        self.isWorktree = opened.isWorktree
        self.storage = storage
        self.handle = Mutex(opened)
    }

    /// Runs `body` with the repository, alone.
    func locked<Result: Sendable>(
        _ body: (borrowing RepositoryHandle) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        try handle.withLock { handle throws(GitError) in try body(handle) }
    }

    /// Whether some of the history is missing by request (`git clone --depth`).
    package var isShallow: Bool { handle.withLock { $0.isShallow } }

    /// How many objects have been read from the database through this handle. Objects in libgit2's cache count once.
    package var objectsRead: UInt64 { handle.withLock { $0.objectsRead } }
}
