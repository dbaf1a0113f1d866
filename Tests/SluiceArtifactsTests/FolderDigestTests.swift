import Glibc
import SluiceArtifacts
import SluiceCore
import SluiceTesting
import Testing

@Suite struct FolderDigestTests {
    @Test func isTheDigestOfSortedLines() throws {
        try ScratchFolder.use { scratch in
            try scratch.file("b/two", "2")
            try scratch.file("a", "1")
            try scratch.file("b-one", "3")
            let found = try FolderDigest.compute(path: scratch.path)
            let lines = [("a", "1"), ("b-one", "3"), ("b/two", "2")].map { "\(Digest.of($1).hex)  \($0)\n" }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            #expect(found.digest == Digest.of(lines.joined()))
            #expect(found.files.map(\.path) == ["a", "b-one", "b/two"])
            #expect(found.size == 3)
        }
    }

    @Test func changesWhenAFileIsRenamed() throws {
        try ScratchFolder.use { scratch in
            try scratch.file("one/a", "same")
            try scratch.file("two/b", "same")
            let first = try FolderDigest.compute(path: "\(scratch.path)/one")
            let second = try FolderDigest.compute(path: "\(scratch.path)/two")
            #expect(first.digest != second.digest)
        }
    }

    @Test func refusesALinkAnywhereBelow() throws {
        try ScratchFolder.use { scratch in
            try scratch.file("inner/file", "x")
            symlink("file", "\(scratch.path)/inner/link")
            #expect(throws: ArtifactError.self) { try FolderDigest.compute(path: scratch.path) }
        }
    }

    @Test func refusesALinkToAFolder() throws {
        try ScratchFolder.use { scratch in
            try scratch.file("inner/file", "x")
            symlink("inner", "\(scratch.path)/outer")
            #expect(throws: ArtifactError.self) { try FolderDigest.compute(path: "\(scratch.path)/outer") }
        }
    }

    @Test func refusesAFolderWithoutFilesAndAFile() throws {
        try ScratchFolder.use { scratch in
            mkdir("\(scratch.path)/empty", 0o755)
            #expect(throws: ArtifactError.self) { try FolderDigest.compute(path: "\(scratch.path)/empty") }
            let file = try scratch.file("file", "x")
            #expect(throws: ArtifactError.self) { try FolderDigest.compute(path: file) }
        }
    }

    @Test func refusesANameWithALineBreak() throws {
        try ScratchFolder.use { scratch in
            try scratch.file("a\nb", "x")
            #expect(throws: ArtifactError.self) { try FolderDigest.compute(path: scratch.path) }
        }
    }
}
