package import SluiceCore

/// What was seen when a version was judged, as an in-toto Statement v1. It never replaces measuring: nothing reads it to
/// decide.
package enum Evidence {
    package static let statementType = "https://in-toto.io/Statement/v1"
    package static let predicateType = "urn:sluice:gate:v1"

    /// The statement about one subject: sorted-key JSON without any time, with a final newline.
    ///
    /// - Parameter findings: those of the subject.
    package static func statement(
        _ subject: SubjectResult, findings: some Sequence<Finding>, policy: Digest
    ) -> [UInt8] {
        let inputs = subject.digests.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        let rules = findings.sorted { $0.id < $1.id }.map { rule($0, subject) }
        let statement = JSON.object([
            "_type": .string(statementType), "predicateType": .string(predicateType),
            "subject": .array(inputs.map { resource($0.key, $0.value) }),
            "predicate": .object([
                "result": .string(result(subject.verdict)), "configuration": .array([resource("policy", policy)]),
                "model": .string(subject.model), "version": .string(subject.version), "stage": .string(subject.stage),
                "rules": .array(rules),
            ]),
        ])
        return Array(statement.pretty.utf8)
    }

    /// Where a statement lies: `evidence/<version>/<hex>.json` under the model's folder.
    package static func path(modelFolder: String, version: String, statement: [UInt8]) -> String {
        RepositoryPath.join(modelFolder, "evidence", version, Digest.of(statement).hex + ".json")
    }

    private static func result(_ verdict: Verdict) -> String {
        switch verdict {
        case .passed: "PASSED"
        case .failed, .undecided: "FAILED"
        }
    }

    private static func resource(_ name: String, _ digest: Digest) -> JSON {
        .object(["name": .string(name), "digest": .object(["sha256": .string(digest.hex)])])
    }

    /// One rule: what was compared with what. Metric fields are null for rules that judge no metric.
    private static func rule(_ finding: Finding, _ subject: SubjectResult) -> JSON {
        let row = subject.metrics.first { $0.gate != nil && $0.gate == finding.rule && $0.slice == finding.slice }
        return .object([
            "check": .string(finding.check), "rule": .optional(finding.rule), "dataset": .optional(finding.dataset),
            "slice": .optional(finding.slice), "metric": .optional(row?.metric),
            "comparator": .optional(finding.expected), "threshold": .optional(finding.boundValue),
            "value": .optional(finding.observedValue),
            "interval": row?.interval.map { .array($0.map(JSON.number)) } ?? .null, "n": .optional(row?.n),
            "outcome": .string(finding.outcome.rawValue),
        ])
    }
}
