import SluiceCore
import SluiceYAML

extension ModelVersion {
    /// The manifest as `register` writes it: keys in this order, byte-stable. Claims are in the shortest form that
    /// reads back.
    package var text: String {
        var fields = [
            YAMLField("apiVersion", .text(ManifestKind.apiVersion)),
            YAMLField("kind", .text(ManifestKind.modelVersion.rawValue)),
        ]
        if let title = notes.title { fields.append(YAMLField("title", .text(title))) }
        if let description = notes.description { fields.append(YAMLField("description", .text(description))) }
        if !notes.labels.isEmpty { fields.append(YAMLField("labels", .mapping(ModelVersion.texts(notes.labels)))) }
        fields += [
            YAMLField("model", .text(model)), YAMLField("version", .text(version.description)),
            YAMLField("created", .instant(created)),
        ]
        if let parent { fields.append(YAMLField("parent", .text(parent.description))) }
        fields.append(YAMLField("artifacts", .list(artifacts.map { .mapping($0.fields) })))
        if !data.isEmpty { fields.append(YAMLField("data", ModelVersion.entries(data))) }
        if !predictions.isEmpty { fields.append(YAMLField("predictions", ModelVersion.entries(predictions))) }
        if !claims.isEmpty { fields.append(YAMLField("metrics", claimFields)) }
        if !params.isEmpty {
            fields.append(YAMLField("params", .mapping(params.map { YAMLField($0.name, ModelVersion.value($0.text)) })))
        }
        if let code { fields.append(YAMLField("code", .inlineMapping(code.fields))) }
        if let run { fields.append(YAMLField("run", .mapping(run.fields))) }
        if let signature { fields.append(YAMLField("signature", .mapping(signature.fields))) }
        return YAMLWriter.write(fields)
    }

    private var claimFields: YAMLValue {
        var datasets: [String] = []
        for claim in claims where !datasets.contains(claim.dataset) { datasets.append(claim.dataset) }
        return .mapping(
            datasets.map { dataset in
                let ofDataset = claims.filter { $0.dataset == dataset }
                return YAMLField(dataset, .mapping(ofDataset.map { YAMLField($0.metric, .number($0.value)) }))
            })
    }

    private static func entries(_ entries: [DataEntry]) -> YAMLValue {
        .mapping(entries.map { YAMLField($0.name, .mapping($0.fields)) })
    }

    /// A parameter's text as the type that it reads as, where writing that type gives the same text again.
    private static func value(_ text: String) -> YAMLValue {
        if let number = YAMLScalar.integer(text), String(number) == text { return .integer(number) }
        if let number = YAMLScalar.number(text), JSON.number(number).compact == text, !text.contains("e") {
            return .number(number)
        }
        return text == "true" || text == "false" ? .boolean(text == "true") : .text(text)
    }

    static func texts(_ texts: [String: String]) -> [YAMLField] {
        texts.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { YAMLField($0.key, .text($0.value)) }
    }
}

extension ArtifactEntry {
    fileprivate var fields: [YAMLField] {
        var fields = [
            YAMLField("name", .text(name)), YAMLField("uri", .text(uri)), YAMLField("digest", .digest(digest)),
        ]
        if let size { fields.append(YAMLField("size", .integer(size))) }
        if let format { fields.append(YAMLField("format", .text(format))) }
        return fields
    }
}

extension DataEntry {
    fileprivate var fields: [YAMLField] {
        var fields: [YAMLField]
        switch source {
        case .file(let uri, let digest): fields = [YAMLField("uri", .text(uri)), YAMLField("digest", .digest(digest))]
        case .folder(let uri, let digest, let files):
            fields = [
                YAMLField("uri", .text(uri)), YAMLField("digest", .digest(digest)),
                YAMLField("files", .list(files.map { .inlineMapping($0.fields) })),
            ]
        case .table(let name, let engine, let fingerprint):
            fields = [
                YAMLField("table", .text(name)), YAMLField("engine", .text(engine)),
                YAMLField("fingerprint", .quoted(fingerprint)),
            ]
        }
        if let rows { fields.append(YAMLField("rows", .integer(rows))) }
        if let contractDigest {
            fields.append(YAMLField("contract", .inlineMapping([YAMLField("digest", .digest(contractDigest))])))
        }
        return fields
    }
}

extension DataEntry.FolderFile {
    fileprivate var fields: [YAMLField] {
        let fields = [YAMLField("path", .text(path)), YAMLField("digest", .digest(digest))]
        return fields + (size.map { [YAMLField("size", .integer($0))] } ?? [])
    }
}
