import SluiceCore
import SluiceRegistry

/// The bytes of every artifact against the recorded digest and size.
package struct ArtifactDigestCheck: Check {
    package init() {}

    package var descriptor: CheckDescriptor {
        CheckDescriptor(
            id: "artifacts/digest",
            summary: "Every artifact's bytes have the recorded SHA-256 digest and size.",
            why: """
                A version stands for exact bytes. If the file at the recorded path is another one, everything that was \
                measured belongs to a different model than the one that would be deployed.
                """,
            remedies: [
                "Restore the recorded file, or register a new version of the file as it is now: `sluice register`.",
                "If the file is stored elsewhere, fetch it before the check, for example with `git lfs pull`.",
            ],
            passingExample: CheckExample(
                title: "The file has the digest and the size that the manifest records.",
                text: """
                    artifacts:
                      - {name: model, uri: models/model.onnx, digest: "sha256:2cf2…", size: 5}
                    $ sha256sum models/model.onnx
                    2cf2…  models/model.onnx
                    """),
            failingExample: CheckExample(
                title: "The file was trained again after it was registered.",
                text: """
                    artifacts:
                      - {name: model, uri: models/model.onnx, digest: "sha256:2cf2…", size: 5}
                    $ sha256sum models/model.onnx
                    486e…  models/model.onnx
                    """))
    }

    package func applies(to subject: CheckSubject) -> Bool { !subject.version.value.artifacts.isEmpty }

    package func needs(for subject: CheckSubject, known facts: Facts) -> [Need] {
        subject.version.value.artifacts.map { .bytes(FileReference(path: $0.uri, digest: $0.digest)) }
    }

    package func judge(_ subject: CheckSubject, _ facts: Facts) -> Judgement {
        let builder = FindingBuilder(descriptor, subject)
        var judgement = Judgement()
        for artifact in subject.version.value.artifacts {
            let reference = FileReference(path: artifact.uri, digest: artifact.digest)
            if case .present(let size) = facts.bytes[reference], let recorded = artifact.size, recorded != size {
                judgement.findings.append(
                    builder.finding(
                        .failed, rule: artifact.name, observed: Count.text(size, "byte"),
                        observedValue: Double(size), expected: Count.text(recorded, "byte"),
                        boundValue: Double(recorded),
                        "`\(artifact.uri)` has the recorded digest, but not the recorded size.",
                        remedy: "Correct `size` in the manifest.", at: artifact.location))
            } else {
                judgement.findings.append(
                    builder.bytes(reference, facts, rule: artifact.name, at: artifact.location))
            }
        }
        return judgement
    }
}
