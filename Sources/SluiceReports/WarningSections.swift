import SluiceCore

/// Required checks that warn, and those that a waiver excuses.
struct WarningSections {
    let findings: [Finding]

    var sections: [ReportSection] {
        let warnings = findings.filter(\.warns).map { ReportSection(.warning, .paragraph(warning($0))) }
        let waived = findings.filter { $0.required && $0.outcome == .waived }
        return warnings + waived.map { ReportSection(.warning, .paragraph(waiver($0))) }
    }

    private func warning(_ finding: Finding) -> RichText {
        let remedy: RichText = finding.remedy.isEmpty ? "" : " · \(Prose.clause(finding.remedy, limit: 300))"
        return "\(Mark.warned) \(strong: finding.title): \(finding.state)\(finding.statement)\(finding.place)\(remedy)"
    }

    private func waiver(_ finding: Finding) -> RichText {
        let waiver: RichText = finding.waiver.map { " by \(code: $0)" } ?? ""
        return "\(Mark.none) \(strong: finding.title): waived\(waiver): \(finding.statement)\(finding.place)"
    }
}
