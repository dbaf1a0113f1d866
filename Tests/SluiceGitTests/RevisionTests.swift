import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

@Suite struct RevisionTests {
    @Test func revisionsMeanWhatGitSaysTheyMean() throws {
        try ScratchRepository.use { scratch in
            for number in 1...3 { try scratch.commit("commit \(number)", files: ["file": "\(number)"]) }
            try scratch.git("tag", "-a", "v1", "-m", "one", "HEAD~1")
            try scratch.git("pack-refs", "--all")
            let repository = try scratch.open()
            for revision in ["HEAD", "main", "main~2", "HEAD^1", "v1", "refs/tags/v1", "@", "main@{0}"] {
                let expected = try scratch.git("rev-parse", "\(revision)^{commit}")
                #expect(try repository.resolve(revision).hex == expected, "\(revision)")
            }
            #expect(try repository.reference("refs/tags/v1")?.hex == scratch.git("rev-parse", "HEAD~1"))
            #expect(try repository.reference("refs/heads/absent") == nil)
        }
    }

    @Test(arguments: ["-x", "--upload-pack=touch x", "", "HEAD:file", ":/message"])
    func textThatIsNoCommitNameIsRefused(_ text: String) throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("first", files: ["file": "1"])
            let repository = try scratch.open()
            #expect(code { _ = try repository.resolve(text) } == .invalid)
            #expect(code { _ = try repository.resolveBase(text) } != nil)
        }
    }

    @Test func anUnknownRevisionIsNotFound() throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("first")
            #expect(code { _ = try scratch.open().resolve("absent") } == .notFound)
        }
    }

    @Test func aTagNamedLikeTheBaseBranchIsAnError() throws {
        try ScratchRepository.use { scratch in
            try scratch.commit("old")
            try scratch.git("tag", "main")
            let new = try scratch.commit("new")
            let repository = try scratch.open()
            for name in ["main", "main~1", "main^"] {
                let error = #expect(throws: GitError.self) { try repository.resolveBase(name) }
                #expect(error?.code == .ambiguous)
                #expect(error?.remedy.contains("refs/heads/main") == true)
            }
            #expect(try repository.resolveBase("refs/heads/main").hex == new)
        }
    }

    @Test func aTagCannotStandInForARemoteBranch() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first")
            try scratch.git("update-ref", "refs/remotes/origin/main", first)
            let repository = try scratch.open()
            #expect(try repository.resolveBase("origin/main").hex == first)
            try scratch.git("tag", "origin/main")
            #expect(code { _ = try repository.resolveBase("origin/main") } == .ambiguous)
        }
    }

    @Test func theBaseIsABranchBeforeItIsARemoteBranchAndNeverATag() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first")
            let second = try scratch.commit("second")
            try scratch.git("update-ref", "refs/heads/release/1", first)
            try scratch.git("update-ref", "refs/remotes/release/1", second)
            try scratch.git("tag", "v1")
            let repository = try scratch.open()
            #expect(try repository.resolveBase("release/1").hex == first)
            #expect(try repository.resolveBase("HEAD^1").hex == first)
            #expect(try repository.resolveBase("main~1").hex == first)
            #expect(try repository.resolveBase(second).hex == second)
            let error = #expect(throws: GitError.self) { try repository.resolveBase("v1") }
            #expect(error?.code == .notFound)
            #expect(error?.remedy.contains("refs/tags/v1") == true)
            #expect(code { _ = try repository.resolveBase(String(first.prefix(8))) } == .notFound)
        }
    }

    @Test func theHeadBranchIsKnownBeforeItsFirstCommitAndAbsentWhenDetached() throws {
        try ScratchRepository.use { scratch in
            #expect(try scratch.open().headBranch() == "refs/heads/main")
            #expect(try scratch.open().head() == nil)
            try scratch.commit("first")
            try scratch.git("checkout", "--quiet", "--detach")
            #expect(try scratch.open().headBranch() == nil)
        }
    }
}
