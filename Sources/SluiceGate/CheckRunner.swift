package import SluiceChecks
import SluiceCore
import SluiceQuery
import SluiceRegistry

/// Runs checks over subjects: asks what they need, has it gathered, and asks again until nothing new is named; then lets
/// them judge. All subjects share each round, so equal measures merge and one scan serves every check.
package struct CheckRunner: Sendable {
    /// One check on one subject.
    struct Task: Sendable {
        let subjectIndex: Int
        let check: any Check
        let isRequired: Bool
        /// Set for advice that would cost a scan of its own.
        var isSkipped = false
    }

    /// What the runner says of one subject.
    package struct SubjectOutcome: Sendable {
        package var judgement = Judgement()
        package var notApplicable = 0
        /// Families of `requires` in which no check applied.
        package var emptyFamilies: [String] = []
    }

    private let subjects: [CheckSubject]
    private var tasks: [Task] = []
    private var outcomes: [SubjectOutcome]

    /// - Parameter only: families to run; nil runs all. What is left out gives one not-run finding per check that moves no
    ///   verdict.
    package init(_ subjects: [CheckSubject], checks: [any Check], only: Set<String>?) {
        self.subjects = subjects
        outcomes = subjects.map { _ in SubjectOutcome() }
        for (index, subject) in subjects.enumerated() {
            var applied: Set<String> = []
            for check in checks {
                let id = check.descriptor.id
                guard check.applies(to: subject) else {
                    outcomes[index].notApplicable += 1
                    continue
                }
                applied.insert(check.descriptor.family)
                if let only, !only.contains(check.descriptor.family) {
                    outcomes[index].judgement.findings.append(CheckRunner.leftOut(check.descriptor))
                    continue
                }
                tasks.append(Task(subjectIndex: index, check: check, isRequired: subject.stage.requires(check: id)))
            }
            let families = Set(checks.map(\.descriptor.family))
            outcomes[index].emptyFamilies = subject.stage.requires.filter {
                families.contains($0) && !applied.contains($0)
            }
        }
    }

    /// Gathers and judges; one outcome per subject, in their order.
    package mutating func run(_ gatherer: some FactGatherer) async -> [SubjectOutcome] {
        var facts = Facts()
        // Each round can only ask about what the round before made known: bytes, then columns, then measures, then
        // measures that depend on measures.
        for _ in 0..<8 {
            let needs = nextNeeds(facts)
            guard !needs.isEmpty else { break }
            await gatherer.gather(needs, into: &facts)
        }
        for task in tasks where !task.isSkipped {
            let subject = subjects[task.subjectIndex]
            var judgement = task.check.judge(subject, facts)
            for index in judgement.findings.indices {
                CheckRunner.complete(&judgement.findings[index], subject, isRequired: task.isRequired)
            }
            outcomes[task.subjectIndex].judgement.merge(judgement)
        }
        return outcomes
    }

    /// What is not yet known and asked for. Advice joins only statements that required checks cause anyway.
    ///
    /// The order is that of subjects and checks, so that every run asks the engine the same statements.
    private mutating func nextNeeds(_ facts: Facts) -> [Need] {
        var needs: [Need] = []
        for task in tasks where task.isRequired {
            needs += task.check.needs(for: subjects[task.subjectIndex], known: facts)
        }
        let scanned = Set(needs.compactMap(\.scannedFiles))
        for index in tasks.indices where !tasks[index].isRequired && !tasks[index].isSkipped {
            let wanted = tasks[index].check.needs(for: subjects[tasks[index].subjectIndex], known: facts)
            if wanted.contains(where: { !facts.knows($0) && $0.scannedFiles.map { !scanned.contains($0) } ?? false }) {
                tasks[index].isSkipped = true
            } else {
                needs += wanted
            }
        }
        var seen: Set<Need> = []
        return needs.filter { !facts.knows($0) && seen.insert($0).inserted }
    }

    /// Fills in what the check leaves to the gate, and turns a failure that may not move the verdict into a warning.
    static func complete(_ finding: inout Finding, _ subject: CheckSubject, isRequired: Bool) {
        finding.model = subject.model.value.name
        finding.version = subject.version.value.version.description
        finding.stage = subject.stage.name
        finding.required = isRequired
        if finding.outcome == .failed, !isRequired || finding.severity != .error { finding.outcome = .warned }
    }

    private static func leftOut(_ descriptor: CheckDescriptor) -> Finding {
        Finding(
            check: descriptor.id, outcome: .notRun, severity: .info, message: "left out by `--only`",
            remedy: "run without `--only` for the whole gate")
    }
}

extension CheckDescriptor {
    /// What stands before the slash.
    package var family: String { String(id.prefix { $0 != "/" }) }
}

extension Need {
    /// The files that answering takes a scan of; nil where it takes none.
    var scannedFiles: Set<DataFile>? {
        guard case .measure(let measure) = self else { return nil }
        return measure.relation.files
    }
}

extension Judgement {
    mutating func merge(_ other: Judgement) {
        findings += other.findings
        metrics += other.metrics
        flips = flips ?? other.flips
        notices += other.notices
    }
}

/// Answers needs. Measures of one call are evaluated together.
package protocol FactGatherer {
    func gather(_ needs: [Need], into facts: inout Facts) async
}
