import SluiceCore
import Testing

struct ResultTests {
    @Test func `JSON has sorted keys, shortest numbers and non-finite numbers as texts`() {
        let value = JSON.object([
            "b": .number(1), "a": .array([.number(.nan), .number(-.infinity), .number(0.1), .null]),
            "é": .string("\u{1}\"\\\n"),
        ])
        #expect(value.compact == #"{"a":["NaN","-Infinity",0.1,null],"b":1,"é":"\u0001\"\\\n"}"#)
    }

    @Test func `what was written reads back`() throws {
        let value = JSON.object(["a": .integer(-3), "b": .bool(true), "c": .array([.string("x"), .number(0.5)])])
        #expect(try JSON.parse(value.pretty.utf8) == value)
        #expect(throws: UnreadableJSON.self) { try JSON.parse("{\"a\":".utf8) }
    }

    private func finding(_ outcome: Outcome, _ severity: Severity = .error, required: Bool = true) -> Finding {
        Finding(check: "metrics/threshold", outcome: outcome, severity: severity, required: required, message: "")
    }

    @Test func `a subject without any check is undecided`() {
        #expect(Verdict.of([], requiresChecks: true) == .undecided)
        #expect(Verdict.of([finding(.passed, required: false)], requiresChecks: true) == .undecided)
        #expect(Verdict.of([], requiresChecks: false) == .passed)
    }

    @Test func `only errors of required checks move the verdict`() {
        #expect(Verdict.of([finding(.passed), finding(.failed, .warning)], requiresChecks: true) == .passed)
        #expect(Verdict.of([finding(.passed), finding(.failed, required: false)], requiresChecks: true) == .passed)
        #expect(Verdict.of([finding(.passed), finding(.failed)], requiresChecks: true) == .failed)
    }

    @Test(arguments: [Outcome.errored, .notRun])
    func `what could not be evaluated never passes`(outcome: Outcome) {
        #expect(Verdict.of([finding(.passed), finding(outcome)], requiresChecks: true) == .undecided)
        #expect(Verdict.of([finding(outcome), finding(.failed)], requiresChecks: true) == .failed)
    }

    @Test func `an inconclusive rule fails unless it is set to warn`() {
        var inconclusive = finding(.inconclusive)
        #expect(Verdict.of([inconclusive], requiresChecks: true) == .failed)
        inconclusive.inconclusiveWarns = true
        #expect(Verdict.of([inconclusive], requiresChecks: true) == .passed)
    }

    @Test func `a finding's id is the digest of what names it`() {
        let finding = Finding(
            check: "a/b", rule: "r", model: "m", version: "1.0.0", stage: "s", dataset: "d", column: nil,
            slice: nil, outcome: .passed, message: "one")
        #expect(finding.id == Digest.of("a/b\ns\nm\n1.0.0\nd\n\n\nr"))
    }
}
