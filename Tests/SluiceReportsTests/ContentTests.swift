import Testing

@testable import SluiceCore
@testable import SluiceReports

@Suite("What reports say")
struct ContentTests {
    private func firstLine(_ result: CheckResult) -> Substring {
        MarkdownReport.render(result).split(separator: "\n")[0]
    }

    @Test("The first line names the first failed gate even after a passed change gate")
    func firstFailedGate() {
        var result = Samples.failing
        result.subjects[0].metrics.swapAt(0, 2)
        #expect(firstLine(result).contains("roc_auc 0.6593 is up to 0.0092 worse than 1.0.0"))
    }

    @Test("One gate with a bound and a change says which of them failed")
    func gateWithBoundAndChange() {
        var result = Samples.failing
        result.subjects[0].metrics.remove(at: 0)
        result.subjects[0].metrics[0].limit = "≥ 0.65, change ≥ −0.005"
        result.findings.append(
            Samples.finding(
                "metrics/threshold", rule: "roc_auc-vs-production", dataset: "test", bound: 0.65, version: "1.1.1"))
        #expect(firstLine(result).contains("roc_auc 0.6593 is up to 0.0092 worse than 1.0.0"))
        #expect(MarkdownReport.render(result).contains("| ≥ 0.65, change ≥ −0.005 ❌ |"))
        result.findings[result.findings.count - 1].outcome = .failed
        result.findings[result.findings.count - 1].boundValue = 0.66
        #expect(firstLine(result).contains("roc_auc 0.6593 is below 0.66 and up to 0.0092 worse than 1.0.0"))
    }

    @Test("A claim stands in the first line where there is no gate, and is called declared")
    func claim() {
        var result = Samples.passing
        var row = Samples.row("accuracy", gate: nil, value: nil, limit: nil)
        row.claimed = 0.91
        row.recomputed = false
        result.subjects[0].metrics = [row]
        #expect(firstLine(result).hasSuffix("`flight-delay` 1.1.0, accuracy 0.9100 (declared)"))
        #expect(MarkdownReport.render(result).contains("All metrics declared, not recomputed."))
    }

    @Test("A metric that got lower is worse by that amount where higher is better")
    func changeWithoutConfidence() {
        var result = Samples.failing
        result.subjects[0].metrics[1].worst = nil
        result.subjects[0].metrics.remove(at: 0)
        #expect(
            firstLine(result).hasSuffix("roc_auc 0.6593 is 0.0060 worse than 1.0.0 in `production` (0.005 allowed)"))
    }

    @Test("A finding about the registry fails the report of a passed version, and the first line says why")
    func registryFindingOfOneSubject() {
        var result = Samples.passing
        result.verdict = .failed
        result.findings.append(contentsOf: Samples.registryFailure.findings)
        #expect(
            firstLine(result).hasPrefix(
                "### ❌ Failed for `staging`: `flight-delay` 1.1.0, `registry/immutable-version`: "))
    }

    @Test("Where the stage enforces nothing, the registry's own finding is the reason of a failure")
    func registryFindingOfUnenforcedStage() {
        var result = Samples.notEnforced
        result.verdict = .failed
        result.findings.append(contentsOf: Samples.registryFailure.findings)
        #expect(
            firstLine(result).hasPrefix(
                "### ❌ Failed for `staging`: `flight-delay` 1.1.1, `registry/immutable-version`"))
    }

    @Test("A pre-release, an own metric and a stage stand in code spans")
    func names() {
        var result = Samples.passing
        result.subjects[0].version = "1.1.0-rc.1"
        result.subjects[0].metrics[1].metric = "toxicity"
        #expect(firstLine(result).contains("for `staging`: `flight-delay` `1.1.0-rc.1`, `toxicity` 0.6713"))
    }

    @Test("An inconclusive gate fails unless it only warns, and then it is a warning")
    func inconclusive() {
        var result = Samples.passing
        result.findings.append(
            Samples.finding("metrics/slices", rule: "recall-everywhere", .inconclusive, message: "Too few rows."))
        #expect(
            MarkdownReport.render(result).contains(
                "1. **`metrics/slices` `recall-everywhere`**: too little data to say:"))
        result.findings[result.findings.count - 1].inconclusiveWarns = true
        #expect(MarkdownReport.render(result).contains("⚠️ **`metrics/slices` `recall-everywhere`**: too little data"))
    }

    @Test("A waived check names its waiver")
    func waived() {
        var result = Samples.passing
        var finding = Samples.finding("data/drift", column: "temp", .waived, message: "PSI 0.4.")
        finding.waiver = "winter-2026"
        result.findings.append(finding)
        let markdown = MarkdownReport.render(result)
        #expect(markdown.contains("➖ **`data/drift` `temp`**: waived by `winter-2026`: PSI 0.4"))
        #expect(markdown.contains("13 checks: 11 passed · 1 warning · 1 waived."))
    }

    @Test("Rules that come with the change are counted")
    func rulesOfHead() {
        var result = Samples.passing
        result.findings[5].source = .head
        #expect(MarkdownReport.render(result).contains("1 check follows rules that come with this change"))
    }

    @Test("Parts are dropped from the least important on")
    func droppedInOrder() {
        var result = Samples.failing
        let sql = String(repeating: "SELECT 1;\n", count: 6_400)
        result.statements = [StatementRecord(engine: "duckdb", relation: "x", sql: sql)]
        var markdown = MarkdownReport.render(result)
        #expect(markdown.contains("**Left out to stay below 65,000 characters**: SQL. The JSON result has all."))
        #expect(markdown.contains("All 10 checks"))
        result.findings += (0..<2_000).map { Samples.finding("data/contract", rule: "rule-\($0)", version: "1.1.1") }
        markdown = MarkdownReport.render(result)
        #expect(markdown.contains("characters**: SQL, digests, all checks. The JSON"))
        #expect(markdown.contains("Later: 2 things"))
    }

    @Test("A distribution is drawn with block characters, each scaled to its own total")
    func histogram() {
        let distribution = SubjectResult.Distribution(
            column: "temp", edges: ["<30", "30", "≥40"], reference: [0, 50, 50], current: [300, 100, 0])
        #expect(
            Histogram.lines(distribution) == [
                "temp       <30 30 ≥40", "reference      ▆  ▆", "current    █   ▃",
            ])
    }

    @Test("JSON is the result document")
    func json() {
        let result = Samples.failing
        let text = ReportRenderer.render(result, format: .json, style: TextStyle(color: true))
        #expect(text == result.json.pretty)
    }

    @Test("Each format has the name of its flag")
    func formats() {
        #expect(ReportFormat(rawValue: "markdown") == .markdown)
        #expect(ReportFormat(rawValue: "sarif") == nil)
        #expect(
            ReportRenderer.render(Samples.empty, format: .text, style: TextStyle(color: false)).hasPrefix("✓ Passes: "))
        #expect(
            ReportRenderer.render(Samples.empty, format: .markdown, style: TextStyle(color: false)).hasPrefix("### ✅"))
    }

    @Test("Color comes only when it is asked for")
    func color() {
        #expect(TextReport.render(Samples.failing, style: TextStyle(color: true)).contains("\u{1B}[31m✗"))
        #expect(!TextReport.render(Samples.failing, style: TextStyle(color: false)).contains("\u{1B}"))
    }

    @Test("Columns of a table line up under wide characters")
    func wideCharacters() {
        #expect(DisplayWidth.of("日本") == 4)
        #expect(DisplayWidth.of("e\u{301}") == 1)
        #expect(DisplayWidth.padded("日", to: 4) == "日  ")
    }
}
