import SluiceArtifacts
import Testing

@Suite struct LockFileTests {
    static let hash = String(repeating: "0f", count: 32)
    typealias Kind = RequirementsReport.Problem.Kind

    @Test(arguments: [
        "numpy==2.1.0 --hash=sha256:\(hash)",
        "numpy==2.1.0 \\\n    --hash=sha256:\(hash) \\\n    --hash=sha256:\(hash)",
        "numpy == 2.1.0 --hash sha256:\(hash)",
        "numpy===2.1.0 --hash=sha256:\(hash)",
        "torch==2.4.0+cpu --hash=sha256:\(hash)",
        "Foo.Bar_baz[one,two]==1.0 ; python_version >= '3.9' and extra == 'x' --hash=sha256:\(hash)",
        "# made by a tool\n--index-url https://example.org/simple\nnumpy==1 --hash=sha256:\(hash) # why\n    # via pandas",
        "numpy==1 --hash=sha256:\(hash)\r\npandas==2 --hash=sha256:\(hash)\r\n",
        "numpy==1 ; sys_platform == 'linux' --hash=sha256:\(hash)\nnumpy==2 ; sys_platform == 'darwin' --hash=sha256:\(hash)",
        "tool @ git+https://example.org/tool@0123456789012345678901234567890123456789",
        "tool @ https://example.org/tool-1.0-py3-none-any.whl#sha256=\(hash)",
        "tool @ https://example.org/tool-1.0-py3-none-any.whl --hash=sha256:\(hash)",
        "numpy==1 --hash=sha512:\(hash)\(hash)",
    ])
    func acceptsWhatNamesExactBytes(_ text: String) throws {
        let report = try requirements(text)
        #expect(report.problems.isEmpty)
        #expect(report.packages >= 1)
    }

    @Test(arguments: [
        ("numpy==2.1.0", Kind.withoutHash), ("numpy==2.1.0 --hash=md5:00", .withoutHash),
        ("numpy==2.1.0 --hash=sha256:short", .withoutHash), ("numpy", .notPinned), ("numpy>=2", .notPinned),
        ("numpy>=2 --hash=sha256:\(hash)", .notPinned), ("numpy==2.*", .notPinned), ("numpy==2,<3", .notPinned),
        ("numpy~=2.0", .notPinned), ("-r base.txt", .outsideFile), ("-rbase.txt", .outsideFile),
        ("--requirement base.txt", .outsideFile), ("-c limits.txt", .outsideFile),
        ("--constraint=limits.txt", .outsideFile), ("-e .", .outsideFile), ("--editable=./tool", .outsideFile),
        ("./tool.whl", .unreadable), ("https://example.org/tool.whl", .unreadable),
        ("tool @ https://example.org/tool.whl", .withoutHash), ("tool @ file:///tmp/tool.whl", .withoutHash),
        ("tool @ git+https://example.org/tool@main", .notPinned), ("tool @ git+https://example.org/tool", .notPinned),
        ("tool @ git+https://example.org/tool@0123456", .notPinned), ("--frobnicate", .unreadable),
        ("numpy==1 --hash=sha256:\(hash) --install-option=x", .unreadable), ("<<<<<<< HEAD", .unreadable),
        ("numpy==${VERSION}", .notPinned),
    ])
    func refusesWhatMayChange(_ line: String, _ kind: Kind) throws {
        let text = "pandas==2.0 --hash=sha256:\(Self.hash)\n\n\(line)\n"
        let report = try requirements(text)
        #expect(report.problems.map(\.kind) == [kind])
        #expect(report.problems.map(\.line) == [3])
    }

    @Test func namesTheFirstLineOfAContinuedRequirement() throws {
        let report = try requirements("\na==1 \\\n  --hash=md5:00\nb\n")
        #expect(report.problems.map(\.line) == [2, 4])
    }

    @Test func refusesAnEmptyFile() throws {
        #expect(try requirements("# nothing\n").problems.map(\.kind) == [.unreadable])
    }

    @Test func refusesTheSamePackageTwiceUnderOneMarker() throws {
        let report = try requirements(
            "Foo_Bar==1 --hash=sha256:\(Self.hash)\nfoo-bar==2 --hash=sha256:\(Self.hash)")
        #expect(report.problems.map(\.kind) == [.unreadable])
    }

    @Test func isWeakWhenOnlyHashesAreMissing() throws {
        #expect(try requirements("a==1\nb==2").isWeak)
        #expect(try !requirements("a==1\nb>=2").isWeak)
        #expect(try !requirements("a==1 --hash=sha256:\(Self.hash)").isWeak)
    }

    @Test(arguments: [
        "pylock.toml", "pylock.dev.toml", "uv.lock", "poetry.lock", "Pipfile.lock", "conda-lock.yml", "environment.yml",
        "Dockerfile", "gpu.Dockerfile", "flake.lock", "lock.json",
    ])
    func namesFormatsThatItDoesNotRead(_ name: String) {
        guard case .notBuilt = LockFile.read("numpy==1", name: "examples/\(name)") else {
            Issue.record("\(name) was read as requirements")
            return
        }
    }

    private func requirements(_ text: String) throws -> RequirementsReport {
        guard case .requirements(let report) = LockFile.read(text, name: "examples/requirements.lock") else {
            throw ReadAsAnotherFormat()
        }
        return report
    }
}

private struct ReadAsAnotherFormat: Error {}
