/// What the gate found about one version at one stage.
package struct SubjectResult: Sendable, Hashable {
    package struct Baseline: Sendable, Hashable {
        package var version: String
        package var stage: String

        package init(version: String, stage: String) {
            self.version = version
            self.stage = stage
        }
    }

    package struct Flips: Sendable, Hashable {
        /// Examples that the baseline got right and the candidate gets wrong.
        package var toWrong: Int
        package var toRight: Int

        package init(toWrong: Int, toRight: Int) {
            self.toWrong = toWrong
            self.toRight = toRight
        }
    }

    package struct SliceNotJudged: Sendable, Hashable {
        package var slice: String
        package var n: Int
        package var reason: String
    }

    package struct Distribution: Sendable, Hashable {
        package var column: String
        package var edges: [String]
        package var reference: [Int]
        package var current: [Int]
    }

    /// A recorded file whose digest differs from the baseline's.
    package struct NamedChange: Sendable, Hashable {
        package enum Kind: String, Sendable { case added, removed, changed }
        package var name: String
        package var change: Kind
        package var from: Digest?
        package var to: Digest?

        package init(name: String, change: Kind, from: Digest?, to: Digest?) {
            self.name = name
            self.change = change
            self.from = from
            self.to = to
        }
    }

    /// What changed since the baseline.
    package struct Changes: Sendable, Hashable {
        /// Parameter name to its old and new text; nil where absent.
        package var params: [String: [String?]] = [:]
        package var data: [NamedChange] = []
        package var code: [String] = []
        package var artifacts: [NamedChange] = []

        package init() {}
    }

    /// One claim of a version along the `parent` line.
    package struct HistoryPoint: Sendable, Hashable {
        package var version: String
        package var metric: String
        package var dataset: String
        package var value: Double

        package init(version: String, metric: String, dataset: String, value: Double) {
            self.version = version
            self.metric = metric
            self.dataset = dataset
            self.value = value
        }
    }

    package var model: String
    package var version: String
    package var task: String
    package var stage: String
    package var baseline: Baseline?
    package var verdict: Verdict
    package var enforced: Bool
    /// `R0` … `R4`.
    package var reproducibility: String
    package var metrics: [MetricRow]
    package var slicesNotJudged: [SliceNotJudged] = []
    /// Nil without a baseline on the same test data.
    package var flips: Flips?
    package var distributions: [Distribution] = []
    package var changes: Changes
    package var history: [HistoryPoint]
    package var policyDigest: Digest
    /// What happens next, sentence by sentence, each naming its command.
    package var next: [String]
    /// Everything that was judged: kind (as in a promotion record's inputs) to digest.
    package var digests: [String: Digest]

    package init(
        model: String, version: String, task: String, stage: String, baseline: Baseline? = nil, verdict: Verdict,
        enforced: Bool, reproducibility: String, metrics: [MetricRow] = [], flips: Flips? = nil,
        changes: Changes = Changes(), history: [HistoryPoint] = [], policyDigest: Digest, next: [String] = [],
        digests: [String: Digest] = [:]
    ) {
        self.model = model
        self.version = version
        self.task = task
        self.stage = stage
        self.baseline = baseline
        self.verdict = verdict
        self.enforced = enforced
        self.reproducibility = reproducibility
        self.metrics = metrics
        self.flips = flips
        self.changes = changes
        self.history = history
        self.policyDigest = policyDigest
        self.next = next
        self.digests = digests
    }
}

extension SubjectResult: JSONConvertible {
    package var json: JSON {
        .object([
            "model": .string(model), "version": .string(version), "task": .string(task), "stage": .string(stage),
            "baseline": baseline.map {
                .object(["version": .string($0.version), "stage": .string($0.stage)])
            } ?? .null,
            "verdict": .string(verdict.rawValue), "enforced": .bool(enforced),
            "reproducibility": .string(reproducibility), "metrics": .list(metrics),
            "slicesNotJudged": .array(
                slicesNotJudged.map {
                    .object(["slice": .string($0.slice), "n": .integer(Int64($0.n)), "reason": .string($0.reason)])
                }),
            "flips": flips.map {
                .object(["toWrong": .integer(Int64($0.toWrong)), "toRight": .integer(Int64($0.toRight))])
            } ?? .null,
            "distributions": .array(
                distributions.map {
                    .object([
                        "column": .string($0.column), "edges": .strings($0.edges),
                        "reference": .array($0.reference.map { .integer(Int64($0)) }),
                        "current": .array($0.current.map { .integer(Int64($0)) }),
                    ])
                }),
            "changes": changes.json,
            "history": .array(
                history.map {
                    .object([
                        "version": .string($0.version), "metric": .string($0.metric), "dataset": .string($0.dataset),
                        "value": .number($0.value),
                    ])
                }),
            "policyDigest": .string(policyDigest.description), "next": .strings(next),
            "digests": .object(digests.mapValues { .string($0.description) }),
        ])
    }
}

extension SubjectResult.Changes: JSONConvertible {
    package var json: JSON {
        .object([
            "params": .object(params.mapValues { .array($0.map(JSON.optional)) }), "data": .list(data),
            "code": .strings(code), "artifacts": .list(artifacts),
        ])
    }
}

extension SubjectResult.NamedChange: JSONConvertible {
    package var json: JSON {
        .object([
            "name": .string(name), "change": .string(change.rawValue), "from": .optional(from?.description),
            "to": .optional(to?.description),
        ])
    }
}
