import SluiceCore
import SluiceRegistry

/// Whether every input is named by its content.
package struct RecordedDataCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "reproducibility/data",
            summary: "Every dataset and predictions file is recorded by digest.",
            why: """
                A path or a table name says where data was, not which data it was. Only a digest names the rows that a \
                version was trained and tested on. A table's fingerprint shows that it changed, but cannot bring it back.
                """,
            remedies: [
                "Register the version with `--data NAME=PATH` for every dataset that the model names.",
                "Export a table to a Parquet file and register the file.",
            ],
            passingExample: CheckExample(
                title: "The training data is recorded by digest.",
                text: #"data: {train: {uri: data/train.parquet, digest: "sha256:2cf2…"}}"#),
            failingExample: CheckExample(
                title: "The training data is a table.",
                text: #"data: {train: {table: ml.train, engine: warehouse, fingerprint: "31:9f"}}"#))
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] { [] }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let version = subject.version.value
        var judgement = Judgement()
        for (kind, entry) in version.data.map({ ("data", $0) }) + version.predictions.map({ ("predictions", $0) }) {
            judgement.findings.append(
                builder.finding(
                    entry.digest == nil ? .failed : .passed, rule: kind, dataset: entry.name,
                    observed: entry.digest?.description ?? "a table's fingerprint", expected: "a SHA-256 digest",
                    entry.digest == nil
                        ? "`\(entry.name)` is a table, which no digest names."
                        : "`\(entry.name)` is recorded by digest.",
                    at: entry.location))
        }
        for role in subject.model.value.data where !role.optional && version.dataset(role.name) == nil {
            judgement.findings.append(
                builder.finding(
                    .failed, rule: "data", dataset: role.name, observed: "not recorded", expected: "a SHA-256 digest",
                    "The model names `\(role.name)`, and the version does not record it.", at: version.location))
        }
        if judgement.findings.isEmpty {
            judgement.findings.append(
                builder.finding(
                    .failed, rule: "data", observed: "not recorded", expected: "a SHA-256 digest",
                    "The version records no data at all.", at: version.location))
        }
        return judgement
    }
}
