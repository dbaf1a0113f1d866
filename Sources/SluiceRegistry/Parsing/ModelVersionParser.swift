package import SluiceCore
package import SluiceYAML

extension ModelVersion {
    /// Reads `versions/<version>.yaml`.
    /// - Parameter file: its path from the repository root.
    /// - Throws: every problem of the file, each at its place.
    package init(_ document: YAMLNode, file: String) throws(InvalidFile) {
        var reader = try ManifestKind.modelVersion.open(document)
        let notes = reader.notes()
        let model = reader.name("model", required: true)
        let version = reader.version("version", required: true)
        let created = reader.instant("created", required: true)
        let parent = reader.version("parent")
        let artifacts = reader.artifacts(in: file)
        let data = reader.dataEntries("data", "dataset", in: file)
        let predictions = reader.dataEntries("predictions", "predictions of", in: file)
        let claims = reader.claims()
        let params = reader.parameters()
        let code: CodeEntry? = reader.mapping("code", "`code`") { $0.code() }
        let run: RunEntry? = reader.mapping("run", "`run`") { $0.run(in: file) }
        let signature: Signature? = reader.mapping("signature", "`signature`") { $0.signature() }
        if artifacts.count > 1, !artifacts.contains(where: { $0.name == "model" }) {
            reader.report(
                "none of the artifacts is named `model`, so a stage could not say which one it holds",
                at: reader.location(of: "artifacts"), remedy: "name the artifact that is deployed `model`")
        }
        var locations: [String: SourceLocation] = [:]
        for key in reader.keys { locations[key] = reader.location(of: key) }
        if let invalid = reader.problems() { throw invalid }
        guard let model, let version, let created else { throw InvalidFile([]) }
        self.init(
            file: file, notes: notes, model: model, version: version, created: created, parent: parent,
            artifacts: artifacts, data: data, predictions: predictions, claims: claims, params: params, code: code,
            run: run, signature: signature, locations: locations, location: document.location)
    }
}

extension FieldReader {
    fileprivate mutating func artifacts(in file: String) -> [ArtifactEntry] {
        let nodes = items("artifacts", required: true)
        if case .sequence(let written)? = node("artifacts")?.content, written.isEmpty {
            report("`artifacts` is empty", at: location(of: "artifacts"))
        }
        var artifacts: [ArtifactEntry] = []
        for node in nodes {
            let artifact: ArtifactEntry? = child(node, "artifact") { reader in
                let name = reader.name("name", required: true)
                let uri = reader.path("uri", in: file, required: true)
                let digest = reader.digest("digest", required: true)
                let size = reader.count("size")
                let format = reader.scalar(
                    "format", expected: "one of \(ArtifactEntry.formats.joined(separator: ", "))"
                ) {
                    ArtifactEntry.formats.contains($0) ? $0 : nil
                }
                guard let name, let uri, let digest else { return nil }
                return ArtifactEntry(
                    name: name, uri: uri, digest: digest, size: size, format: format, location: node.location)
            }
            guard let artifact else { continue }
            if artifacts.contains(where: { $0.name == artifact.name }) {
                report("the artifact `\(artifact.name)` is listed twice", at: node.location)
            }
            artifacts.append(artifact)
        }
        return artifacts
    }

    fileprivate mutating func claims() -> [Claim] {
        var claims: [Claim] = []
        for dataset in entries("metrics") {
            guard case .mapping(let entries) = dataset.value.content else {
                report(
                    "the metrics of `\(dataset.key.prefix(80))` must be a mapping of metrics to numbers",
                    at: dataset.value.location, remedy: "write `metrics: {test: {roc_auc: 0.66}}`")
                continue
            }
            for entry in entries {
                guard case .scalar(let text, _) = entry.value.content, let value = YAMLScalar.number(text) else {
                    report("the claim `\(entry.key.prefix(80))` must be a finite number", at: entry.value.location)
                    continue
                }
                if MetricReference(canonical: entry.key) == nil {
                    let canonical = MetricReference(lenient: entry.key)?.canonicalName
                    report(
                        "`\(entry.key.prefix(80))` is no canonical name of a metric", at: entry.keyLocation,
                        remedy: canonical.map { "write `\($0)`" }
                            ?? "write it like `roc_auc`, `f1_macro`, `ndcg@10` or `fbeta(beta=2)`")
                }
                claims.append(
                    Claim(
                        dataset: dataset.key, metric: entry.key, value: value, text: text, location: entry.keyLocation))
            }
        }
        return claims
    }

    fileprivate mutating func parameters() -> [Parameter] {
        entries("params").map { Parameter(name: $0.key, text: FlowText.write($0.value)) }
    }
}

/// YAML values on one line, for people.
enum FlowText {
    /// Scalars as written; lists and mappings in flow form.
    static func write(_ node: YAMLNode) -> String {
        switch node.content {
        case .scalar(let text, _): text
        case .sequence(let items): "[" + items.map(write).joined(separator: ", ") + "]"
        case .mapping(let entries): "{" + entries.map { "\($0.key): \(write($0.value))" }.joined(separator: ", ") + "}"
        }
    }
}
