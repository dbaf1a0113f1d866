import SluiceCore
import SluiceRegistry
import SluiceTesting
import Testing

@Suite struct RecordTests {
    private static let id = "3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d"

    static func record(
        _ action: PromotionRecord.Action = .promote, from old: String?, to new: String?, previous: Digest = .zero,
        reason: String? = nil
    ) -> PromotionRecord {
        let entry = [PromotionRecord.Entry(model: "flight", stage: "staging", digest: Digest.of("x"))]
        return PromotionRecord(
            registryID: id, registryPath: "registry", ref: "refs/heads/main", action: action,
            changes: [
                PromotionRecord.Change(
                    model: "flight", stage: "staging", old: old.flatMap(SemanticVersion.init),
                    new: new.flatMap(SemanticVersion.init), manifest: new == nil ? .zero : Digest.of("m"),
                    previousPromotion: previous)
            ], inputs: entry, judgements: entry, reason: reason)
    }

    @Test func theBytesAreThoseOfTheFormat() throws {
        let digest = Digest.of("")
        let entry = PromotionRecord.Entry(model: "flight-delay", stage: "production", digest: digest)
        let record = PromotionRecord(
            registryID: Self.id, registryPath: "my registry", ref: "refs/heads/main", action: .promote,
            changes: [
                PromotionRecord.Change(
                    model: "flight-delay", stage: "production", old: SemanticVersion("1.0.0"),
                    new: SemanticVersion("1.1.0"), manifest: digest, previousPromotion: .zero)
            ],
            sources: [
                PromotionRecord.Entry(model: "flight-delay", stage: "staging", digest: digest),
                PromotionRecord.Entry(model: "flight-delay", stage: "canary", digest: .zero),
            ], inputs: [entry], judgements: [entry], reason: "100 % sure, é")
        let zero = "sha256:" + String(repeating: "0", count: 64)
        let text = """
            sluice-promotion/v1
            registry 3f1c7a52-7d0e-4c55-9a41-0d5a7e1b2c3d my%20registry
            ref refs/heads/main
            action promote
            change flight-delay production 1.0.0 1.1.0 \(digest) \(zero)
            from flight-delay canary \(zero)
            from flight-delay staging \(digest)
            inputs flight-delay production \(digest)
            judgement flight-delay production \(digest)
            reason 100%20%25%20sure,%20%C3%A9

            """
        #expect(String(decoding: record.bytes, as: UTF8.self) == text)
        #expect(record.id == Digest.of(text))
        let read = try PromotionRecord(parsing: record.bytes, file: "r")
        #expect(read.bytes == record.bytes)
        #expect(read.reason == "100 % sure, é")
        #expect(
            PromotionRecord.path(of: record.id, root: "registry")
                == "registry/promotions/\(record.id.hex.prefix(2))/\(record.id.hex).record")
        #expect(PromotionRecord.path(of: .zero, root: "").hasPrefix("promotions/00/"))
    }

    @Test func aReasonThatIsADashIsNotNoReason() throws {
        let none = Self.record(from: nil, to: "1.0.0")
        let dash = Self.record(from: nil, to: "1.0.0", reason: "-")
        #expect(none.bytes != dash.bytes)
        #expect(try PromotionRecord(parsing: none.bytes, file: "r").reason == nil)
        #expect(try PromotionRecord(parsing: dash.bytes, file: "r").reason == "-")
    }

    static let edits: [(from: String, to: String)] = [
        ("sluice-promotion/v1", "sluice-promotion/v2"), ("sluice-promotion/v1\n", "sluice-promotion/v1\r\n"),
        ("\nref ", "\nref  "), ("refs/heads/main", "refs/tags/v1"), ("action promote", "action demote"),
        ("action promote", "action rollback"), ("reason -\n", "reason -"), ("reason -\n", "reason -\n\n"),
        ("reason -\n", "reason a b\n"), ("reason -\n", "reason %2d\n"), ("reason -\n", "reason %61\n"),
        ("reason -\n", "reason é\n"), ("reason -\n", "reason %\n"), ("reason -\n", "reason %FF\n"), ("reason -\n", ""),
        ("1.1.0", "01.1.0"), ("1.1.0", "-"), ("flight", "Flight"), ("staging", "1.0.0"), ("\ninputs ", "\ninput "),
        ("registry 3f1c7a52", "registry 3F1C7A52"), (" registry\n", " ../x\n"),
        ("judgement flight staging", "judgement flight production"),
        ("\nref refs/heads/main\naction promote\n", "\naction promote\nref refs/heads/main\n"),
    ]

    @Test(arguments: edits) func anyOtherFormIsRefused(_ edit: (from: String, to: String)) {
        let text = String(decoding: Self.record(from: "1.0.0", to: "1.1.0").bytes, as: UTF8.self)
        let edited = text.replacing(edit.from, edit.to)
        #expect(edited != text)
        #expect {
            try PromotionRecord(parsing: Array(edited.utf8), file: "r")
        } throws: { error in
            (error as? InvalidFile)?.diagnostics.first?.location?.line != nil
        }
    }

    /// Writes records as a chain and returns the snapshot with the pointer that ends it.
    private func chain(
        _ steps: [(PromotionRecord.Action, String?, String?)], current: String
    ) -> (snapshot: RegistrySnapshot, pointer: StagePointer, last: Digest) {
        var files: [String: String] = [:]
        var last = Digest.zero
        for (action, old, new) in steps {
            let record = Self.record(
                action, from: old, to: new, previous: last, reason: action == .rollback ? "r" : nil)
            last = record.id
            files[PromotionRecord.path(of: last, root: "registry")] = String(decoding: record.bytes, as: UTF8.self)
        }
        let pointer = StagePointer(
            model: "flight", stage: "staging", version: SemanticVersion(current).unsafelyKnown, uri: "u",
            digest: .zero, promotion: last)
        return (Fixture.snapshot(MemoryTree(files)), pointer, last)
    }

    @Test func formerHoldersAreThoseAlongTheChain() throws {
        let (snapshot, pointer, _) = chain(
            [(.promote, "0.9.0", "1.0.0"), (.promote, "1.0.0", "1.1.0"), (.promote, "1.1.0", "1.2.0")], current: "1.2.0"
        )
        let history = try snapshot.formerHolders(of: "flight", "staging", from: pointer)
        #expect(history.formerHolders.map(\.description) == ["1.1.0", "1.0.0", "0.9.0"])
        #expect(history.rollbackTarget { _ in false }?.description == "1.1.0")
        #expect(history.rollbackTarget { $0.description == "1.1.0" }?.description == "1.0.0")
        #expect(history.steps.count == 3)
    }

    @Test func aVersionThatARollbackLeftIsNeverATargetAgain() throws {
        let (snapshot, pointer, _) = chain(
            [(.promote, nil, "1.0.0"), (.promote, "1.0.0", "1.1.0"), (.rollback, "1.1.0", "1.0.0")], current: "1.0.0")
        let history = try snapshot.formerHolders(of: "flight", "staging", from: pointer)
        #expect(history.leftByRollback.map(\.description) == ["1.1.0"])
        #expect(history.formerHolders.map(\.description) == ["1.1.0"])
        #expect(history.rollbackTarget { _ in false } == nil)
    }

    @Test func theChainGoesOnAcrossARetirement() throws {
        let (snapshot, pointer, _) = chain(
            [(.promote, nil, "1.0.0"), (.retire, "1.0.0", nil), (.promote, nil, "1.1.0")], current: "1.1.0")
        let history = try snapshot.formerHolders(of: "flight", "staging", from: pointer)
        #expect(history.formerHolders.map(\.description) == ["1.0.0"])
    }

    @Test func aPointerWithoutARecordHasNoFormerHolders() throws {
        let (snapshot, pointer, _) = chain([], current: "1.0.0")
        #expect(try snapshot.formerHolders(of: "flight", "staging", from: pointer).formerHolders == [])
    }

    @Test func aBrokenChainSaysNothing() throws {
        let (snapshot, pointer, last) = chain(
            [(.promote, nil, "1.0.0"), (.promote, "0.8.0", "1.1.0")], current: "1.1.0")
        #expect(throws: RegistryError.self, "a record that skips a holder") {
            try snapshot.formerHolders(of: "flight", "staging", from: pointer)
        }
        #expect(throws: RegistryError.self, "another stage") {
            try snapshot.formerHolders(of: "flight", "production", from: pointer)
        }
        let missing = Fixture.snapshot(MemoryTree([:]))
        #expect(throws: RegistryError.self, "a missing record") {
            try missing.formerHolders(of: "flight", "staging", from: pointer)
        }
        let forged = Fixture.snapshot(MemoryTree([PromotionRecord.path(of: last, root: "registry"): "forged"]))
        #expect(throws: RegistryError.self, "bytes of another digest") {
            try forged.formerHolders(of: "flight", "staging", from: pointer)
        }
    }

    @Test func everyRecordIsListed() throws {
        let (snapshot, _, last) = chain([(.promote, nil, "1.0.0")], current: "1.0.0")
        #expect(try snapshot.recordIDs() == [last])
    }
}
