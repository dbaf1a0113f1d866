import SluiceCore

/// Turns a result into the sections that Markdown and the terminal share: verdict first, details last.
struct ReportComposer {
    let result: CheckResult
    let wording: ReportWording
    private let views: [SubjectView]
    /// Findings about the registry or a version that is no subject.
    private let unattached: [Finding]

    init(_ result: CheckResult, wording: ReportWording) {
        let result = result.clipped
        self.result = result
        self.wording = wording
        if result.subjects.count == 1, let subject = result.subjects.first {
            views = [SubjectView(subject, findings: result.findings, documentVerdict: result.verdict)]
            unattached = []
            return
        }
        let groups = FindingGroups(result)
        views = groups.views.enumerated().sorted { ($0.element.standing, $0.offset) < ($1.element.standing, $1.offset) }
            .map(\.element)
        unattached = groups.unattached
    }

    var sections: [ReportSection] {
        var sections: [ReportSection] = []
        if let view = views.first, views.count == 1 {
            sections = SubjectSections(view: view, result: result, wording: wording, notes: notes).sections(
                first: scope)
        } else {
            sections = documentSections
            sections += manySections(startsReport: sections.isEmpty)
        }
        sections += FoldedSections(result: result, views: views, unattached: unattached).sections
        sections.append(ReportSection(.always, .footer(Footer(result).text)))
        return sections
    }

    private var scope: RichText {
        result.scope.prefix(4).map { " · \(prose: $0, limit: 200)" as RichText }.joined(by: "")
    }

    /// What a reader has to know about how this was judged.
    private var notes: [ReportSection] {
        var lines: [RichText] = []
        if let policy = result.policy, policy.changedInHead {
            let judge: RichText = result.base.map { " of \(code: $0.short)" } ?? ""
            lines.append(
                policy.source == .base
                    ? """
                    \(Mark.warned) \(strong: "This change edits the policy.") It was judged by the policy\(judge), \
                    before the edit; the edit binds what comes after it.
                    """
                    : """
                    \(Mark.warned) \(strong: "This change brings its own policy"), and was judged by it: \
                    review the rules with care.
                    """)
        }
        let ownRules = result.findings.filter { $0.required && $0.source == .head }.count
        if ownRules > 0, result.policy?.source == .base {
            let checks: RichText = ownRules == 1 ? "1 check follows" : "\(ownRules) checks follow"
            lines.append("\(strong: "Note"): \(checks) rules that come with this change; code owners review them.")
        }
        lines += result.notices.map { "\(strong: "Note"): \(prose: $0)" }
        return lines.map { ReportSection(.warning, .paragraph($0)) }
    }

    /// The first lines where there is no subject, or more than one.
    private var documentSections: [ReportSection] {
        let trouble = unattached.filter(\.blocks) + unattached.filter(\.leavesOpen)
        var sections: [ReportSection] = []
        if let first = trouble.first {
            let opening: RichText = first.blocks ? "\(Mark.failed) \(wording.failed)" : "\(Mark.open) Can't tell"
            let reason: RichText = "\(code: first.check): \(Prose.clause(first.message, limit: 240))"
            sections.append(ReportSection(.always, .heading("\(opening): \(reason)\(scope)")))
            sections.append(ReportSection(.verdict, .paragraph("Merging is blocked; nothing is promoted.")))
        } else if views.isEmpty {
            sections.append(ReportSection(.always, .heading("\(emptyHeadline)\(scope)")))
        } else if views.allSatisfy({ $0.standing == .passed }) {
            sections.append(ReportSection(.always, .heading("\(allPassedHeadline)\(scope)")))
        }
        sections += FailedChecks(findings: trouble).sections
        if !sections.isEmpty { sections += notes }
        if views.isEmpty { sections += WarningSections(findings: unattached).sections }
        return sections
    }

    private var allPassedHeadline: RichText {
        let stages = Set(views.map(\.subject.stage))
        let stage: RichText = stages.count == 1 ? stages.first.map { " for \(code: $0)" } ?? "" : ""
        return "\(Mark.passed) \(wording.passed)\(stage): \(views.count) model versions"
    }

    private var emptyHeadline: RichText {
        switch result.verdict {
        case .failed: return "\(Mark.failed) \(wording.failed)"
        case .undecided: return "\(Mark.open) Can't tell"
        case .passed: break
        }
        if result.registryName != nil || result.findings.isEmpty {
            return "\(Mark.passed) \(wording.passed): nothing to gate, no model version is touched"
        }
        return "\(Mark.passed) \(wording.passed): \(result.findings.count) checks"
    }

    /// - Parameter startsReport: the worst subject's line is the first of the report.
    private func manySections(startsReport: Bool) -> [ReportSection] {
        var sections: [ReportSection] = []
        for (index, view) in views.filter({ $0.standing != .passed }).enumerated() {
            let isFirst = startsReport && index == 0
            sections += SubjectSections(
                view: view, result: result, wording: wording,
                tally: isFirst ? tally : nil, notes: isFirst ? notes : []
            ).sections(first: isFirst ? scope : "", weight: isFirst ? .always : .model)
        }
        for (index, view) in views.filter({ $0.standing == .passed }).enumerated() {
            let warnings = view.findings.filter(\.warns).count
            let suffix: RichText = warnings == 0 ? "" : warnings == 1 ? " · 1 warning" : " · \(warnings) warnings"
            sections.append(
                ReportSection(
                    .passedModel, tight: index > 0,
                    .item(number: nil, "\(Headline(view: view, wording: wording).text)\(suffix)", details: [])))
        }
        return sections
    }

    /// How the subjects stand, where there is more than one.
    private var tally: RichText {
        func count(_ standings: SubjectView.Standing...) -> Int {
            views.filter { standings.contains($0.standing) }.count
        }
        let counts: [(Int, RichText)] = [
            (count(.failed), "failed"), (count(.undecided), "not decided"),
            (count(.wouldFail, .wouldBeUndecided), "would not pass (not enforced)"), (count(.passed), "passed"),
        ]
        let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" as RichText }
        return "\(strong: "\(views.count) model versions"): \(parts.joined(by: " · "))."
    }
}
