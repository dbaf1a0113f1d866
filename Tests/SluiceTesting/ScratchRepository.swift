/// A git repository for one test, driven by the real `git`, with branch `main` and no user configuration.
package struct ScratchRepository: Sendable {
    /// Holds the repository in `repository`, and room beside it for clones and worktrees.
    package let folder: ScratchFolder
    /// The working folder (or, when bare, the git folder itself); absolute.
    package let path: String

    /// Runs `body` with a new repository and removes it afterwards.
    package static func use<Result>(bare: Bool = false, _ body: (ScratchRepository) throws -> Result) throws -> Result {
        try ScratchFolder.use { folder in try body(ScratchRepository(in: folder, bare: bare)) }
    }

    /// Runs `body` with a new repository and removes it afterwards.
    package static func use<Result>(
        bare: Bool = false, isolation: isolated (any Actor)? = #isolation,
        _ body: (ScratchRepository) async throws -> Result
    ) async throws -> Result {
        try await ScratchFolder.use { folder in try await body(ScratchRepository(in: folder, bare: bare)) }
    }

    /// Makes a repository at `name` in a scratch folder.
    package init(in folder: ScratchFolder, name: String = "repository", bare: Bool = false) throws {
        try folder.makeFolder(name)
        self.init(existing: name, in: folder)
        try git(["init", "--quiet", "--initial-branch=main"] + (bare ? ["--bare"] : []))
    }

    /// A repository that is there already, such as a clone or a linked worktree.
    package init(existing name: String, in folder: ScratchFolder) {
        self.folder = folder
        self.path = folder.path(name)
    }

    private var name: String { String(path.dropFirst(folder.path.utf8.count + 1)) }

    /// Runs `git`, which must succeed, and gives its standard output without trailing line ends.
    @discardableResult
    package func git(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
    ) throws -> String {
        let command = ["git", "-c", "protocol.file.allow=always"] + arguments
        return try Shell.check(command, in: path, input: input, environment: home(environment)).text
    }

    /// Runs `git`, which must succeed, and gives its standard output without trailing line ends.
    @discardableResult
    package func git(_ arguments: String...) throws -> String { try git(arguments) }

    /// Runs `git` and gives everything it said, whatever its exit code.
    package func tryGit(_ arguments: String...) throws -> Shell.Output {
        try Shell.run(["git"] + arguments, in: path, environment: home([:]))
    }

    private func home(_ environment: [String: String]) -> [String: String] {
        ["HOME": folder.path].merging(environment) { $1 }
    }

    /// Writes a file of the working folder.
    package func write(_ file: String, _ text: String) throws { try folder.write("\(name)/\(file)", text) }

    /// Writes a file of the working folder.
    package func write(_ file: String, _ bytes: [UInt8]) throws { try folder.write("\(name)/\(file)", bytes) }

    /// The bytes of a file of the working folder.
    package func read(_ file: String) throws -> [UInt8] { try folder.read("\(name)/\(file)") }

    /// Commits everything in the working folder, even nothing, and gives the commit's full id.
    ///
    /// - Parameter date: author and committer date, as git reads dates.
    @discardableResult
    package func commit(_ message: String, date: String = "2026-01-02T03:04:05Z") throws -> String {
        try git("add", "--all")
        let dates = ["GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date]
        try git(["commit", "--quiet", "--allow-empty", "--message", message], environment: dates)
        return try git("rev-parse", "HEAD")
    }

    /// Writes files (path → text) and commits everything.
    @discardableResult
    package func commit(
        _ message: String, files: [String: String], date: String = "2026-01-02T03:04:05Z"
    ) throws -> String {
        for (file, text) in files { try write(file, text) }
        return try commit(message, date: date)
    }
}
