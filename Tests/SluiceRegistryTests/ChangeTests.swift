import SluiceCore
import SluiceRegistry
import SluiceTesting
import Testing

@Suite struct ChangeTests {
    private let models = "registry/models/flight"

    private func expect(_ report: ChangeReport, _ check: String, _ message: String, _ comment: Comment? = nil) {
        let found = report.findings.contains {
            $0.check == check && $0.outcome == .failed && $0.message.contains(message)
        }
        #expect(found, comment ?? "found: \(report.findings.texts)")
    }

    @Test func anAddedVersionIsReportedAndPasses() throws {
        let report = try Fixture.change(["\(models)/versions/1.2.0.yaml": Fixture.version("1.2.0", parent: "1.1.0")])
        #expect(report.findings.texts == [])
        #expect(report.addedVersions.map { "\($0.model)@\($0.version)" } == ["flight@1.2.0"])
        #expect(report.changedPolicy == [])
        let passed = Set(report.findings.filter { $0.outcome == .passed }.map(\.check))
        #expect(
            passed == ["registry/schema", "registry/immutable-version", "registry/version-order", "registry/paths"])
        #expect(report.findings.filter { !$0.required } == [])
    }

    @Test func onlyWhatTheChangeNeedsIsRead() throws {
        var files = Fixture.files
        for number in 0..<2_000 { files["\(models)/versions/0.1.\(number).yaml"] = "broken: [" }
        files["registry/models/other/model.yaml"] = "broken: ["
        let base = MemoryTree(files)
        let path = "\(models)/versions/1.2.0.yaml"
        let result = base.changing([path: Fixture.version("1.2.0", parent: "1.1.0")])
        let report = try Fixture.rules.change(
            base: Fixture.snapshot(base), result: Fixture.snapshot(result), changes: [PathChange(path, .added)],
            touchedByCommits: [path])
        #expect(report.findings.texts == [])
        #expect(result.reads.values.filter { $0 != 1 } == [])
        #expect(base.reads.count + result.reads.count < 8)
    }

    @Test func outsideTheRegistryNothingIsJudged() throws {
        let report = try Fixture.change(["README.md": "hi"])
        #expect(report.findings == [])
        #expect(report.addedVersions == [])
    }

    @Test func whatIsPermanentIsNeverEditedOrDeleted() throws {
        let evidence = "\(models)/evidence/1.0.0/\(Digest.of("{}").hex).json"
        let artifact = "\(models)/artifacts/1.0.0/model.onnx"
        for path in ["\(models)/versions/1.0.0.yaml", evidence, artifact] {
            let base = [evidence: "{}", artifact: "bytes"] as [String: String?]
            expect(
                try Fixture.change([path: nil], base: base), "registry/immutable-version",
                "`\(path)` is deleted or renamed")
            expect(
                try Fixture.change([path: Fixture.version("1.0.0", extra: "title: x\n")], base: base),
                "registry/immutable-version", "`\(path)` is edited")
        }
        expect(
            try Fixture.change(["\(models)/model.yaml": nil]), "registry/immutable-version",
            "the model `registry/models/flight/model.yaml` is deleted or renamed")
    }

    @Test func aVersionRevertedToTheTargetsBytesIsNoEdit() throws {
        let report = try Fixture.change([:], touched: ["\(models)/versions/1.0.0.yaml"])
        #expect(report.findings.texts == [])
    }

    @Test func aChangedModelIsPolicyAndSaid() throws {
        let report = try Fixture.change(["\(models)/model.yaml": Fixture.model.replacing("min: 0.6", "min: 0.5")])
        #expect(report.findings.texts == [])
        #expect(report.changedPolicy == ["\(models)/model.yaml"])
        #expect(report.changedModels == ["flight"])
        let said = report.findings.first { $0.check == "registry/policy-change" }
        #expect(said?.outcome == .passed)
        #expect(said?.severity == .info)
    }

    @Test func aNewModelIsNoPolicyChange() throws {
        let text = Fixture.model.replacing("name: flight", "name: rain").replacing(
            ", contract: ./contracts/flights.odcs.yaml", "")
        let report = try Fixture.change(["registry/models/rain/model.yaml": text])
        #expect(report.findings.texts == [])
        #expect(report.changedPolicy == [])
        #expect(report.newModels == ["rain"])
    }

    @Test func policyAndPromotionNeverComeTogether() throws {
        let policy = ["registry/sluice.yaml": Fixture.policy + "report: {samples: none}\n"]
        let pointer = ["\(models)/stages/staging.yaml": Fixture.pointer("1.1.0")]
        let message = "are touched by one change"
        expect(
            try Fixture.change((policy as [String: String?]).merging(pointer) { $1 }), "registry/policy-change", message
        )
        let hidden = try Fixture.change(pointer, touched: ["registry/sluice.yaml"])
        expect(hidden, "registry/policy-change", message, "a commit that is undone counts, too")
        expect(
            try Fixture.change(policy, touched: ["\(models)/stages/production.yaml"]), "registry/policy-change", message
        )
    }

    @Test func aTouchedPointerIsReportedForReplay() throws {
        let report = try Fixture.change(["\(models)/stages/staging.yaml": Fixture.pointer("1.1.0")])
        #expect(report.findings.texts == [])
        #expect(report.touchedPointers == [ChangeReport.Pointer(model: "flight", stage: "staging", isRemoved: false)])
        expect(
            try Fixture.change(["\(models)/stages/staging.yaml": nil]), "registry/pointer", "is deleted")
    }

    @Test func aStageThatHoldsAVersionStays() throws {
        let without = Fixture.policy.replacing(
            "  - name: staging\n  - name: production\n    from: [{stage: staging}]\n", "  - name: production\n")
        expect(
            try Fixture.change(["registry/sluice.yaml": without]), "registry/policy-change",
            "the stage `staging` leaves `sluice.yaml`, but holds a version of `flight`")
        let report = try Fixture.change([
            "registry/sluice.yaml": Fixture.policy.replacing("  - name: production\n    from: [{stage: staging}]\n", "")
        ])
        #expect(report.findings.texts == [])
        expect(
            try Fixture.change(["\(models)/model.yaml": Fixture.model + "stages: [production]\n"]),
            "registry/policy-change", "the stage `staging` leaves `stages:`")
    }

    @Test func theRegistryNeverMovesAndKeepsItsId() throws {
        expect(
            try Fixture.change(["registry/sluice.yaml": nil, "ml/sluice.yaml": Fixture.policy]),
            "registry/immutable-version", "is deleted or moved")
        expect(
            try Fixture.change(["registry/inner/sluice.yaml": Fixture.policy]), "registry/schema",
            "a registry inside a registry")
        expect(
            try Fixture.change(["sluice.yaml": Fixture.policy]), "registry/schema", "a registry inside a registry")
        expect(
            try Fixture.change(["registry/sluice.yaml": Fixture.policy.replacing("3f1c7a52", "4f1c7a52")]),
            "registry/policy-change", "the registry's id changes")
    }

    @Test func aDeletedRegistryIsSeenThoughItsTreeIsNotGiven() throws {
        let base = Fixture.snapshot(Fixture.tree)
        let changes = Fixture.files.keys.map { PathChange($0, .removed) }
        let report = try Fixture.rules.change(base: base, result: base, changes: changes, touchedByCommits: [])
        expect(report, "registry/immutable-version", "is deleted or moved")
        expect(report, "registry/immutable-version", "`\(models)/versions/1.0.0.yaml` is deleted or renamed")
    }

    @Test func aBrokenFileOfTheChangeIsAFinding() throws {
        for path in ["versions/1.2.0.yaml", "model.yaml", "stages/staging.yaml", "contracts/flights.odcs.yaml"] {
            let report = try Fixture.change(["\(models)/\(path)": "apiVersion: sluice/v1\nkind: [\n"])
            let found = report.findings.first { $0.check == "registry/schema" && $0.outcome == .failed }
            #expect(found?.location?.file == "\(models)/\(path)")
            #expect(found?.location?.line != nil)
        }
    }

    @Test func aBrokenFileAtTheTargetStopsTheJudgement() throws {
        let broken = ["registry/sluice.yaml": "a: ["] as [String: String?]
        #expect(throws: RegistryError.self) {
            try Fixture.change(["\(models)/versions/1.2.0.yaml": Fixture.version("1.2.0")], base: broken)
        }
        #expect(throws: RegistryError.self) {
            try Fixture.change(
                ["\(models)/versions/1.2.0.yaml": Fixture.version("1.2.0")], base: ["\(models)/model.yaml": "a: ["])
        }
    }

    @Test func aChangeThatOnlyRepairsThePolicyPasses() throws {
        let broken = ["registry/sluice.yaml": "a: ["] as [String: String?]
        let report = try Fixture.change(["registry/sluice.yaml": Fixture.policy], base: broken)
        #expect(report.findings.texts == [])
        #expect(report.repairsPolicy)
        #expect(report.changedPolicy == ["registry/sluice.yaml"])
        let still = try Fixture.change(["registry/sluice.yaml": "b: ["], base: broken)
        #expect(!still.findings.problems.isEmpty)
        #expect(throws: RegistryError.self) {
            try Fixture.change(["registry/sluice.yaml": Fixture.policy, "README.md": "x"], base: broken)
        }
        let model = try Fixture.change(["\(models)/model.yaml": Fixture.model], base: ["\(models)/model.yaml": "a: ["])
        #expect(model.findings.texts == [])
    }

    @Test func aNewRegistryBringsNoDecisions() throws {
        let record = "registry/promotions/\(Digest.of("x").hex.prefix(2))/\(Digest.of("x").hex).record"
        let tree = Fixture.tree.changing([record: "x", "registry/waivers/w.yaml": "a: b"])
        var changes = Fixture.files.keys.map { PathChange($0, .added) }
        changes += [PathChange(record, .added), PathChange("registry/waivers/w.yaml", .added)]
        let report = try Fixture.rules.change(
            base: nil, result: Fixture.snapshot(tree), changes: changes, touchedByCommits: [])
        #expect(report.isNewRegistry)
        #expect(report.changedPolicy == [])
        #expect(report.addedVersions.count == 2)
        expect(report, "registry/pointer", "a new registry comes with `\(models)/stages/staging.yaml`")
        expect(report, "registry/pointer", "a new registry comes with `\(record)`")
        expect(report, "registry/waiver", "a new registry comes with the waiver `registry/waivers/w.yaml`")
    }

    @Test func aNewRegistryWithoutDecisionsPasses() throws {
        let tree = Fixture.tree.changing(["\(models)/stages/staging.yaml": nil])
        let changes = Fixture.files.keys.filter { !$0.contains("/stages/") }.map { PathChange($0, .added) }
        let report = try Fixture.rules.change(
            base: nil, result: Fixture.snapshot(tree), changes: changes, touchedByCommits: [])
        #expect(report.findings.texts == [])
    }

    @Test func aNewModelBringsNoPointer() throws {
        let text = Fixture.model.replacing("name: flight", "name: rain").replacing(
            ", contract: ./contracts/flights.odcs.yaml", "")
        let report = try Fixture.change([
            "registry/models/rain/model.yaml": text,
            "registry/models/rain/versions/1.0.0.yaml": Fixture.version("1.0.0").replacing("flight", "rain"),
            "registry/models/rain/stages/staging.yaml": Fixture.pointer("1.0.0").replacing("flight", "rain"),
        ])
        expect(report, "registry/pointer", "a new model or contract of `rain` comes with the pointer")
    }

    @Test func kindsThatAreNotBuiltAreNotRun() throws {
        let hex = String(repeating: "a", count: 64)
        for path in [
            "registry/waivers/w.yaml", "registry/quarantine/\(hex).yaml", "registry/quarantine/\(hex).lifted.yaml",
            "\(models)/evaluations/1.0.0/late.yaml", "registry/promotions/aa/\(hex).anna%40example.org.approval",
        ] {
            let report = try Fixture.change([path: "a: b"])
            let found = report.findings.first { $0.outcome == .notRun }
            #expect(found?.check == "registry/schema", "\(path)")
            #expect(found?.severity == .error)
        }
        let set = try Fixture.change(["registry/set.yaml": "apiVersion: sluice/v1\nkind: PromotionSet\n"])
        #expect(set.findings.problems.map(\.outcome) == [.notRun])
    }

    @Test func aQuarantineAtTheTargetIsNeverReadAsNone() throws {
        let path = "registry/quarantine/\(String(repeating: "a", count: 64)).yaml"
        let report = try Fixture.change(["README.md": "x"], base: [path: "a: b"])
        #expect(report.findings.problems.map(\.outcome) == [.notRun])
    }

    @Test func rootsOfTheTargetJudgePaths() throws {
        let report = try Fixture.change([
            "registry/sluice.yaml": Fixture.policy.replacing("[data/, registry/]", "[data/, registry/, secret/]"),
            "\(models)/versions/1.2.0.yaml": Fixture.version("1.2.0").replacing("data/1.2.0", "secret/1.2.0"),
        ])
        expect(report, "registry/paths", "`secret/1.2.0.onnx` is outside the data roots")
    }

    @Test func aNewVersionBringsEveryRequiredDataset() throws {
        let text = Fixture.version("1.2.0").replacing("test:", "train:")
        let report = try Fixture.change(["\(models)/versions/1.2.0.yaml": text])
        expect(report, "registry/schema", "the version lacks the dataset `test`")
    }

    @Test func linksAndCollisionsAmongAddedPathsAreErrors() throws {
        let link = try Fixture.change([:], links: ["\(models)/versions/1.2.0.yaml": .symbolicLink])
        expect(link, "registry/schema", "is a symbolic link")
        let twin = try Fixture.change(["registry/models/Flight/notes.md": "x"])
        expect(twin, "registry/schema", "are one name on some file systems")
    }

    @Test func evidenceAndRecordsAreNamedByTheirBytes() throws {
        let hex = Digest.of("{}").hex
        #expect(try Fixture.change(["\(models)/evidence/1.0.0/\(hex).json": "{}"]).findings.texts == [])
        expect(
            try Fixture.change(["\(models)/evidence/1.0.0/\(hex).json": "{} "]), "registry/schema",
            "not the one that names it")
        expect(
            try Fixture.change(["registry/promotions/\(hex.prefix(2))/\(hex).record": "x"]), "registry/schema",
            "not the one that names it")
    }

    @Test func beforeARegistryAtTheRootTheRepositorysOwnFilesAreNotJudged() throws {
        let base = MemoryTree(["sluice.yaml": Fixture.policy.replacing("registry/", "models/")])
        let result = base.changing([".gitlab-ci.yml": "a: [", "docs/mkdocs.yaml": "x", "Models.md": "x"])
        let report = try Fixture.rules.change(
            base: RegistrySnapshot(tree: base, root: ""), result: RegistrySnapshot(tree: result, root: "."),
            changes: [".gitlab-ci.yml", "docs/mkdocs.yaml", "Models.md"].map { PathChange($0, .added) },
            touchedByCommits: [])
        #expect(report.findings.texts == [])
    }

    @Test func aFileWithManyProblemsHasABoundedReport() throws {
        let keys = (0..<500).map { "k\($0): 1\n" }.joined()
        let report = try Fixture.change(["\(models)/model.yaml": Fixture.model + keys])
        #expect(report.findings.problems.count == 101)
        expect(report, "registry/schema", "has 400 more problems")
    }

    @Test func findingsHaveIdsOfTheirOwn() throws {
        let report = try Fixture.change(["\(models)/model.yaml": "apiVersion: sluice/v1\nkind: Model\na: 1\nb: 2\n"])
        #expect(report.findings.problems.count > 4)
        #expect(Set(report.findings.map(\.id)).count == report.findings.count)
    }
}
