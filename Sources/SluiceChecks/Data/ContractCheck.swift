import SluiceCore
import SluiceRegistry

/// Every rule of the contracts that bind a version's datasets.
package struct ContractCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "data/contract",
            summary: "Every rule of the data contract holds on every dataset that has one.",
            why: """
                A contract (ODCS v3.1) is what producer and model agreed on. A column that changes its type, loses \
                values or leaves its range spoils a model long before a metric shows it. Each rule is one result, keyed \
                by its path in the file. Types of Parquet files are compared before any cast; in files without types, \
                values that cannot be read are counted. NaN and the infinities are missing for `required` and out of \
                range for bounds; bounds, patterns and sets leave NULL to `required`; `mustBeBetween` includes both \
                ends; `duplicateValues` counts rows beyond the first of each key; an empty dataset fails; patterns are \
                RE2 and match anywhere in the text.
                """,
            remedies: [
                "Look at the rows that break the rule with `sluice data check FILE --contract CONTRACT`, and fix them "
                    + "where they are made.",
                "If the rule is wrong, change the contract in a pull request of its own: the merge target's judges.",
            ],
            passingExample: CheckExample(
                title: "Every amount is there and at least 0.",
                text: """
                    properties:
                      - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: 0}}
                    amount: 0.5, 12, 3
                    """),
            failingExample: CheckExample(
                title: "One amount is negative, one is NaN (which breaks both rules).",
                text: """
                    properties:
                      - {name: amount, logicalType: number, required: true, logicalTypeOptions: {minimum: 0}}
                    amount: -1, NaN, 3
                    """))
    }

    package func applies(to subject: CheckSubject) -> Bool {
        subject.model.value.data.contains { isBound($0, subject) }
    }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        datasets(of: subject).flatMap { dataset -> [Need] in
            guard let reference = dataset.reference else { return [] }
            guard case .present = facts.bytes[reference], let file = dataset.file else { return [.bytes(reference)] }
            return [.bytes(reference), .shape(file)] + dataset.measures(facts).map(Need.measure)
        }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        var judgement = Judgement()
        for role in subject.model.value.data where isBound(role, subject) {
            switch subject.contracts[role.name] {
            case nil:
                judgement.findings.append(
                    FindingBuilder(descriptor, subject).finding(
                        .errored, dataset: role.name, "The contract of `\(role.name)` was not read.", at: role.location)
                )
            case .unreadable(let path, let diagnostics, let source):
                judgement.findings.append(unreadable(path, diagnostics, source, role, subject))
            case .contract(_, _, let source):
                guard let dataset = ContractDataset(role, subject) else { continue }
                let builder = FindingBuilder(descriptor, subject, source: source)
                judgement.findings += ContractJudge(dataset: dataset, builder: builder, facts: facts).findings
            }
        }
        return judgement
    }

    /// A role without a contract is not judged, and neither is an optional one that the version does not use.
    private func isBound(_ role: DataRole, _ subject: CheckSubject) -> Bool {
        (role.contract != nil || subject.contracts[role.name] != nil)
            && !(role.optional && subject.version.value.dataset(role.name) == nil)
    }

    /// At the merge target nobody can say what the rules are; in the change, `registry/schema` fails for it.
    private func unreadable(
        _ path: String, _ diagnostics: [Diagnostic], _ source: RuleSource, _ role: DataRole, _ subject: CheckSubject
    ) -> Finding {
        let first = diagnostics.first
        return FindingBuilder(descriptor, subject, source: source).finding(
            source == .base ? .errored : .notRun, dataset: role.name,
            "The contract `\(path)` cannot be read\(first.map { ": \($0.message)" } ?? "").",
            remedy: first.map(\.remedy).flatMap { $0.isEmpty ? nil : $0 } ?? "Repair the contract.",
            at: first?.location ?? SourceLocation(file: path))
    }

    private func datasets(of subject: CheckSubject) -> [ContractDataset] {
        subject.model.value.data.compactMap { ContractDataset($0, subject) }
    }
}
