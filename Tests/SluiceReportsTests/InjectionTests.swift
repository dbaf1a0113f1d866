import SluiceCore
import SluiceReports
import Testing

@Suite("Reports of hostile documents")
struct InjectionTests {
    static let fixedTags = ["<details><summary>", "</summary>", "</details>", "<sub>", "</sub>"]

    @Test("No text of a document becomes active in a comment", arguments: HostileText.all)
    func markdown(text: String) {
        let results = [
            HostileDocument.with(text, verdict: .passed), HostileDocument.with(text, verdict: .undecided),
            HostileDocument.with(text, verdict: .failed), HostileDocument.with(text, verdict: .failed, subjects: 0),
            HostileDocument.with(text, verdict: .failed, subjects: 2, enforced: false),
        ]
        for result in results {
            let markdown = MarkdownReport.render(result)
            expectHarmless(markdown, emoji: true)
            expectPlain(markdown)
        }
    }

    @Test("No text of a document moves the cursor or gives a command in a terminal", arguments: HostileText.all)
    func terminal(text: String) {
        for verdict in HostileDocument.verdicts {
            let result = HostileDocument.with(text, verdict: verdict)
            let report = TextReport.render(result, style: TextStyle(color: false, width: 80))
            expectHarmless(report, emoji: false)
        }
    }

    @Test("Color codes are the only control characters of a colored report", arguments: HostileText.invisible)
    func color(text: String) {
        let result = HostileDocument.with(text, verdict: .failed)
        let report = TextReport.render(result, style: TextStyle(color: true, width: 80))
        var plain = report
        for code in ["0", "1", "2", "31", "32", "33"] { plain = plain.replacing("\u{1B}[\(code)m", with: "") }
        expectHarmless(plain, emoji: false)
    }

    @Test("A comment about megabytes of text stays below the limit", arguments: HostileText.long.indices)
    func long(index: Int) {
        let result = HostileDocument.with(HostileText.long[index], verdict: .failed)
        let markdown = MarkdownReport.render(result)
        #expect(markdown.utf8.count <= MarkdownReport.limit)
        expectHarmless(markdown, emoji: true)
        expectPlain(markdown)
    }

    @Test("A comment about a thousand failed model versions stays below the limit and says what it left out")
    func many() {
        let result = HostileDocument.with(String(repeating: "界`", count: 200), verdict: .failed, subjects: 1_000)
        let markdown = MarkdownReport.render(result)
        #expect(markdown.utf8.count <= MarkdownReport.limit)
        #expect(markdown.contains("**Left out to stay below 65,000 characters**: SQL, digests, all checks"))
        #expect(markdown.contains("model versions"))
        expectPlain(markdown)
    }

    private func expectHarmless(_ report: String, emoji: Bool) {
        let hidden = report.unicodeScalars.indices.filter { index in
            let scalar = report.unicodeScalars[index]
            guard scalar != "\n", TextEscaping.mustBeShown(scalar) else { return false }
            // The warning sign of this program is the one place for a variation selector.
            let before = index > report.unicodeScalars.startIndex ? report.unicodeScalars.index(before: index) : index
            return !(emoji && scalar.value == 0xFE0F && report.unicodeScalars[before].value == 0x26A0)
        }
        #expect(hidden.isEmpty)
        for line in report.split(separator: "\n") {
            let start = line.drop { $0 == " " }
            #expect(!LineGuard.forbiddenPrefixes.contains { start.hasPrefix($0) }, "\(line)")
        }
        #expect(!report.contains("##[") && !report.contains("##vso["))
    }

    /// Outside of code nothing but words, figures and this program's own marks is left.
    private func expectPlain(_ markdown: String) {
        var opened = 0
        for line in MarkdownWithoutSpans.lines(of: markdown) {
            opened += line.split(separator: "<details>", omittingEmptySubsequences: false).count - 1
            opened -= line.split(separator: "</details>", omittingEmptySubsequences: false).count - 1
            #expect(opened == 0 || opened == 1)
            var rest = line
            for tag in InjectionTests.fixedTags { rest = rest.replacing(tag, with: "") }
            if rest.hasPrefix("### ") { rest.removeFirst(4) }
            #expect(!rest.unicodeScalars.contains { "`<>@#[]!~$&^{}\\".unicodeScalars.contains($0) }, "\(line)")
            #expect(!rest.contains("www.") && !rest.contains("//") && !rest.contains("__"), "\(line)")
            #expect(!rest.contains("maintainer") && !rest.contains("evil"), "\(line)")
        }
        #expect(opened == 0)
    }
}
