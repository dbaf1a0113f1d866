import SluiceCore

/// Required checks that warn, and those that a waiver excuses.
struct WarningSections {
    let findings: [Finding]

    var sections: [ReportSection] {
        let warnings = findings.filter(\.warns).map { finding -> RichText in
            let remedy: RichText =
                finding.remedy.isEmpty ? RichText(spans: []) : " · \(Prose.clause(finding.remedy, limit: 300))"
            return "\(Mark.warned) \(strong: finding.title): \(finding.statement)\(finding.place)\(remedy)"
        }
        let waived = findings.filter { $0.required && $0.outcome == .waived }.map { finding -> RichText in
            let waiver: RichText = finding.waiver.map { " by \(code: $0)" } ?? RichText(spans: [])
            return "\(Mark.none) \(strong: finding.title): waived\(waiver): \(finding.statement)\(finding.place)"
        }
        return (warnings + waived).map { ReportSection(.warning, .paragraph($0)) }
    }
}
