import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

@Suite struct OpeningTests {
    @Test func aRepositoryIsFoundFromAFolderInsideIt() throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("first", files: ["a/b/c": "1"])
            let repository = try GitRepository.open(at: scratch.path + "/a/b")
            #expect(repository.workingFolder == scratch.path)
            #expect(repository.gitFolder == scratch.path + "/.git")
            #expect(!repository.isBare && !repository.isWorktree && !repository.isShallow)
        }
    }

    @Test func aBareRepositoryInsideACheckoutIsNeverFoundByAccident() throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("first", files: ["file": "1"])
            _ = try ScratchRepository(in: scratch.folder, name: "repository/inner", bare: true)
            #expect(try GitRepository.open(at: scratch.path + "/inner").workingFolder == scratch.path)
            #expect(try GitRepository.open(at: scratch.path + "/inner/objects").workingFolder == scratch.path)
        }
    }

    @Test func aBareRepositoryOpensWhenItIsNamed() throws {
        try ScratchRepository.use(bare: true) { scratch in
            let repository = try GitRepository.openBare(at: scratch.path)
            #expect(repository.isBare && repository.workingFolder == nil)
            #expect(code { _ = try GitRepository.open(at: scratch.path) } == .notFound)
            #expect(try repository.head() == nil)
            #expect(try repository.headBranch() == "refs/heads/main")
        }
    }

    @Test func aLinkedWorktreeSharesObjectsAndBranches() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first", files: ["file": "1"])
            try scratch.git("worktree", "add", "-b", "topic", "../linked")
            let repository = try GitRepository.open(at: scratch.folder.path("linked"))
            #expect(repository.isWorktree)
            #expect(repository.workingFolder == scratch.folder.path("linked"))
            #expect(repository.commonFolder == scratch.path + "/.git")
            #expect(try repository.headBranch() == "refs/heads/topic")
            #expect(try repository.resolve("main").hex == first)
            #expect(try repository.inMemory().head()?.hex == first)
        }
    }

    @Test(arguments: ["partialClone = origin", "preciousObjects = true", "worktreeConfig = true"])
    func harmlessExtensionsAreAdmitted(_ line: String) throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first", files: ["file": "1"])
            let configuration = "[core]\nrepositoryFormatVersion = 1\n[extensions]\n\(line)\n"
            try scratch.write(".git/config", configuration)
            #expect(try scratch.open().head()?.hex == first)
        }
    }

    @Test func formatsThatCannotBeReadAreNamed() throws {
        try ScratchFolder.use { folder in
            try folder.makeFolder("sha256")
            try Shell.check(["git", "init", "--object-format=sha256"], in: folder.path("sha256"))
            let error = #expect(throws: GitError.self) { try GitRepository.open(at: folder.path("sha256")) }
            #expect(error?.code == .unsupported)
            #expect(error?.message == "this is a SHA-256 repository")

            let scratch = try ScratchRepository(in: folder)
            try scratch.write(
                ".git/config", "[core]\nrepositoryFormatVersion = 1\n[extensions]\nrefStorage = reftable\n")
            let other = #expect(throws: GitError.self) { try scratch.open() }
            #expect(other?.code == .unsupported)
            #expect(other?.message == "its references are in the reftable format")
        }
    }

    @Test func whereThereIsNoRepositoryTheErrorSaysWhatToDo() throws {
        try ScratchFolder.use { folder in
            let error = #expect(throws: GitError.self) { try GitRepository.open(at: folder.path) }
            #expect(error?.code == .notFound)
            #expect(error?.remedy.isEmpty == false)
            #expect(code { _ = try GitRepository.open(at: folder.path("absent")) } == .notFound)
        }
    }
}
