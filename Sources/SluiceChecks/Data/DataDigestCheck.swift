import SluiceCore
import SluiceQuery
import SluiceRegistry

/// The bytes and rows of every dataset and predictions file.
package struct DataDigestCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "data/digest",
            summary: "Every dataset and predictions file has the recorded digest and rows; a pinned test set its pin.",
            why: """
                Metrics are only comparable on the same rows. A test set that quietly changes moves every number, and a \
                pin in model.yaml keeps a change of the test set from passing as a better model.
                """,
            remedies: [
                "Restore the recorded file, or register a new version with the data as it is now: `sluice register`.",
                "Fetch files that are stored elsewhere before the check, for example with `git lfs pull` or `dvc pull`.",
                "If the test set was meant to change, change `pin` in a pull request of its own first.",
            ],
            passingExample: CheckExample(
                title: "The file has the recorded digest and number of rows.",
                text: #"data: {test: {uri: data/test.csv, digest: "sha256:2cf2…", rows: 3}}"#),
            failingExample: CheckExample(
                title: "Rows were added after the version was registered.",
                text: """
                    data: {test: {uri: data/test.csv, digest: "sha256:2cf2…", rows: 3}}
                    $ sha256sum data/test.csv
                    486e…  data/test.csv
                    """))
    }

    package func applies(to subject: CheckSubject) -> Bool {
        !subject.version.value.data.isEmpty || !subject.version.value.predictions.isEmpty
            || subject.model.value.data.contains { !$0.optional }
    }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        DataDigestCheck.files(of: subject).flatMap { file -> [Need] in
            let bytes = file.references.map { Need.bytes($0) }
            guard let rows = file.rowCount, case .present = facts.bytes[file.references[0]] else { return bytes }
            return bytes + [.measure(rows)]
        }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        var judgement = Judgement()
        for file in DataDigestCheck.files(of: subject) {
            judgement.findings += judgeBytes(of: file, facts, builder)
            if let rows = file.entry.rows {
                judgement.findings.append(judgeRows(rows, of: file, facts, builder))
            }
        }
        for role in subject.model.value.data {
            judgement.findings += judgeRole(role, subject, builder)
            if let notice = contractNotice(role, subject) { judgement.notices.append(notice) }
        }
        return judgement
    }
}

extension DataDigestCheck {
    fileprivate static func files(of subject: CheckSubject) -> [RecordedData] {
        let version = subject.version.value
        return version.data.map { RecordedData($0, kind: "data", subject) }
            + version.predictions.map { RecordedData($0, kind: "predictions", subject) }
    }

    private func judgeBytes(of file: RecordedData, _ facts: Facts, _ builder: FindingBuilder) -> [Finding] {
        let entry = file.entry
        switch entry.source {
        case .file:
            return file.references.map {
                builder.bytes($0, facts, rule: file.kind, dataset: entry.name, at: entry.location)
            }
        case .folder(let uri, let digest, let files):
            let listed = digestOfLines(files.map { ($0.path, $0.digest) })
            let list = builder.finding(
                listed == digest && !files.isEmpty ? .passed : .failed, rule: file.kind, dataset: entry.name,
                observed: listed.description, expected: digest.description,
                listed == digest && !files.isEmpty
                    ? "The files listed for `\(uri)` have the folder's digest."
                    : "The files listed for `\(uri)` do not have the folder's digest.", at: entry.location)
            return [list]
                + zip(files, file.references).map {
                    builder.bytes(
                        $1, facts, rule: "\(file.kind).\($0.path)", dataset: entry.name, at: entry.location)
                }
        case .table(let name, let engine, _):
            return [
                builder.finding(
                    .notRun, rule: file.kind, dataset: entry.name,
                    "Sluice \(Sluice.version) does not read tables: `\(name)` of the engine `\(engine)`.",
                    remedy: "Export the table to a Parquet file and register the file.", at: entry.location)
            ]
        }
    }

    private func judgeRows(
        _ recorded: Int64, of file: RecordedData, _ facts: Facts, _ builder: FindingBuilder
    ) -> Finding {
        let rule = "\(file.kind).rows"
        let entry = file.entry
        func finding(_ outcome: Outcome, _ message: String, counted: Int64? = nil, remedy: String? = nil) -> Finding {
            builder.finding(
                outcome, rule: rule, dataset: entry.name, observed: counted.map { Count.text($0, "row") },
                observedValue: counted.map(Double.init), expected: Count.text(recorded, "row"),
                boundValue: Double(recorded), message, remedy: remedy, at: entry.location)
        }
        guard let measure = file.rowCount else {
            return finding(
                .notRun, "The rows of `\(entry.name)` cannot be counted: it is no file of rows.",
                remedy: "Leave `rows` out, or record a Parquet, CSV or JSON lines file.")
        }
        guard case .present = facts.bytes[file.references[0]] else {
            return finding(.notRun, "The recorded bytes of `\(entry.name)` are not there to be counted.")
        }
        switch facts.wholeNumber(measure) {
        case .success(let counted) where counted == recorded:
            return finding(.passed, "`\(entry.name)` has the recorded number of rows.", counted: counted)
        case .success(let counted):
            return finding(
                .failed, "`\(entry.name)` has another number of rows than was recorded.", counted: counted,
                remedy: "Correct `rows` in the manifest.")
        case .failure(let error):
            return finding(.errored, "The rows could not be counted: \(error.message)", remedy: error.remedy)
        }
    }

    private func judgeRole(_ role: DataRole, _ subject: CheckSubject, _ builder: FindingBuilder) -> [Finding] {
        let version = subject.version.value
        guard let entry = version.dataset(role.name) else {
            guard !role.optional else { return [] }
            return [
                builder.finding(
                    .failed, rule: "role", dataset: role.name, observed: "not recorded",
                    expected: "a dataset `\(role.name)`",
                    "The model needs the dataset `\(role.name)`, and the version does not record it.",
                    remedy: "Register with `--data \(role.name)=PATH`, or mark the role `optional: true` first.",
                    at: version.location)
            ]
        }
        guard let pin = role.pin else { return [] }
        return [
            builder.finding(
                entry.digest == pin ? .passed : .failed, rule: "pin", dataset: role.name,
                observed: entry.digest?.description ?? "a table", expected: pin.description,
                entry.digest == pin
                    ? "`\(role.name)` is the pinned dataset." : "`\(role.name)` is not the pinned dataset.",
                remedy: entry.digest == pin ? "" : descriptor.remedies[2], at: role.location)
        ]
    }

    private func contractNotice(_ role: DataRole, _ subject: CheckSubject) -> String? {
        guard let recorded = subject.version.value.dataset(role.name)?.contractDigest,
            case .contract(let contract, _, let source) = subject.contracts[role.name], contract.digest != recorded
        else { return nil }
        let judge = source == .base ? "the one at the merge target judges" : "the one of this change judges"
        return "The contract `\(contract.path)` of `\(role.name)` changed since "
            + "`\(subject.version.value.model)` \(subject.version.value.version) was registered; \(judge)."
    }
}

/// A dataset or predictions file of a version, with what must be known about it.
private struct RecordedData {
    let entry: DataEntry
    let kind: String
    let references: [FileReference]
    /// Counts the rows; nil where none are recorded or the file has no format of rows.
    let rowCount: Measure?

    init(_ entry: DataEntry, kind: String, _ subject: CheckSubject) {
        self.entry = entry
        self.kind = kind
        switch entry.source {
        case .file(let uri, let digest):
            references = [FileReference(path: uri, digest: digest)]
            // Predictions are named apart from the test data of the same name.
            let label = subject.label(kind == "data" ? entry.name : "predictions/\(entry.name)")
            rowCount = DataFile(path: uri, digest: digest, label: label).flatMap {
                entry.rows == nil ? nil : Measure(.count, over: .file($0))
            }
        case .folder(let uri, _, let files):
            references = files.map { FileReference(path: "\(uri)/\($0.path)", digest: $0.digest) }
            rowCount = nil
        case .table:
            references = []
            rowCount = nil
        }
    }
}
