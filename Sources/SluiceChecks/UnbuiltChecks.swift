package import SluiceCore
import SluiceRegistry

/// Checks that a registry or a model names and that this release does not carry out: said, never skipped.
package enum UnbuiltChecks {
    /// One `not-run` finding for each that the judged stage requires by name, that `checks:` sets, or that a gate asks
    /// for. A family in `requires` means its built checks.
    package static func findings(for subject: CheckSubject) -> [Finding] {
        var named: [(id: String, location: SourceLocation)] = []
        named += subject.stage.requires.map { ($0, subject.stage.location) }
        named += (subject.policy.checks + subject.model.value.checks).map { ($0.check, $0.location) }
        var seen: Set<String> = []
        var findings: [Finding] = []
        for (id, location) in named {
            guard let what = CheckCatalog.notBuilt[id], seen.insert(id).inserted else { continue }
            findings.append(finding(id, what, subject, at: location))
        }
        for gate in subject.gates {
            for kind in gate.unbuiltKinds {
                let id = "metrics/\(kind.key)"
                var finding = finding(
                    id, CheckCatalog.notBuilt[id] ?? "gates of the kind `\(kind.key)`", subject, at: kind.location)
                finding.rule = gate.id
                finding.dataset = gate.dataset
                finding.source = gate.source
                finding.severity = gate.severity
                findings.append(finding)
            }
        }
        return findings
    }

    private static func finding(
        _ id: String, _ what: String, _ subject: CheckSubject, at location: SourceLocation
    ) -> Finding {
        let severity = CheckSettings.severity(
            of: id, policy: subject.policy, model: subject.model.value, default: defaultSeverity[id] ?? .error)
        return Finding(
            check: id, outcome: .notRun, severity: severity, source: subject.modelSource,
            message: "Sluice \(Sluice.version) does not carry out `\(id)`: \(what).",
            remedy: "Leave it out until a release carries it out.", location: location)
    }

    private static let defaultSeverity: [String: Severity] = [
        "governance/risk": .warning, "data/skew": .warning, "data/label-balance": .warning,
    ]
}
