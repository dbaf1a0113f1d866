import SluiceCore

/// The first line about several subjects: how many, and the first that needs a reader.
struct ManyHeadline {
    private let views: [SubjectView]
    private let wording: ReportWording

    /// - Parameter views: sorted by standing, at least one.
    init(_ views: [SubjectView], _ wording: ReportWording) {
        self.views = views
        self.wording = wording
    }

    var text: RichText {
        let failed = views.filter { $0.standing == .failed }.count
        let open = views.filter { $0.standing == .undecided }.count
        if failed > 0 { return "\(Mark.failed) \(wording.failed): \(failed) of \(views.count) model versions, first \(first)" }
        if open > 0 { return "\(Mark.open) Can't tell: \(open) of \(views.count) model versions, first \(first)" }
        let reported = views.filter { $0.standing != .passed }.count
        if reported > 0 {
            return """
                \(Mark.warned) \(wording.passed): \(views.count) model versions, but \(reported) would not pass \
                (not enforced), first \(first)
                """
        }
        return "\(Mark.passed) \(wording.passed): \(views.count) model versions"
    }

    private var first: RichText {
        guard let view = views.first else { return RichText(spans: []) }
        let subject = view.subject
        return "\(code: subject.model) \(Names.version(subject.version)) for \(code: subject.stage)"
    }
}
