import Glibc
import SluiceArtifacts
import SluiceCore
import SluiceTesting
import Testing

@Suite struct FileDigestTests {
    @Test func hashesTheWholeFileAcrossSeveralReads() throws {
        try ScratchFolder.use { scratch in
            let bytes = (0..<(3 << 20) + 17).map { UInt8(truncatingIfNeeded: $0 &* 31) }
            let path = try scratch.file("model.bin", bytes)
            var seen: [Int64] = []
            let found = try FileDigest.compute(path: path) { seen.append($0) }
            #expect(found.digest == Digest.of(bytes))
            #expect(found.size == Int64(bytes.count))
            #expect(seen.last == Int64(bytes.count))
            #expect(seen == seen.sorted())
        }
    }

    @Test func hashesAnEmptyFile() throws {
        try ScratchFolder.use { scratch in
            let found = try FileDigest.compute(path: scratch.file("empty", ""))
            #expect(found.digest.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
            #expect(found.size == 0)
        }
    }

    @Test func refusesASymbolicLink() throws {
        try ScratchFolder.use { scratch in
            let target = try scratch.file("target", "x")
            symlink(target, "\(scratch.path)/link")
            #expect(kind { try FileDigest.compute(path: "\(scratch.path)/link") } == .notRegular)
        }
    }

    @Test func refusesAFolderAPipeAndAMissingFile() throws {
        try ScratchFolder.use { scratch in
            mkfifo("\(scratch.path)/pipe", 0o600)
            #expect(kind { try FileDigest.compute(path: scratch.path) } == .notRegular)
            #expect(kind { try FileDigest.compute(path: "\(scratch.path)/pipe") } == .notRegular)
            #expect(kind { try FileDigest.compute(path: "\(scratch.path)/nothing") } == .missing)
        }
    }

    @Test func refusesAFileThatGrowsWhileItIsRead() throws {
        try ScratchFolder.use { scratch in
            let path = try scratch.file("growing", "before")
            let error = kind {
                try FileDigest.compute(path: path) { _ in
                    if let stream = fopen(path, "a") {
                        fputs("after", stream)
                        fclose(stream)
                    }
                }
            }
            #expect(error == .changed)
        }
    }

    private func kind(_ body: () throws -> FileDigest) -> ArtifactError.Kind? {
        do {
            _ = try body()
            return nil
        } catch {
            return (error as? ArtifactError)?.kind
        }
    }
}
