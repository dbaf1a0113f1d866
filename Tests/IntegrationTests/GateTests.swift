import SluiceTesting
import Testing

struct GateTests {
    @Test func aBetterModelPassesAndTheFirstLineSaysWhy() throws {
        try Example.use { example in
            let output = try example.check("good", "--format", "markdown")
            #expect(output.status == 0, "\(output.said)")
            let first = try #require(output.lines.first)
            for part in ["✅ Passed for", "staging", "flight-delay", "1.2.0", "roc_auc 0.6769", "+0.0117", "1.0.0"] {
                #expect(first.contains(part), "\(first)")
            }
        }
    }

    @Test func aWorseModelFailsByItsMetric() throws {
        try Example.use { example in
            try example.addWorse()
            let output = try example.check("worse")
            #expect(output.status == 1)
            #expect(output.said.contains("Fails for staging: flight-delay 1.2.1, roc_auc 0.6449 is below 0.66"))
            #expect(!output.said.contains("edits the policy"))
        }
    }

    @Test func gatesThatAreLoosenedOnTheSameBranchDoNotCount() throws {
        try Example.use { example in
            try example.addWorse(branch: "loosened") {
                try example.edit("\(Example.model)/model.yaml", "min: 0.66}", "min: 0.5}")
                try example.edit("\(Example.model)/model.yaml", "maxWorsening: 0.005", "maxWorsening: 0.5")
            }
            let output = try example.check("loosened")
            #expect(output.status == 1)
            #expect(output.said.contains("roc_auc 0.6449 is below 0.66"))
            #expect(output.said.contains("This change edits the policy"))
        }
    }

    @Test func aBranchThatIsOlderThanATighterGateIsJudgedByTheTighterGate() throws {
        try Example.use { example in
            try example.edit("\(Example.model)/model.yaml", "min: 0.66}", "min: 0.68}")
            try example.repository.commit("Ask for more")
            let output = try example.check("good")
            #expect(output.status == 1)
            #expect(output.said.contains("roc_auc 0.6769 is below 0.68"), "\(output.said)")
        }
    }

    @Test func missingTestDataIsUndecidedAlsoWhenAnEarlierRunSawIt() throws {
        try Example.use { example in
            #expect(try example.check("good").status == 0)
            try example.repository.git("rm", "--quiet", "\(Example.data)/test.parquet")
            try example.repository.commit("Lose the test data")
            let output = try example.check("good")
            #expect(output.status == 2, "\(output.said)")
            #expect(output.said.contains("\(Example.data)/test.parquet"))
        }
    }

    @Test func twoClonesInDifferentPlacesGiveTheSameResultByteForByte() throws {
        try Example.use { example in
            let places = [
                ["LANG": "C", "LC_ALL": "C", "TZ": "UTC"],
                ["LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "Asia/Kathmandu"],
            ]
            let results = try places.enumerated().map { index, place in
                let clone = "clone-\(index)"
                try example.repository.git("clone", "--quiet", example.repository.path, "../\(clone)")
                let output = try Product.run(
                    [
                        "check", "--base", "origin/main", "--head", "origin/good", "--format", "json", "--as-of",
                        Example.instant,
                    ], in: example.repository.folder.path(clone), environment: place)
                #expect(output.status == 0, "\(output.errorText)")
                return output.standardOutput
            }
            #expect(!results[0].isEmpty)
            #expect(results[0] == results[1])
        }
    }

    @Test func aTagNamedLikeTheBaseBranchIsUndecided() throws {
        try Example.use { example in
            try example.repository.git("tag", "main", "good")
            let output = try example.check("good")
            #expect(output.status == 2)
            #expect(output.errorText.contains("main is a tag as well as a branch"), "\(output.said)")
        }
    }

    @Test func aCloneWithoutHistoryIsUndecidedAndNamesTheSetting() throws {
        try Example.use { example in
            // Both branches go on, so that depth 1 cuts where they meet.
            try example.repository.commit("Go on", files: ["notes.txt": "1\n"])
            let origin = "file://\(example.repository.path)"
            try example.repository.git(
                "clone", "--quiet", "--depth", "1", "--no-single-branch", origin, "../shallow")
            let output = try Product.run(
                ["check", "--base", "origin/main", "--head", "origin/good"],
                in: example.repository.folder.path("shallow"))
            #expect(output.status == 2)
            #expect(output.errorText.contains("fetch-depth"), "\(output.said)")
        }
    }
}
