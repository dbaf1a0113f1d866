import SluiceCore
import Testing

struct ValueTests {
    @Test(arguments: ["2026-02-28T23:59:59Z", "2024-02-29T00:00:00Z", "1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z"])
    func `an instant formats back to what was read`(text: String) {
        #expect(Instant(text)?.description == text)
    }

    @Test(arguments: [
        "2026-02-30T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00Zjunk", "2026-01-01 00:00:00Z",
        "2026-13-01T00:00:00Z", "99999-01-01T00:00:00Z", "2026-01-01T00:00:60Z", "2025-02-29T00:00:00Z",
    ])
    func `an impossible instant is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test func `versions order as semantic versioning says`() {
        let ordered = [
            "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2", "1.0.0-beta.11",
            "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "1.20261120.1", "2026.11.20",
        ].compactMap(SemanticVersion.init)
        #expect(ordered.count == 13)
        #expect(ordered.shuffled().sorted() == ordered)
    }

    @Test(arguments: ["1.0", "01.0.0", "1.0.0+build", "1.0.0-RC.1", "v1.0.0", "1.0.0-", "1.0.0-01", "", "1.0.0-a..b"])
    func `what is no version is refused`(text: String) {
        #expect(SemanticVersion(text) == nil)
    }

    @Test func `the next patch has no largest number`() {
        #expect(SemanticVersion("1.2.9")?.nextPatch.description == "1.2.10")
        #expect(SemanticVersion("1.0.99999999999999999999")?.nextPatch.description == "1.0.100000000000000000000")
        #expect(SemanticVersion("1.2.0-rc.1")?.nextPatch.description == "1.2.0")
    }

    @Test(arguments: ["a..b", "-a", "A", "a/b", "", String(repeating: "a", count: 65), "é"])
    func `what is no name is refused`(text: String) {
        #expect(!Name.isValid(text))
    }

    @Test func `a stage cannot look like a version`() {
        #expect(Name.isValidStage("staging") && !Name.isValidStage("1.0.0"))
    }

    @Test(arguments: ["0h", "1", "h", "1.5h", "01d", "9223372036854775807w", "-1h"])
    func `what is no duration is refused`(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test func `a digest equals the published test vector`() {
        #expect(
            Digest.of("abc").description
                == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest("sha256:BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD") == nil)
    }

    @Test func `fields are percent encoded by bytes`() {
        #expect(PercentEncoding.encode("a b%é/") == "a%20b%25%C3%A9/")
        #expect(PercentEncoding.encode("a/b", alsoSlash: true) == "a%2Fb")
    }
}
