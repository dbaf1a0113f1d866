import SluiceCore

/// Results as the gate makes them, to be rendered.
enum Samples {
    static let asOf = Instant(secondsSince1970: 1_795_168_800)
    static let policyDigest = Digest.of("policy")

    static func commit(_ prefix: String) -> ObjectID? {
        ObjectID(prefix + String(repeating: "0", count: 40 - prefix.count))
    }

    static func document(
        _ verdict: Verdict, subjects: [SubjectResult], findings: [Finding], head: String? = "9be0d11",
        policy: PolicyReference? = PolicyReference(digest: policyDigest, source: .base, changedInHead: false)
    ) -> CheckResult {
        CheckResult(
            asOf: asOf, registryName: "acme-models", registryPath: "registry", verdict: verdict,
            base: commit("4f1c2ab"), head: head.flatMap(commit), policy: policy, subjects: subjects,
            findings: findings,
            statements: [
                StatementRecord(
                    engine: "duckdb", relation: "flight-delay@1.1.0:test",
                    sql: "SELECT count(*) AS n,\n  count_if(late = 1) AS positives\nFROM test")
            ])
    }

    static func subject(
        _ version: String = "1.1.0", model: String = "flight-delay", stage: String = "staging", verdict: Verdict,
        enforced: Bool = true, metrics: [MetricRow] = [], next: [String] = []
    ) -> SubjectResult {
        var changes = SubjectResult.Changes()
        changes.params = ["blend": ["lr", "lr+hgb"], "max_iter": ["300", "150"]]
        changes.code = ["code/train.py", "code/features.py", "code/blend.py", "code/evaluate.py"]
        return SubjectResult(
            model: model, version: version, task: "binary-classification", stage: stage,
            baseline: .init(version: "1.0.0", stage: "production"), verdict: verdict, enforced: enforced,
            reproducibility: "R2", metrics: metrics, changes: changes, history: [], policyDigest: policyDigest,
            next: next, digests: ["manifest:\(model)@\(version)": Digest.of(version)])
    }

    static func row(
        _ metric: String, gate: String?, _ outcome: Outcome = .passed, direction: Direction? = .higher, value: Double?,
        baseline: Double? = nil, change: Double? = nil, limit: String?
    ) -> MetricRow {
        MetricRow(
            metric: metric, dataset: "test", gate: gate, outcome: outcome, direction: direction,
            baseline: baseline == nil ? nil : "1.0.0", value: value, claimed: value, recomputed: true,
            baselineValue: baseline, change: change, n: 55_589, limit: limit)
    }

    static func finding(
        _ check: String, rule: String? = nil, dataset: String? = nil, column: String? = nil,
        _ outcome: Outcome = .passed, severity: Severity = .error, required: Bool = true, observed: String? = nil,
        bound: Double? = nil, expected: String? = nil, message: String = "Holds.", remedy: String = "",
        line: Int? = nil, version: String = "1.1.0"
    ) -> Finding {
        Finding(
            check: check, rule: rule, model: "flight-delay", version: version, stage: "staging", dataset: dataset,
            column: column, outcome: outcome, severity: severity, required: required, observed: observed,
            expected: expected, boundValue: bound, message: message, remedy: remedy,
            location: line.map { SourceLocation(file: "registry/models/flight-delay/model.yaml", line: $0, column: 5) })
    }

    static var passingFindings: [Finding] {
        [
            finding("registry/schema"), finding("artifacts/digest"), finding("artifacts/format"),
            finding("data/digest", dataset: "train"), finding("data/digest", dataset: "test"),
            finding("data/contract", rule: "schema[0].properties[3]", dataset: "train", column: "late"),
            finding("metrics/coverage", dataset: "test"), finding("metrics/claim", dataset: "test"),
            finding("metrics/threshold", rule: "auc-floor", dataset: "test", bound: 0.66),
            finding("metrics/change", rule: "auc-against-live", dataset: "test", bound: -0.005),
            finding("metrics/threshold", rule: "loss-ceiling", dataset: "test", bound: 0.55),
            finding(
                "data/skew", dataset: "serving", column: "temp", .warned, severity: .warning, observed: "PSI 3.11",
                message: "PSI 3.11 between `serving` and `train`, warns above 0.2.", line: 13),
            finding(
                "reproducibility/rerun", .warned, required: false, message: "Never re-executed.",
                remedy: "`sluice reproduce flight-delay@1.1.0`."),
            finding("governance/model-card", .warned, required: false, message: "No section on `limitations`."),
        ]
    }

    static var passing: CheckResult {
        let rows = [
            row("roc_auc", gate: "auc-floor", value: 0.6713, baseline: 0.6653, change: 0.00604, limit: "≥ 0.66"),
            row(
                "roc_auc", gate: "auc-against-live", value: 0.6713, baseline: 0.6653, change: 0.00604,
                limit: "change ≥ −0.005"),
            row(
                "log_loss", gate: "loss-ceiling", direction: .lower, value: 0.4388, baseline: 0.4430, change: -0.0042,
                limit: "≤ 0.55"),
        ]
        let next = [
            "Merging registers 1.1.0 and `staging` takes it automatically.",
            "`production` then needs: 24 h in `staging`, 1 approval from `@release`.",
        ]
        return document(
            .passed, subjects: [subject(verdict: .passed, metrics: rows, next: next)], findings: passingFindings)
    }

    static var failing: CheckResult {
        var change = row(
            "roc_auc", gate: "roc_auc-vs-production", .failed, value: 0.6593, baseline: 0.6653, change: -0.0060,
            limit: "change ≥ −0.005")
        change.interval = [-0.0092, -0.0028]
        change.worst = -0.0092
        change.confidence = 0.95
        change.method = "paired DeLong"
        let rows = [
            row(
                "roc_auc", gate: "roc_auc-min", .failed, value: 0.6593, baseline: 0.6653, change: -0.0060,
                limit: "≥ 0.66"),
            change,
            row(
                "log_loss", gate: "loss-ceiling", direction: .lower, value: 0.4499, baseline: 0.4430, change: 0.0069,
                limit: "≤ 0.55"),
        ]
        var subject = subject(
            "1.1.1", verdict: .failed, metrics: rows,
            next: [
                "Fix and run `sluice register flight-delay --version 1.1.1 --replace` (not yet on `main`, so it may be"
                    + " replaced), or accept it with a waiver that is merged first: `sluice explain metrics/change`."
            ])
        subject.flips = .init(toWrong: 5_932, toRight: 3_858)
        subject.changes.code = []
        subject.changes.params = ["features": ["12", "6"]]
        let findings =
            passingFindings.filter { $0.family != "metrics" }.map { finding in
                var finding = finding
                finding.version = "1.1.1"
                return finding
            } + [
                finding(
                    "metrics/threshold", rule: "roc_auc-min", dataset: "test", .failed, observed: "0.6593",
                    bound: 0.66, expected: "≥ 0.66", message: "`roc_auc` is too low.", line: 16, version: "1.1.1"),
                finding(
                    "metrics/change", rule: "roc_auc-vs-production", dataset: "test", .failed, bound: -0.005,
                    message: "`roc_auc` got worse.", line: 18, version: "1.1.1"),
                finding("metrics/threshold", rule: "loss-ceiling", dataset: "test", bound: 0.55, version: "1.1.1"),
            ]
        return document(.failed, subjects: [subject], findings: findings, head: "c07d9aa")
    }

    static var undecided: CheckResult {
        let findings = [
            finding("registry/schema"),
            finding(
                "data/digest", dataset: "test", .errored,
                message: "No bytes of `examples/flight-delay/data/test.parquet` with the recorded digest are here.",
                remedy: "Fetch them, for example with `git lfs pull`, and run again."),
            finding("metrics/threshold", rule: "auc-floor", .notRun, message: "Needs the dataset `test`."),
        ]
        var subject = subject(verdict: .undecided)
        subject.baseline = nil
        return document(.undecided, subjects: [subject], findings: findings)
    }

    static var notEnforced: CheckResult {
        var result = failing
        result.verdict = .passed
        result.subjects[0].enforced = false
        result.subjects[0].next = []
        return result
    }

    static var dataFailure: CheckResult {
        let findings = [
            finding("registry/schema"),
            finding(
                "data/contract", rule: "schema[0].properties[3].quality[0]", dataset: "train", column: "distance",
                .failed, observed: "12 rows", expected: "0 rows", message: "Values of `distance` are below 0.",
                remedy: "`sluice explain data/contract`", line: 40),
        ]
        var subject = subject(verdict: .failed)
        subject.baseline = nil
        return document(.failed, subjects: [subject], findings: findings)
    }

    static var empty: CheckResult { document(.passed, subjects: [], findings: []) }

    static var registryFailure: CheckResult {
        var finding = finding(
            "registry/immutable-version", .failed,
            message: "`registry/models/flight-delay/versions/1.0.0.yaml` was edited.",
            remedy: "Restore it and register a new version instead.")
        finding.version = nil
        finding.stage = nil
        return document(.failed, subjects: [], findings: [finding])
    }

    static var manyModels: CheckResult {
        var result = failing
        result.subjects = passing.subjects + failing.subjects
        result.findings += passing.findings
        result.subjects.append(subject("2.0.0", model: "fraud", verdict: .undecided))
        result.subjects.append(subject("3.1.0", model: "ranking", verdict: .passed))
        var open = finding("data/digest", dataset: "test", .errored, message: "No bytes of `fraud.parquet` are here.")
        open.model = "fraud"
        open.version = "2.0.0"
        result.findings.append(open)
        return result
    }

    static var policyEdited: CheckResult {
        var result = passing
        result.policy?.changedInHead = true
        result.notices = ["`registry/sluice.yaml` was edited: `production` loses its rule `soak`."]
        return result
    }

    static var workingTree: CheckResult {
        var result = passing
        result.head = nil
        result.scope = ["working tree against origin/main"]
        return result
    }
}
