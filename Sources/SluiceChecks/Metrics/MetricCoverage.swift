import SluiceCore
import SluiceQuery
import SluiceRegistry

/// `metrics/coverage`: predictions and test data are about the same examples.
package struct MetricCoverage: Check {
    static let id = "metrics/coverage"

    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: Self.id,
            summary:
                "Every example of the test data is predicted exactly once, and predictions repeat no other labels.",
            why: """
                Leaving out the hard examples is the easiest way to a better metric. So the ids of predictions and test \
                data must be the same set, none of them doubled or missing. Labels and weights are always those of the \
                test data; where a predictions file repeats them, they must be equal. Where it has both a score and a \
                prediction, these must agree at the model's threshold.
                """,
            remedies: [
                "Predict every row of the test data once, and keep its id.",
                "Do not filter or shuffle rows between test data and predictions when they are matched by position.",
                "Set `threshold` under `predictions:` of model.yaml to the one that made the predictions.",
            ],
            passingExample: CheckExample(
                title: "Three examples, three predictions",
                text: "test: id 1 2 3\npredictions: id 3 1 2"),
            failingExample: CheckExample(
                title: "Example 3 is missing, example 2 is predicted twice",
                text: "test: id 1 2 3\npredictions: id 1 2 2"))
    }

    package func applies(to subject: CheckSubject) -> Bool { !subject.version.value.predictions.isEmpty }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        let measured = MeasuredVersion(subject: subject)
        let needs = subject.version.value.predictions.flatMap { entry -> [Need] in
            let source = measured.candidate(entry.name).source
            guard let layout = try? source.layout(facts) else { return source.needs(facts).filter { !facts.knows($0) } }
            var reader = MeasureReader(facts.measures)
            _ = try? CoverageJudgement(entry, layout, &reader)
            return reader.missing.map(Need.measure)
        }
        return needs + PredictionFlips(measured).needs(facts)
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let measured = MeasuredVersion(subject: subject)
        var judgement = Judgement()
        for entry in subject.version.value.predictions {
            do throws(MetricProblem) {
                let layout = try measured.candidate(entry.name).source.layout(facts)
                var reader = MeasureReader(facts.measures)
                guard let layout, let result = try CoverageJudgement(entry, layout, &reader) else {
                    throw MetricProblem.errored("what it is judged from was not gathered")
                }
                judgement.findings += result.findings
                judgement.notices += result.notices
            } catch {
                var finding = CoverageJudgement.finding(entry, rule: "ids")
                finding.takeReason(of: error.value, "the coverage of `\(entry.name)`")
                judgement.findings.append(finding)
            }
        }
        judgement.flips = PredictionFlips(measured).flips(facts)
        return judgement
    }
}
