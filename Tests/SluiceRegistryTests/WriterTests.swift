import SluiceCore
import SluiceRegistry
import SluiceTesting
import Testing

@Suite struct WriterTests {
    @Test func aPointerIsWrittenAsTheDesignShowsIt() throws {
        let version = try #require(SemanticVersion("1.1.0"))
        var pointer = StagePointer(
            model: "flight-delay", stage: "production", version: version, previous: SemanticVersion("1.0.0"),
            uri: "registry/models/flight-delay/artifacts/1.1.0/model.onnx", digest: Digest.of("a"),
            promotion: Digest.of("b"))
        let text = """
            apiVersion: sluice/v1
            kind: StagePointer
            model: flight-delay
            stage: production
            version: 1.1.0
            previous: 1.0.0
            uri: registry/models/flight-delay/artifacts/1.1.0/model.onnx
            digest: "\(Digest.of("a"))"
            promotion: "\(Digest.of("b"))"

            """
        #expect(pointer.text == text)
        #expect(try StagePointer(Fixture.read(text), file: "f.yaml") == pointer)
        pointer.hold = StagePointer.hold(version, reason: "late \"labels\"\nwere wrong: é")
        #expect(pointer.text == text + "hold: \"1.1.0: late \\\"labels\\\" were wrong: é\"\n")
        #expect(try StagePointer(Fixture.read(pointer.text), file: "f.yaml") == pointer)
        #expect(pointer.heldBack == version)
    }

    @Test(arguments: ["no", "null", "1e5", "0x1f", "2026-11-20", "007", "true"])
    func namesThatOtherReadersWouldResolveAreQuoted(_ name: String) throws {
        let pointer = StagePointer(
            model: name, stage: "staging", version: .zero, uri: "data/\(name)", digest: .zero)
        #expect(pointer.text.contains("model: \"\(name)\"\n"))
        #expect(try StagePointer(Fixture.read(pointer.text), file: "f.yaml") == pointer)
    }

    private static var manifest: ModelVersion {
        let place = SourceLocation(file: "f.yaml")
        let digest = Digest.of("x")
        return ModelVersion(
            file: "f.yaml", notes: ManifestNotes(title: "A: title", labels: ["b": "NO", "a": "1"]), model: "flight",
            version: .zero, created: Instant(secondsSince1970: 0), parent: SemanticVersion("0.0.0-rc.1"),
            artifacts: [
                ArtifactEntry(
                    name: "model", uri: "data/my model.onnx", digest: digest, size: 7, format: "onnx", location: place)
            ],
            data: [
                DataEntry(
                    name: "train", source: .file(uri: "data/t", digest: digest), rows: 3, contractDigest: digest,
                    location: place),
                DataEntry(
                    name: "serving", source: .table(name: "ml.t", engine: "duckdb", fingerprint: "12"), location: place),
                DataEntry(
                    name: "test",
                    source: .folder(
                        uri: "data/f", digest: digestOfLines([(name: "a b", digest: digest)]),
                        files: [DataEntry.FolderFile(path: "a b", digest: digest, size: 1)]), location: place),
            ],
            predictions: [DataEntry(name: "test", source: .file(uri: "data/p", digest: digest), location: place)],
            claims: [
                Claim(dataset: "test", metric: "roc_auc", value: 0.6618, text: "0.6618", location: place),
                Claim(dataset: "test", metric: "fbeta(beta=2)", value: 1e-7, text: "1.0e-07", location: place),
            ],
            params: [
                Parameter(name: "max_iter", text: "500"), Parameter(name: "country", text: "NO"),
                Parameter(name: "C", text: "1.0"), Parameter(name: "list", text: "[a, b]"),
                Parameter(name: "flag", text: "true"), Parameter(name: "rate", text: "0.05"),
            ], code: CodeEntry(commit: ObjectID(String(repeating: "1", count: 40)), path: "", location: place),
            run: RunEntry(
                command: ["python", "train.py", "--x=a b"], environmentFile: "data/lock", environmentDigest: digest,
                seed: "42", outputs: RunEntry.Outputs(metrics: "out/m.json", artifacts: ["model": "out/m"]),
                metricTolerance: 1e-6, location: place),
            signature: Signature(
                inputs: [Signature.Tensor(name: "f", type: "float32", shape: [nil, 12])],
                outputs: [Signature.Tensor(name: "p", type: "float32")], location: place))
    }

    @Test func aManifestReadsBackAsItWasWritten() throws {
        let written = Self.manifest
        let read = try ModelVersion(Fixture.read(written.text), file: "f.yaml")
        #expect(read.text == written.text)
        #expect(read.notes == written.notes)
        #expect(read.params == written.params)
        #expect(read.claims.map(\.value) == written.claims.map(\.value))
        #expect(read.claims.map(\.text) == written.claims.map(\.text))
        #expect(read.data.map(\.source) == written.data.map(\.source))
        #expect(read.data.map(\.rows) == [3, nil, nil])
        #expect(read.signature?.inputs == written.signature?.inputs)
        #expect(read.code?.path == "")
        #expect(read.run?.outputs == written.run?.outputs)
        #expect(read.run?.seed == "42")
        #expect(read.run?.metricTolerance == 1e-6)
        #expect(read.parent == written.parent)
        #expect(read.created == written.created)
        #expect(read.artifacts.map(\.uri) == written.artifacts.map(\.uri))
    }

    @Test(arguments: ModelTask.allCases) func whatInitWritesPassesLint(_ task: ModelTask) throws {
        for root in ["registry", ""] {
            let tree = MemoryTree([
                RepositoryPath.join(root, "sluice.yaml"): ManifestTemplates.policy(
                    name: "acme", id: "3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d", branch: "release/on", root: root),
                RepositoryPath.join(root, "models/no/model.yaml"): ManifestTemplates.model(
                    name: "no", task: task, owner: "anna \"the\" boss@example.org".replacing(" ", "")),
                RepositoryPath.join(root, "models/no/CARD.md"): ManifestTemplates.card(name: "no"),
            ])
            let snapshot = RegistrySnapshot(tree: tree, root: root)
            #expect(try Fixture.rules.lint(snapshot).texts == [])
            #expect(try snapshot.model("no")?.value.task == task)
            #expect(try snapshot.policy()?.value.branch == "release/on")
        }
    }
}
