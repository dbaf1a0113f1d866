import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

@Suite struct AncestryTests {
    /// A random graph of 24 commits; every commit has one to three parents among the last six.
    private func randomGraph(_ scratch: ScratchRepository, seed: UInt64) throws -> [String] {
        var random = SeededGenerator(seed: seed)
        let tree = try scratch.git("mktree")
        var commits: [String] = []
        for number in 0..<24 {
            var arguments = ["commit-tree", tree, "-m", "commit \(number)"]
            let parents = Set((0..<3).compactMap { _ in commits.suffix(6).randomElement(using: &random) })
            for parent in parents.sorted() { arguments += ["-p", parent] }
            commits.append(try scratch.git(arguments))
        }
        return commits
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func mergeBasesAndRangesAreThoseOfGit(_ seed: UInt64) throws {
        try ScratchRepository.use { scratch in
            let commits = try randomGraph(scratch, seed: seed)
            let repository = try scratch.open()
            for (left, right) in [(23, 22), (23, 18), (20, 21), (5, 19), (0, 23)] {
                let (first, second) = try (oid(commits[left]), oid(commits[right]))
                let bases = try scratch.git("merge-base", "--all", first.hex, second.hex).split(separator: "\n")
                    .sorted()
                #expect(try repository.mergeBases(first, second).map(\.hex) == bases.map(String.init), "seed \(seed)")
                let range = try scratch.git("rev-list", "\(first)..\(second)").split(separator: "\n").map(String.init)
                #expect(try Set(repository.commits(from: first, to: second).map(\.hex)) == Set(range), "seed \(seed)")
                let isAncestor = try scratch.tryGit("merge-base", "--is-ancestor", first.hex, second.hex).status == 0
                #expect(try repository.isAncestor(first, of: second) == isAncestor, "seed \(seed)")
            }
        }
    }

    @Test func unrelatedHistoriesHaveNoMergeBase() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first")
            try scratch.git("checkout", "--quiet", "--orphan", "other")
            let second = try scratch.commit("second")
            let repository = try scratch.open()
            #expect(try repository.mergeBase(oid(first), oid(second)) == nil)
            #expect(code { _ = try repository.merge(oid(first), oid(second)) } == .notFound)
        }
    }

    @Test func aCommitComesBeforeItsParents() throws {
        try ScratchRepository.use { scratch in
            let ids = try (1...4).map { try scratch.commit("\($0)") }
            let repository = try scratch.open()
            let range = try repository.commits(from: oid(ids[0]), to: oid(ids[3]))
            #expect(range.map(\.hex) == [ids[3], ids[2], ids[1]])
        }
    }

    /// `main` moved on after the branch began; the pull request has two commits; CI sees the merge.
    private func pullRequest(_ scratch: ScratchRepository, depth: Int) throws -> GitRepository {
        try scratch.commit("first", files: ["a": "1"])
        try scratch.commit("second", files: ["a": "2"])
        try scratch.git("checkout", "--quiet", "-b", "topic")
        try scratch.commit("topic one", files: ["b": "1"])
        try scratch.commit("topic two", files: ["b": "2"])
        try scratch.git("checkout", "--quiet", "main")
        try scratch.commit("third", files: ["c": "1"])
        try scratch.git("merge", "--quiet", "--no-ff", "-m", "merge", "topic")
        let url = "file://\(scratch.path)"
        try scratch.git("clone", "--quiet", "--depth", "\(depth)", url, "../shallow")
        return try GitRepository.open(at: scratch.folder.path("shallow"))
    }

    @Test func theMergeCommitOfADepthTwoCheckoutComparesWithItsParents() throws {
        try ScratchRepository.use { scratch in
            let repository = try pullRequest(scratch, depth: 2)
            #expect(repository.isShallow)
            let (head, base) = try (repository.resolve("HEAD"), repository.resolve("HEAD^1"))
            #expect(try repository.mergeBase(base, head) == base)
            #expect(try repository.isAncestor(base, of: head))
            #expect(try !repository.isAncestor(head, of: base))
            let changes = try repository.changes(from: repository.tree(at: base), to: repository.tree(at: head))
            #expect(changes.map(\.path) == ["b"])
        }
    }

    @Test func whatAShallowCloneCannotKnowIsAnError() throws {
        try ScratchRepository.use { scratch in
            let repository = try pullRequest(scratch, depth: 2)
            let (head, base) = try (repository.resolve("HEAD"), repository.resolve("HEAD^1"))
            let topic = try repository.resolve("HEAD^2")
            #expect(code { _ = try repository.mergeBase(base, topic) } == .shallow)
            #expect(code { _ = try repository.isAncestor(base, of: topic) } == .shallow)
            #expect(code { _ = try repository.commits(from: base, to: head) } == .shallow)
            #expect(code { _ = try repository.pathsTouched(from: base, to: head) } == .shallow)
            #expect(code { _ = try repository.firstParentHistory(of: "a", from: head) } == .shallow)
            let hidden = try oid(scratch.git("rev-parse", "topic~1"))
            let error = #expect(throws: GitError.self) { try repository.commit(hidden) }
            #expect(error?.code == .shallow)
            #expect(error?.remedy.contains("fetch-depth: 0") == true)
        }
    }

    @Test func aShallowCloneThatIsDeepEnoughAnswersLikeAFullOne() throws {
        try ScratchRepository.use { scratch in
            let repository = try pullRequest(scratch, depth: 4)
            #expect(repository.isShallow)
            let (base, topic) = try (repository.resolve("HEAD^1"), repository.resolve("HEAD^2"))
            let expected = try scratch.git("merge-base", base.hex, topic.hex)
            #expect(try repository.mergeBases(base, topic).map(\.hex) == [expected])
            let range = try scratch.git("rev-list", "--topo-order", "\(base)..\(topic)")
            #expect(try repository.commits(from: base, to: topic).map(\.hex).joined(separator: "\n") == range)
        }
    }
}
