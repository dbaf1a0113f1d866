import SluiceCore

/// Everything that stands open about one subject.
struct SubjectSections {
    let view: SubjectView
    let result: CheckResult
    let wording: ReportWording
    /// How all subjects stand, where this one starts a report about several.
    var tally: RichText?
    let notes: [ReportSection]

    /// - Parameter weight: `.always` for the first line of a report.
    func sections(first suffix: RichText, weight: ReportSection.Weight = .always) -> [ReportSection] {
        var sections = [
            ReportSection(weight, .heading("\(Headline(view: view, wording: wording).text)\(suffix)"))
        ]
        if let tally { sections.append(ReportSection(.verdict, .paragraph(tally))) }
        if let text = Consequence(view: view).text { sections.append(ReportSection(.verdict, .paragraph(text))) }
        sections += notes
        if !view.subject.metrics.isEmpty { sections.append(ReportSection(.metrics, .table(MetricTable(view).table))) }
        // A cause is looked for where something got worse; otherwise the changes can wait.
        let seeksCause = view.standing == .failed || view.standing == .wouldFail
        if seeksCause { sections += changes }
        sections += FailedChecks(view: view).sections
        sections.append(ReportSection(.verdict, .paragraph(Counts(view: view).text)))
        sections += WarningSections(findings: view.findings).sections
        sections += Histogram.sections(view.subject.distributions)
        if !seeksCause { sections += changes }
        if let next = Consequence(view: view).next(base: result.base, head: result.head) {
            sections.append(ReportSection(.next, .paragraph(next)))
        }
        return sections
    }

    private var changes: [ReportSection] {
        let text = ChangesText(view: view)
        let lines = [text.changes, text.flips, text.reproducibility].compactMap { $0 }
        return lines.enumerated().map { ReportSection(.changes, tight: $0.offset > 0, .paragraph($0.element)) }
    }
}
