import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

@Suite struct TreeChangesTests {
    @Test func additionsRemovalsAndModificationsAreSortedByBytes() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit(
                "first", files: ["a/x": "1", "a.b": "1", "same/deep/file": "1", "gone": "1", "wasFile": "1"])
            try scratch.git("rm", "--quiet", "gone", "wasFile")
            let second = try scratch.commit(
                "second", files: ["a/x": "2", "a.b": "2", "new": "1", "wasFile/now": "1"])
            let repository = try scratch.open()
            let (old, new) = try (repository.tree(at: oid(first)), repository.tree(at: oid(second)))
            let changes = try repository.changes(from: old, to: new)
            #expect(changes.map(\.path) == ["a.b", "a/x", "gone", "new", "wasFile", "wasFile/now"])
            #expect(changes.map(\.kind) == [.modified, .modified, .removed, .added, .removed, .added])
            #expect(try repository.changes(from: old, to: new, under: "a").map(\.path) == ["a/x"])
            #expect(try repository.changes(from: old, to: new, under: "same").isEmpty)
            #expect(try repository.changes(from: nil, to: old, under: "").count == 5)
        }
    }

    @Test func aChangeOfModeOrKindCounts() throws {
        try ScratchRepository.use { scratch in
            let first = try scratch.commit("first", files: ["script": "1", "link": "target"])
            try Shell.check(["chmod", "+x", "script"], in: scratch.path)
            try Shell.check(["ln", "-sf", "target", "link"], in: scratch.path)
            let second = try scratch.commit("second")
            let repository = try scratch.open()
            let changes = try repository.changes(
                from: repository.tree(at: oid(first)), to: repository.tree(at: oid(second)))
            #expect(changes.map(\.path) == ["link", "script"])
            #expect(changes.map(\.new?.mode) == [0o120000, 0o100755])
            #expect(changes[0].new?.kind == .symbolicLink)
        }
    }

    @Test func randomChangesAreThoseThatGitReports() throws {
        try ScratchRepository.use { scratch in
            let seed: UInt64 = 20_260_102
            var random = SeededGenerator(seed: seed)
            var commits: [String] = []
            for round in 0..<12 {
                for _ in 0..<6 {
                    let path = "d\(Int.random(in: 0..<3, using: &random))/e\(Int.random(in: 0..<3, using: &random))/f"
                    if Bool.random(using: &random) {
                        try scratch.write(path, "\(Int.random(in: 0..<4, using: &random))")
                    } else {
                        try Shell.check(["rm", "-f", path], in: scratch.path)
                    }
                }
                commits.append(try scratch.commit("round \(round)"))
            }
            let repository = try scratch.open()
            for (old, new) in zip(commits, commits.dropFirst()) {
                let expected = try scratch.git("diff-tree", "-r", "--no-renames", "--name-only", old, new)
                let changes = try repository.changes(
                    from: repository.tree(at: oid(old)), to: repository.tree(at: oid(new)))
                #expect(changes.map(\.path).joined(separator: "\n") == expected, "seed \(seed)")
            }
        }
    }

    @Test func oneChangedVersionAmongTwoThousandReadsOnlyWhatChanged() throws {
        try ScratchRepository.use { scratch in
            var stream = "commit refs/heads/main\ncommitter A <a@example.org> 1767323045 +0000\ndata 5\nfirst\n"
            for model in 0..<40 {
                for version in 0..<50 {
                    let text = "model: m\(model)\nversion: \(version).0.0\n"
                    stream += "M 100644 inline registry/models/m\(model)/versions/\(version).0.0.yaml\n"
                    stream += "data \(text.utf8.count)\n\(text)\n"
                }
            }
            stream += "commit refs/heads/main\ncommitter A <a@example.org> 1767323046 +0000\ndata 6\nsecond\n"
            stream += "M 100644 inline registry/models/m7/versions/7.0.0.yaml\ndata 8\nchanged\n\n"
            try scratch.git(["fast-import", "--quiet"], input: Array(stream.utf8))
            let repository = try scratch.open()
            let new = try repository.tree(at: repository.resolve("main"))
            let old = try repository.tree(at: repository.resolve("main~1"))
            let changes = try repository.changes(from: old, to: new, under: "registry")
            #expect(changes.map(\.path) == ["registry/models/m7/versions/7.0.0.yaml"])
            #expect(try new.read(changes[0].path, limit: 100) == Array("changed\n".utf8))
            // Two commits, five folders of each tree, one blob.
            #expect(repository.objectsRead <= 2 + 2 * 5 + 1)
            #expect(repository.objectsRead > 0)
        }
    }
}
