import SluiceCore

/// The findings of one run of the structural rules: each problem once, each finding with an id of its own.
struct FindingList {
    /// What a finding is about.
    struct Subject {
        var model: String?
        var version: String?
        var stage: String?

        init(model: String? = nil, version: SemanticVersion? = nil, stage: String? = nil) {
            self.model = model
            self.version = version?.description
            self.stage = stage
        }

        init(_ path: RegistryPath) {
            switch path {
            case .model(let model), .contract(let model, _), .card(let model): self.init(model: model)
            case .version(let model, let version), .evaluation(let model, let version, _),
                .evidence(let model, let version, _), .artifact(let model, let version):
                self.init(model: model, version: version)
            case .pointer(let model, let stage), .retired(let model, let stage): self.init(model: model, stage: stage)
            default: self.init()
            }
        }
    }

    private(set) var findings: [Finding] = []
    private var seen: Set<Diagnostic> = []
    private var ids: Set<Digest> = []

    mutating func fail(
        _ check: String, _ message: String, path: String, at location: SourceLocation? = nil, remedy: String,
        subject: Subject? = nil, outcome: Outcome = .failed
    ) {
        let place = location ?? SourceLocation(file: path)
        guard seen.insert(Diagnostic(message, at: place)).inserted else { return }
        add(
            Finding(
                check: check, rule: path, model: subject?.model, version: subject?.version, stage: subject?.stage,
                outcome: outcome, required: true, source: .base, message: message, remedy: remedy, location: place))
    }

    /// The most problems of one file that become findings.
    static let mostProblems = 100

    /// A file that does not parse: one finding for each problem.
    mutating func adopt(_ invalid: InvalidFile, path: String, subject: Subject? = nil) {
        let rest = invalid.diagnostics.count - FindingList.mostProblems
        if rest > 0 {
            fail(
                "registry/schema", "`\(path)` has \(rest) more problems", path: path,
                remedy: "correct the first ones, then run `sluice lint`", subject: subject)
        }
        for problem in invalid.diagnostics.prefix(FindingList.mostProblems) {
            fail(
                "registry/schema", problem.message, path: problem.location?.file ?? path, at: problem.location,
                remedy: problem.remedy.isEmpty ? "correct the file, then run `sluice lint`" : problem.remedy,
                subject: subject)
        }
    }

    mutating func pass(
        _ check: String, _ message: String, rule: String? = nil, subject: Subject? = nil, severity: Severity = .error,
        location: SourceLocation? = nil
    ) {
        add(
            Finding(
                check: check, rule: rule, model: subject?.model, version: subject?.version, stage: subject?.stage,
                outcome: .passed, severity: severity, required: true, source: .base, message: message,
                location: location))
    }

    /// Whether a check found a problem; with a subject, a problem of that version.
    func hasProblem(of check: String, subject: Subject? = nil) -> Bool {
        findings.contains { finding in
            finding.check == check && finding.outcome != .passed
                && (subject == nil || (finding.model == subject?.model && finding.version == subject?.version))
        }
    }

    /// The value, or nil after its problems became findings.
    /// - Throws: `unreadable` only.
    mutating func attempt<Value>(
        _ path: String, subject: Subject? = nil, _ load: () throws(RegistryError) -> Value?
    ) throws(RegistryError) -> Value? {
        do throws(RegistryError) {
            return try load()
        } catch {
            guard case .invalid(let file) = error else { throw error }
            adopt(file, path: path, subject: subject)
            return nil
        }
    }

    /// Several findings of one rule and subject are told apart by a number.
    private mutating func add(_ finding: Finding) {
        var finding = finding
        let rule = finding.rule ?? ""
        var number = 1
        while !ids.insert(finding.id).inserted {
            number += 1
            finding.rule = "\(rule)#\(number)"
        }
        findings.append(finding)
    }
}
