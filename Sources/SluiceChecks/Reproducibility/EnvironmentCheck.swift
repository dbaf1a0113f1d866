import SluiceArtifacts
import SluiceCore
package import SluiceRegistry

/// Whether the environment is pinned to exact bytes.
package struct EnvironmentCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "reproducibility/environment",
            summary: "The lock file is recorded by digest, and pins every package with a version and a hash.",
            why: """
                Without hashes, the same file can install other bytes tomorrow: a package may be replaced or its index \
                may answer differently. Requirements files are read; of other lock formats only the bytes are checked.
                """,
            remedies: [
                "Write a lock file with hashes, for example `uv pip compile --generate-hashes requirements.in` or "
                    + "`pip-compile --generate-hashes`, and register with `--lock FILE`.",
                "Replace `-r`, `-c` and `-e` lines by the packages they stand for.",
            ],
            passingExample: CheckExample(
                title: "Every package has one version and a hash.",
                text: "numpy==2.1.0 --hash=sha256:0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"),
            failingExample: CheckExample(
                title: "Exact versions, but no hashes; and a range.",
                text: "numpy==2.1.0\npandas>=2"))
    }

    /// The recorded lock file, when both its path and its digest are recorded.
    package static func reference(_ version: ModelVersion) -> FileReference? {
        guard let run = version.run, let file = run.environmentFile, let digest = run.environmentDigest else {
            return nil
        }
        return FileReference(path: file, digest: digest)
    }

    package func applies(to subject: CheckSubject) -> Bool { true }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        guard let reference = EnvironmentCheck.reference(subject.version.value) else { return [] }
        guard case .present = facts.bytes[reference] else { return [.bytes(reference)] }
        return [.bytes(reference), .recordedDocument(reference)]
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        let version = subject.version.value
        let location = version.run?.environmentLocation ?? version.run?.location ?? version.location
        guard let reference = EnvironmentCheck.reference(version) else {
            return Judgement(
                builder.finding(
                    .failed, rule: "lock", observed: "not recorded", expected: "`run.environment` with file and digest",
                    "The manifest records no lock file.", at: location))
        }
        let lock = builder.bytes(reference, facts, rule: "lock", at: location)
        guard case .present = facts.bytes[reference] else {
            return Judgement(
                lock,
                builder.finding(.notRun, rule: "pins", "The recorded lock file could not be read.", at: location))
        }
        return Judgement(lock, pins(reference, facts, builder, at: location))
    }

    private func pins(
        _ reference: FileReference, _ facts: Facts, _ builder: FindingBuilder, at location: SourceLocation
    ) -> Finding {
        switch facts.recordedDocuments[reference] {
        case .text(let text):
            switch LockFile.read(text, name: reference.path) {
            case .requirements(let report): return judge(report, reference, builder, at: location)
            case .notBuilt(let format):
                return builder.finding(
                    .notRun, rule: "pins",
                    "Sluice \(Sluice.version) does not read lock files of the format `\(format)`.",
                    remedy:
                        "Export a requirements file with hashes, for example `uv export --format requirements-txt`.",
                    at: location)
            }
        case .unreadable(let sentence):
            return builder.finding(
                .errored, rule: "pins", "The lock file `\(reference.path)` cannot be read: \(sentence)", at: location)
        case .absent, nil:
            return builder.finding(
                .errored, rule: "pins", "The lock file `\(reference.path)` was not read.", at: location)
        }
    }

    private func judge(
        _ report: RequirementsReport, _ reference: FileReference, _ builder: FindingBuilder,
        at location: SourceLocation
    ) -> Finding {
        let packages = Count.text(Int64(report.packages), "package")
        let expected = "every package with `==` and a hash"
        guard let first = report.problems.first else {
            return builder.finding(
                .passed, rule: "pins", observed: packages, expected: expected,
                "\(packages) pinned with version and hash.", at: location)
        }
        let shown = report.problems.prefix(3).map { "line \($0.line): \($0.message)" }.joined(separator: "; ")
        let rest = report.problems.count - 3
        return builder.finding(
            .failed, rule: "pins", observed: Count.text(Int64(report.problems.count), "problem"),
            observedValue: Double(report.problems.count), expected: expected, boundValue: 0,
            (report.isWeak ? "Pinned without hashes: " : "Not pinned: ") + shown
                + (rest > 0 ? "; and \(Count.text(Int64(rest))) more." : "."),
            at: SourceLocation(file: reference.path, line: first.line))
    }
}
