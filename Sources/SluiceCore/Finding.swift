/// What a check said about one subject.
package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case passed
    case failed
    /// Failed, at a severity or in a place that does not move the verdict.
    case warned
    case waived
    /// Too little data to say.
    case inconclusive
    /// The data, file or engine could not be used.
    case errored
    case notRun = "not-run"
}

/// How much a finding weighs. Only errors of required checks move a verdict.
package enum Severity: String, Sendable, Hashable, Comparable, CaseIterable {
    case info
    case warning
    case error

    package static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// Where a rule was read: at the merge target, or from the change itself.
package enum RuleSource: String, Sendable, Hashable {
    case base
    case head
}

/// One rule's outcome for one subject.
package struct Finding: Sendable, Hashable {
    /// `family/name`.
    package var check: String
    /// The gate's id, the contract rule's path, or nil where the check has one rule.
    package var rule: String?
    package var model: String?
    package var version: String?
    package var stage: String?
    package var dataset: String?
    package var column: String?
    package var slice: String?
    package var outcome: Outcome
    package var severity: Severity
    /// Whether the judged stage requires this check (or it is of the `registry` family).
    package var required: Bool
    package var source: RuleSource
    /// What was seen, for people; nil when there is nothing to show.
    package var observed: String?
    package var observedValue: Double?
    package var expected: String?
    package var boundValue: Double?
    package var message: String
    /// What to do next; empty when nothing is needed.
    package var remedy: String
    /// The id of the waiver that applied.
    package var waiver: String?
    /// Masked sample rows: column to text.
    package var samples: [[String: String]]
    package var location: SourceLocation?
    /// `inconclusive: warn` was set where this rule is written, so an inconclusive outcome does not fail.
    package var inconclusiveWarns: Bool

    package init(
        check: String, rule: String? = nil, model: String? = nil, version: String? = nil, stage: String? = nil,
        dataset: String? = nil, column: String? = nil, slice: String? = nil, outcome: Outcome,
        severity: Severity = .error, required: Bool = false, source: RuleSource = .base, observed: String? = nil,
        observedValue: Double? = nil, expected: String? = nil, boundValue: Double? = nil, message: String,
        remedy: String = "", waiver: String? = nil, samples: [[String: String]] = [],
        location: SourceLocation? = nil, inconclusiveWarns: Bool = false
    ) {
        self.check = check
        self.rule = rule
        self.model = model
        self.version = version
        self.stage = stage
        self.dataset = dataset
        self.column = column
        self.slice = slice
        self.outcome = outcome
        self.severity = severity
        self.required = required
        self.source = source
        self.observed = observed
        self.observedValue = observedValue
        self.expected = expected
        self.boundValue = boundValue
        self.message = message
        self.remedy = remedy
        self.waiver = waiver
        self.samples = samples
        self.location = location
        self.inconclusiveWarns = inconclusiveWarns
    }

    /// Stable over runs: the SHA-256 of check, stage, model, version, dataset, column, slice and rule, joined by LF.
    package var id: Digest {
        Digest.of(
            [check, stage, model, version, dataset, column, slice, rule].map { $0 ?? "" }.joined(separator: "\n"))
    }

    /// The family of the check: what stands before the slash.
    package var family: String { String(check.prefix { $0 != "/" }) }
}

extension Finding: JSONConvertible {
    package var json: JSON {
        .object([
            "id": .string(id.description), "check": .string(check), "rule": .optional(rule), "model": .optional(model),
            "version": .optional(version), "stage": .optional(stage), "dataset": .optional(dataset),
            "column": .optional(column), "slice": .optional(slice), "outcome": .string(outcome.rawValue),
            "severity": .string(severity.rawValue), "required": .bool(required), "source": .string(source.rawValue),
            "observed": .optional(observed), "observedValue": .optional(observedValue), "expected": .optional(expected),
            "boundValue": .optional(boundValue), "message": .string(message), "remedy": .string(remedy),
            "waiver": .optional(waiver),
            "samples": .array(samples.map { .object($0.mapValues(JSON.string)) }), "location": .optional(location),
        ])
    }
}

extension SourceLocation: JSONConvertible {
    package var json: JSON {
        .object(["file": .string(file), "line": .optional(line), "column": .optional(column)])
    }
}
