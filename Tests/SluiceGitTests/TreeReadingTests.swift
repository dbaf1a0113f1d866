import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

@Suite struct TreeReadingTests {
    @Test func filesFoldersLinksAndSubmodulesAreToldApart() throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("first", files: ["registry/b": "two", "registry/a.txt": "one", "registry/a/x": "deep"])
            try Shell.check(["ln", "-s", "/etc/passwd", "registry/link"], in: scratch.path)
            try scratch.git(
                "update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "1", count: 40)),registry/module")
            try scratch.git("add", "registry/link")
            try scratch.git("commit", "--quiet", "-m", "kinds")
            let repository = try scratch.open()
            let tree = try repository.tree(at: try #require(try repository.head()))
            let children = try tree.children(of: "registry")
            #expect(children.map(\.name) == ["a", "a.txt", "b", "link", "module"])
            #expect(children.map(\.kind) == [.folder, .file, .file, .symbolicLink, .submodule])
            #expect(try tree.read("registry/link", limit: 100) == nil)
            #expect(try tree.read("registry/a.txt", limit: 100) == Array("one".utf8))
            #expect(try tree.entry(at: "registry/link/x") == nil)
            #expect(try tree.entry(at: "")?.kind == .folder)
            #expect(try tree.treeID(at: "registry")?.hex == scratch.git("rev-parse", "HEAD:registry"))
            #expect(try tree.blobID(at: "registry/b")?.hex == scratch.git("rev-parse", "HEAD:registry/b"))
            #expect(try tree.blobID(at: "registry") == nil)
        }
    }

    @Test(arguments: ["../x", "/a", "a//b", "a/", ".", "a/./b", "a/../a/b"])
    func pathsThatAreNotPlainFindNothing(_ path: String) throws {
        try ScratchRepository.use { scratch in
            let head = try scratch.commit("first", files: ["a/b": "1"])
            #expect(try scratch.open().tree(at: oid(head)).entry(at: path) == nil)
        }
    }

    @Test func aFileLargerThanTheLimitIsRefusedAndItsSizeKnown() throws {
        try ScratchRepository.use { scratch in
            let head = try scratch.commit("first", files: ["big": String(repeating: "x", count: 1_001)])
            let tree = try scratch.open().tree(at: oid(head))
            #expect(try tree.size(of: "big") == 1_001)
            #expect(try tree.read("big", limit: 1_001)?.count == 1_001)
            #expect(throws: FileTreeError.self) { try tree.read("big", limit: 1_000) }
        }
    }

    @Test func packedAndBorrowedObjectsAreRead() throws {
        try ScratchRepository.use { scratch in
            let head = try scratch.commit("first", files: ["a/b": "text"])
            try scratch.git("gc", "--quiet", "--aggressive")
            try scratch.git("clone", "--quiet", "--shared", "--bare", ".", "../borrower")
            let borrower = try GitRepository.openBare(at: scratch.folder.path("borrower"))
            #expect(try borrower.tree(at: oid(head)).read("a/b", limit: 10) == Array("text".utf8))
        }
    }

    @Test func aBlobIsCopiedToANewFileOnly() throws {
        try ScratchRepository.use { scratch in
            let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            try scratch.write("data.bin", bytes)
            let head = try scratch.commit("first")
            let tree = try scratch.open().tree(at: oid(head))
            #expect(try tree.copyBlob("data.bin", to: scratch.folder.path("copy")))
            #expect(try scratch.folder.read("copy") == bytes)
            #expect(throws: FileTreeError.self) { try tree.copyBlob("data.bin", to: scratch.folder.path("copy")) }
            #expect(try !tree.copyBlob("absent", to: scratch.folder.path("other")))
        }
    }

    @Test func aPartialCloneSaysWhyABlobIsMissing() throws {
        try ScratchRepository.use { scratch in
            let head = try scratch.commit("first", files: ["file": "text"])
            try scratch.git("config", "uploadpack.allowFilter", "true")
            let url = "file://\(scratch.path)"
            try scratch.git("clone", "--quiet", "--bare", "--filter=blob:none", url, "../partial")
            let partial = try GitRepository.openBare(at: scratch.folder.path("partial"))
            #expect(try partial.isPartialClone)
            #expect(try !scratch.open().isPartialClone)
            let tree = try partial.tree(at: oid(head))
            #expect(try tree.entry(at: "file")?.kind == .file)
            let error = #expect(throws: FileTreeError.self) { try tree.read("file", limit: 10) }
            #expect(error?.remedy.contains("partial clone") == true)
        }
    }

    @Test func aDamagedObjectIsNotRead() throws {
        try ScratchRepository.use { scratch in
            let head = try scratch.commit("first", files: ["file": "good"])
            let other = try scratch.git(["hash-object", "-w", "--stdin"], input: Array("evil".utf8))
            let blob = try scratch.git("rev-parse", "HEAD:file")
            func object(_ id: String) -> String { ".git/objects/\(id.prefix(2))/\(id.dropFirst(2))" }
            try Shell.check(["cp", "--force", object(other), object(blob)], in: scratch.path)
            let tree = try scratch.open().tree(at: oid(head))
            #expect(throws: FileTreeError.self) { try tree.read("file", limit: 10) }
        }
    }
}
