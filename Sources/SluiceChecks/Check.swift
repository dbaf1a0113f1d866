package import SluiceCore

/// One check: what it needs to know, and how it judges. Both functions are pure; the gate gathers what is needed.
package protocol Check: Sendable {
    var descriptor: CheckDescriptor { get }

    /// Whether there is anything to judge. What does not apply is counted and gives no finding.
    func applies(to subject: CheckSubject) -> Bool

    /// What must be known next. The gate asks again with what has been gathered until nothing new is named, so that a
    /// check can look at a file's columns before it asks for measures over them.
    func needs(for subject: CheckSubject, known facts: Facts) -> [Need]

    /// One finding for every rule, passed or not. The gate fills in model, version, stage and whether it is required.
    func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement
}

/// What a check is, for `explain` and the documentation.
package struct CheckDescriptor: Sendable, Hashable {
    /// `family/name`.
    package let id: String
    /// One line: what it judges.
    package let summary: String
    /// Why it matters, in a few sentences.
    package let why: String
    package let defaultSeverity: Severity
    /// What to do when it fails, in order.
    package let remedies: [String]
    package let passingExample: CheckExample
    package let failingExample: CheckExample

    package init(
        id: String, summary: String, why: String, defaultSeverity: Severity = .error, remedies: [String],
        passingExample: CheckExample, failingExample: CheckExample
    ) {
        self.id = id
        self.summary = summary
        self.why = why
        self.defaultSeverity = defaultSeverity
        self.remedies = remedies
        self.passingExample = passingExample
        self.failingExample = failingExample
    }
}

/// An example that the documentation prints and a test runs.
package struct CheckExample: Sendable, Hashable {
    /// What is special about it, in one sentence.
    package let title: String
    /// What a person would look at: a piece of a manifest, a few rows.
    package let text: String

    package init(title: String, text: String) {
        self.title = title
        self.text = text
    }
}

/// What a check returns.
package struct Judgement: Sendable, Hashable {
    package var findings: [Finding] = []
    package var metrics: [MetricRow] = []
    package var flips: SubjectResult.Flips?
    /// Sentences for the report.
    package var notices: [String] = []

    package init() {}

    package init(_ findings: Finding...) { self.findings = findings }
}
