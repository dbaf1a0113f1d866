import SluiceCore

/// Findings sorted to the subjects that they are about, in one pass.
struct FindingGroups {
    let views: [SubjectView]
    let unattached: [Finding]

    init(_ result: CheckResult) {
        var subjectsOfModel: [String: [Int]] = [:]
        for (index, subject) in result.subjects.enumerated() {
            subjectsOfModel[subject.model, default: []].append(index)
        }
        var groups = [[Finding]](repeating: [], count: result.subjects.count)
        var rest: [Finding] = []
        for finding in result.findings {
            let owners = (finding.model.flatMap { subjectsOfModel[$0] } ?? []).filter { index in
                let subject = result.subjects[index]
                return (finding.version == nil || finding.version == subject.version)
                    && (finding.stage == nil || finding.stage == subject.stage)
            }
            if owners.isEmpty { rest.append(finding) }
            for owner in owners { groups[owner].append(finding) }
        }
        views = zip(result.subjects, groups).map { SubjectView($0, findings: $1) }
        unattached = rest
    }
}
