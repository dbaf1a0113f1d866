import SluiceCore
import SluiceRegistry
import SluiceTesting
import Testing

@Suite struct SnapshotTests {
    @Test func onlyWhatIsAskedForIsReadAndNeverTwice() throws {
        var files = Fixture.files
        for number in 0..<2_000 { files["registry/models/flight/versions/2.0.\(number).yaml"] = "not read" }
        let tree = MemoryTree(files)
        let snapshot = Fixture.snapshot(tree)
        for _ in 0..<3 {
            _ = try snapshot.version("flight", SemanticVersion("1.1.0").unsafelyKnown)
            #expect(try snapshot.versions(of: "flight").count == 2_002)
        }
        #expect(tree.reads == ["registry/models/flight/versions/1.1.0.yaml": 1])
    }

    @Test func threadsShareOneRead() async throws {
        let tree = Fixture.tree
        let snapshot = Fixture.snapshot(tree)
        try await withThrowingTaskGroup(of: String?.self) { group in
            for _ in 0..<32 { group.addTask { try snapshot.policy()?.value.name } }
            for try await name in group { #expect(name == "acme-models") }
        }
        #expect(tree.reads == ["registry/sluice.yaml": 1])
    }

    @Test func versionsAreSortedAsVersions() throws {
        let tree = Fixture.tree.changing([
            "registry/models/flight/versions/1.10.0.yaml": "", "registry/models/flight/versions/1.9.0-rc.1.yaml": "",
            "registry/models/flight/versions/README.md": "",
        ])
        let versions = try Fixture.snapshot(tree).versions(of: "flight").map(\.description)
        #expect(versions == ["1.0.0", "1.1.0", "1.9.0-rc.1", "1.10.0"])
    }

    @Test func whatIsAbsentIsNil() throws {
        let snapshot = Fixture.snapshot(Fixture.tree)
        #expect(try snapshot.model("none") == nil)
        #expect(try snapshot.pointer("flight", "production") == nil)
        #expect(try snapshot.record(Digest.zero) == nil)
        #expect(try snapshot.contract(at: "registry/models/flight/contracts/none.odcs.yaml") == nil)
        #expect(try snapshot.modelNames() == ["flight"])
        #expect(try snapshot.stageNames(of: "flight") == ["staging"])
    }

    @Test func aLoadedFileKnowsItsPathAndDigest() throws {
        let loaded = try Fixture.snapshot(Fixture.tree).policy()
        #expect(loaded?.path == "registry/sluice.yaml")
        #expect(loaded?.digest == Digest.of(Fixture.policy))
    }

    @Test func aLinkInPlaceOfAManifestIsInvalid() throws {
        let tree = MemoryTree([:], links: ["registry/sluice.yaml": .symbolicLink])
        #expect(throws: RegistryError.self) { try Fixture.snapshot(tree).policy() }
    }

    @Test func theRegistryIsFoundInItsFolderOrAtTheRoot() throws {
        #expect(try RegistrySnapshot.find(in: Fixture.tree)?.root == "registry")
        let atRoot = MemoryTree(["sluice.yaml": Fixture.policy])
        let snapshot = try RegistrySnapshot.find(in: atRoot)
        #expect(snapshot?.root == "")
        #expect(snapshot?.recordPath == ".")
        #expect(try snapshot?.policy()?.path == "sluice.yaml")
        #expect(try RegistrySnapshot.find(in: MemoryTree([:])) == nil)
        #expect(
            try RegistrySnapshot.find(in: MemoryTree(["ml/models/sluice.yaml": ""]), hint: "./ml/models/")?.root
                == "ml/models")
        #expect(try RegistrySnapshot.find(in: Fixture.tree, hint: "elsewhere") == nil)
    }

    @Test(
        arguments: [
            (["sluice.yaml", "registry/sluice.yaml"], nil), (["ml/sluice.yaml", "ml/registry/sluice.yaml"], "ml"),
            (["sluice.yaml", "ml/sluice.yaml"], "ml"),
        ] as [([String], String?)]) func registriesInsideEachOtherAreRefused(_ files: [String], _ hint: String?)
    {
        let tree = MemoryTree(Dictionary(uniqueKeysWithValues: files.map { ($0, Fixture.policy) }))
        #expect(throws: RegistryError.self) { try RegistrySnapshot.find(in: tree, hint: hint) }
    }

    @Test(arguments: ["../registry", "/registry", "a//b", "regis*try"]) func aHintIsAPath(_ hint: String) {
        #expect(throws: RegistryError.self) { try RegistrySnapshot.find(in: Fixture.tree, hint: hint) }
    }
}
