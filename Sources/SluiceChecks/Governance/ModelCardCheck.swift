import SluiceCore
import SluiceRegistry

/// Whether the model card says what readers need.
package struct ModelCardCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "governance/model-card",
            summary: "The model card has sections on intended use, training data, evaluation and limitations.",
            why: """
                A model card (Mitchell et al. 2019, "Model Cards for Model Reporting") tells people what the model is \
                for and where it fails. Headings are compared without regard to case; those of the Hugging Face \
                template count. A section that holds only a placeholder is missing.
                """,
            defaultSeverity: .warning,
            remedies: [
                "Write the missing sections in the card that `card:` in model.yaml names.",
                "Start from the skeleton that `sluice init MODEL` writes.",
            ],
            passingExample: CheckExample(
                title: "All four sections have text.",
                text: """
                    ## Intended use
                    Predicts late arrivals for planners.
                    ## Training data
                    Flights out of New York in 2013.
                    ## Evaluation
                    ROC AUC 0.66 on October to December.
                    ## Limitations
                    Knows no other airport.
                    """),
            failingExample: CheckExample(
                title: "Limitations are missing, and the evaluation is a placeholder.",
                text: """
                    ## Intended use
                    Predicts late arrivals for planners.
                    ## Training data
                    Flights out of New York in 2013.
                    ## Evaluation
                    [More Information Needed]
                    """))
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        subject.model.value.card.map { [.document(path: $0)] } ?? []
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let model = subject.model.value
        let location = model.locations["card"] ?? model.location
        guard let path = model.card else {
            return Judgement(
                builder.finding(
                    .failed, observed: "none", expected: "`card:` in model.yaml", "The model names no card.",
                    at: location))
        }
        switch facts.documents[path] {
        case .text(let text): return Judgement(judge(ModelCard(text), path, builder))
        case .absent:
            return Judgement(
                builder.finding(
                    .failed, observed: "absent", expected: "a model card", "`\(path)` does not exist.", at: location))
        case .unreadable(let sentence):
            return Judgement(
                builder.finding(.errored, "The card `\(path)` cannot be read: \(sentence)", at: location))
        case nil: return Judgement(builder.finding(.errored, "The card `\(path)` was not read.", at: location))
        }
    }

    private func judge(_ card: ModelCard, _ path: String, _ builder: FindingBuilder) -> Finding {
        let missing = ModelCard.Section.allCases.filter { !card.sections.contains($0) }
        let expected = ModelCard.Section.allCases.map(\.rawValue).joined(separator: ", ")
        let found = ModelCard.Section.allCases.count - missing.count
        return builder.finding(
            missing.isEmpty ? .passed : .failed, observed: "\(found) of \(ModelCard.Section.allCases.count) sections",
            observedValue: Double(found), expected: expected, boundValue: Double(ModelCard.Section.allCases.count),
            missing.isEmpty
                ? "The card has every required section."
                : "The card has no text on \(missing.map(\.rawValue).joined(separator: ", ")).",
            at: SourceLocation(file: path))
    }
}
