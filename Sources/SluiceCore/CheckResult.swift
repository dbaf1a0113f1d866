/// The result document of one gate run. Every report is a pure function of it.
package struct CheckResult: Sendable, Hashable {
    package var asOf: Instant
    package var registryName: String?
    /// Path of the registry folder relative to the repository root; `.` for the root itself.
    package var registryPath: String?
    package var verdict: Verdict
    package var base: ObjectID?
    package var head: ObjectID?
    package var policy: PolicyReference?
    /// Sentences for people, in order: what was assumed, left out, or comes with the change.
    package var notices: [String]
    /// What the first line of a report ends with, such as "working tree against origin/main"; never in the JSON.
    package var scope: [String]
    package var subjects: [SubjectResult]
    package var findings: [Finding]
    package var statements: [StatementRecord]
    package var notApplicable: Int

    package init(
        asOf: Instant, registryName: String? = nil, registryPath: String? = nil, verdict: Verdict,
        base: ObjectID? = nil, head: ObjectID? = nil, policy: PolicyReference? = nil, notices: [String] = [],
        scope: [String] = [], subjects: [SubjectResult] = [], findings: [Finding] = [],
        statements: [StatementRecord] = [], notApplicable: Int = 0
    ) {
        self.asOf = asOf
        self.registryName = registryName
        self.registryPath = registryPath
        self.verdict = verdict
        self.base = base
        self.head = head
        self.policy = policy
        self.notices = notices
        self.scope = scope
        self.subjects = subjects
        self.findings = findings
        self.statements = statements
        self.notApplicable = notApplicable
    }

    package var summary: OutcomeSummary { OutcomeSummary(findings, notApplicable: notApplicable) }
}

/// Which policy judged, and whether the change edits it.
package struct PolicyReference: Sendable, Hashable, JSONConvertible {
    package var digest: Digest
    package var source: RuleSource
    package var changedInHead: Bool

    package init(digest: Digest, source: RuleSource, changedInHead: Bool) {
        self.digest = digest
        self.source = source
        self.changedInHead = changedInHead
    }

    package var json: JSON {
        .object([
            "digest": .string(digest.description), "source": .string(source.rawValue),
            "changedInHead": .bool(changedInHead),
        ])
    }
}

/// One SQL statement that was run, naming relations and never paths.
package struct StatementRecord: Sendable, Hashable, JSONConvertible {
    package var engine: String
    package var relation: String
    package var sql: String

    package init(engine: String, relation: String, sql: String) {
        self.engine = engine
        self.relation = relation
        self.sql = sql
    }

    package var json: JSON {
        .object(["engine": .string(engine), "relation": .string(relation), "sql": .string(sql)])
    }
}

extension CheckResult: JSONConvertible {
    package var json: JSON {
        .object([
            "apiVersion": .string("sluice/v1"), "kind": .string("CheckResult"), "sluice": .string(Sluice.version),
            "asOf": .string(asOf.description),
            "registry": registryName.map {
                .object(["name": .string($0), "path": .optional(registryPath)])
            } ?? .null,
            "verdict": .string(verdict.rawValue), "base": .optional(base?.hex), "head": .optional(head?.hex),
            "policy": .optional(policy), "notices": .strings(notices), "subjects": .list(subjects),
            "findings": .list(findings), "statements": .list(statements), "summary": summary.json,
        ])
    }
}

/// This program.
package enum Sluice {
    package static let version = "0.1.0"
    package static let apiVersion = "sluice/v1"
    /// The number of the rule set: raised by each release that can change an outcome.
    package static let ruleSet = 1
}
