import SluiceTesting
import Testing

struct PromotionTests {
    private let staging = "\(Example.model)/stages/staging.yaml"

    @Test func aPromotionMovesOnePointerAndAddsRecordAndEvidence() throws {
        try Example.use { example in
            try example.merge("good")
            let before = try example.repository.git("rev-parse", "main")
            let output = try example.promote("1.2.0", to: "staging", "--apply")
            #expect(output.status == 0, "\(output.said)")
            #expect(try example.repository.git("rev-parse", "main^") == before)
            let changes = try example.repository.git("diff", "--name-status", before, "main")
                .split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }.sorted { $0[1] < $1[1] }
            #expect(changes.map { $0[0] } == ["A", "M", "A"])
            #expect(changes.count == 3)
            #expect(changes[0][1].hasPrefix("\(Example.model)/evidence/1.2.0/"))
            #expect(changes[1][1] == staging)
            #expect(changes[2][1].hasPrefix("registry/promotions/"))
            #expect(try example.text(staging).contains("version: 1.2.0\n"))
            #expect(try example.repository.git("status", "--porcelain").isEmpty)
            let verification = try example.repository.tryGit("fsck", "--strict", "--no-dangling")
            #expect(verification.status == 0, "\(verification.said)")
        }
    }

    @Test func aRepeatedPromotionIsAlreadySoAndWritesNothing() throws {
        try Example.use { example in
            try example.merge("good")
            #expect(try example.promote("1.2.0", to: "staging", "--apply").status == 0)
            let references = try example.repository.git("for-each-ref")
            let output = try example.promote("1.2.0", to: "staging", "--apply")
            #expect(output.status == 0)
            #expect(output.text.hasPrefix("Already so"), "\(output.said)")
            #expect(try example.repository.git("for-each-ref") == references)
        }
    }

    @Test func aPatchAppliedByGitGivesTheTreeOfApply() throws {
        try Example.use { example in
            try example.merge("good")
            let patch = example.repository.folder.path("promotion.mbox")
            #expect(try example.promote("1.2.0", to: "staging", "--patch", patch).status == 0)
            try example.repository.git("clone", "--quiet", example.repository.path, "../clone")
            let clone = ScratchRepository(existing: "clone", in: example.repository.folder)
            try clone.git("am", "--quiet", patch)
            #expect(try example.promote("1.2.0", to: "staging", "--apply").status == 0)
            let tree = try example.repository.git("rev-parse", "main^{tree}")
            #expect(try clone.git("rev-parse", "HEAD^{tree}") == tree)
        }
    }

    @Test func aRefusedPromotionListsEveryReasonAndWritesNothing() throws {
        try Example.use { example in
            try example.addWorse()
            try example.merge("worse")
            let references = try example.repository.git("for-each-ref")
            let output = try example.promote("1.2.1", to: "production", "--apply")
            #expect(output.status == 1)
            #expect(output.said.contains("staging never held flight-delay 1.2.1"), "\(output.said)")
            #expect(output.said.contains("✗ requires"), "\(output.said)")
            #expect(output.said.contains("auc-floor"), "\(output.said)")
            #expect(output.said.contains("auc-against-production"), "\(output.said)")
            #expect(try example.repository.git("for-each-ref") == references)
            #expect(try example.repository.git("status", "--porcelain").isEmpty)
        }
    }

    @Test func aRollbackReturnsToTheFormerHolder() throws {
        try Example.use { example in
            try example.merge("good")
            #expect(try example.promote("1.2.0", to: "staging", "--apply").status == 0)
            let output = try example.sluice(
                "rollback", "flight-delay", "--stage", "staging", "--reason", "late calls doubled", "--apply")
            #expect(output.status == 0, "\(output.said)")
            let pointer = try example.text(staging)
            #expect(pointer.contains("version: 1.1.0\n"))
            #expect(pointer.contains("artifacts/1.1.0/model.onnx"))
            #expect(try example.repository.git("status", "--porcelain").isEmpty)
        }
    }

    @Test func aPointerEditedByHandFailsWithTheCommandThatMovesIt() throws {
        try Example.use { example in
            try example.merge("good")
            try example.branch("by-hand") {
                try example.edit(staging, "1.1.0", "1.2.0")
                try example.edit(
                    staging, "a79d2396759b099c7c4a719368978a2d6fee0b0d302d4bb6554dd3c710d010e6",
                    "fb3a7cc95c86ffbf92afe27aeadd34b6833c738f91f5a4f5086ff3987925bf63")
                try example.repository.commit("Edit the pointer")
            }
            let output = try example.check("by-hand")
            #expect(output.status == 1)
            #expect(
                output.said.contains("sluice promote flight-delay@1.2.0 --stage staging --apply"), "\(output.said)")
        }
    }
}
