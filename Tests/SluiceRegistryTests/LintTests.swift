import SluiceCore
import SluiceRegistry
import SluiceTesting
import Testing

@Suite struct LintTests {
    @Test func aGoodRegistryHasNoProblem() throws {
        let findings = try Fixture.rules.lint(Fixture.snapshot(Fixture.tree))
        #expect(findings.texts == [])
        #expect(
            findings.map(\.check) == [
                "registry/schema", "registry/version-order", "registry/pointer", "registry/paths",
            ])
    }

    static let mistakes: [(path: String, text: String?, check: String, message: String)] = [
        ("registry/sluice.yaml", nil, "registry/schema", "`registry/sluice.yaml` does not exist"),
        (
            "registry/sluice.yaml",
            Fixture.policy.replacing("- name: staging", "- {name: staging, requires: [metrisc]}"),
            "registry/schema", "the stage `staging` requires `metrisc`, which is no check"
        ),
        (
            "registry/sluice.yaml", Fixture.policy + "checks: {data/drift: {limit: 1}}\n", "registry/schema",
            "the check `data/drift` has no setting `limit`"
        ),
        (
            "registry/models/flight/model.yaml", Fixture.model + "stages: [stagin]\n", "registry/schema",
            "`stages` names `stagin`, which `sluice.yaml` does not declare"
        ),
        (
            "registry/models/flight/model.yaml",
            Fixture.model.replacing("min: 0.6", "change: {against: 9.9.9, maxWorsening: 0}"),
            "registry/schema",
            "the gate `auc-floor` compares with `9.9.9`, which is no stage or version of the model"
        ),
        (
            "registry/models/flight/model.yaml", Fixture.model.replacing("flights.odcs", "other.odcs"),
            "registry/schema",
            "the contract `registry/models/flight/contracts/other.odcs.yaml` of `test` does not exist"
        ),
        (
            "registry/models/flight/model.yaml", Fixture.model.replacing("./contracts/", "data/"), "registry/schema",
            "the contract `data/flights.odcs.yaml` of `test` is not where contracts are"
        ),
        (
            "registry/models/flight/model.yaml", Fixture.model + "continues: gone\n", "registry/schema",
            "the model continues `gone`, which does not exist"
        ),
        (
            "registry/models/flight/model.yaml", Fixture.model + "checks: {metrics/claim: {severity: warning}}\n",
            "registry/schema", "the model lowers the severity of `metrics/claim` from `error` to `warning`"
        ),
        (
            "registry/models/flight/versions/1.1.0.yaml", Fixture.version("1.1.0", parent: "1.2.0"),
            "registry/version-order", "the version `1.1.0` is not greater than its parent `1.2.0`"
        ),
        (
            "registry/models/flight/versions/1.1.0.yaml", Fixture.version("1.1.0", parent: "0.9.0"),
            "registry/version-order", "the parent `0.9.0` does not exist"
        ),
        (
            "registry/models/flight/versions/1.1.0.yaml", Fixture.version("1.2.0"), "registry/schema",
            "`version` is `1.2.0`, but the path of the file says `1.1.0`"
        ),
        (
            "registry/models/flight/versions/1.1.0.yaml", Fixture.version("1.1.0").replacing("roc_auc: 0", "rmse: 0"),
            "registry/schema", "`rmse` is no metric of a binary-classification model"
        ),
        (
            "registry/models/flight/versions/1.1.0.yaml", Fixture.version("1.1.0").replacing("data/test", "other/test"),
            "registry/paths", "`other/test.parquet` is outside the data roots"
        ),
        (
            "registry/models/flight/stages/staging.yaml", Fixture.pointer("3.0.0"), "registry/pointer",
            "the pointer names the version `3.0.0`, which does not exist"
        ),
        (
            "registry/models/flight/stages/staging.yaml", Fixture.pointer("1.0.0").replacing("aaaa", "cccc"),
            "registry/pointer", "`digest` is "
        ),
        (
            "registry/models/flight/stages/staging.yaml", Fixture.pointer("1.0.0", promotion: Digest.of("x")),
            "registry/pointer", "the pointer names the record "
        ),
        ("registry/models/flight/versions/v2.yaml", "a: b", "registry/schema", " has no meaning here"),
        ("registry/models/flight/versions/2.0.0.yml", "a: b", "registry/schema", " has no meaning here"),
        ("registry/models/Flight2/model.yaml", Fixture.model, "registry/schema", " has no meaning here"),
        ("registry/models/flight/Model.yaml", Fixture.model, "registry/schema", "are one name on some file systems"),
        ("registry/old/sluice.yaml", Fixture.policy, "registry/schema", "would be a registry inside a registry"),
        (
            "registry/waivers/w.yaml", "kind: Waiver", "registry/schema",
            "a `Waiver`, which this release does not carry out"
        ),
    ]

    @Test(arguments: mistakes) func lintNames(_ mistake: (path: String, text: String?, check: String, message: String))
        throws
    {
        let findings = try Fixture.lint([mistake.path: mistake.text])
        let found = findings.first { $0.check == mistake.check && $0.message.contains(mistake.message) }
        #expect(found != nil, "found: \(findings.texts)")
        #expect(found?.location != nil)
        #expect(found?.remedy.isEmpty == false)
        #expect(found?.required == true)
        #expect(Set(findings.map(\.id)).count == findings.count)
    }

    @Test func linksAndSubmodulesInsideTheRegistryAreErrors() throws {
        let findings = try Fixture.lint(
            links: ["registry/models/flight/versions/2.0.0.yaml": .symbolicLink, "registry/vendor": .submodule])
        #expect(
            findings.map(\.message).sorted() == [
                "`registry/models/flight/versions/2.0.0.yaml` is a symbolic link", "`registry/vendor` is a submodule",
            ])
    }

    @Test func aPathThroughALinkIsAnError() throws {
        let tree = MemoryTree(Fixture.files.filter { $0.key != "data/test.parquet" }, links: ["data": .symbolicLink])
        let findings = try Fixture.rules.lint(Fixture.snapshot(tree)).problems
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { $0.check == "registry/paths" && $0.message.contains("through `data`") })
    }

    @Test func filesForPeopleAreIgnored() throws {
        let findings = try Fixture.lint([
            "registry/README.md": "# hi", "registry/models/flight/notes.txt": "x", "registry/docs/how.yaml": "a: [",
            "registry/models/flight/artifacts/1.0.0/config.yaml": "a: [",
        ])
        #expect(findings.texts == [])
    }

    @Test func aBrokenModelDoesNotHideTheProblemsOfOthers() throws {
        let findings = try Fixture.lint([
            "registry/models/other/model.yaml": "kind: Model\n",
            "registry/models/flight/stages/production.yaml": Fixture.pointer("7.0.0", stage: "production"),
        ])
        #expect(findings.contains { $0.location?.file == "registry/models/other/model.yaml" })
        #expect(findings.contains { $0.check == "registry/pointer" })
    }

    @Test func aRegistryGateThatCannotJudgeAModelIsSaid() throws {
        let gate = "gates:\n  - {metric: rmse, dataset: test, max: 1, tasks: [regression]}\n"
        #expect(try Fixture.lint(["registry/sluice.yaml": Fixture.policy + gate]).texts == [])
        let all = gate.replacing(", tasks: [regression]", "")
        let findings = try Fixture.lint(["registry/sluice.yaml": Fixture.policy + all])
        #expect(findings.count == 1)
        #expect(findings.first?.message.contains("the registry's gate `rmse-test-max` cannot judge the model") == true)
    }
}

extension String {
    /// With every `old` replaced.
    func replacing(_ old: String, _ new: String) -> String { replacing(old, with: new) }
}
