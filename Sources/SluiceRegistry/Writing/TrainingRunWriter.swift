import SluiceCore
import SluiceYAML

extension CodeEntry {
    var fields: [YAMLField] {
        var fields = [YAMLField("repository", .quoted(repository))]
        if let commit { fields.append(YAMLField("commit", .quoted(commit.hex))) }
        if let tree { fields.append(YAMLField("tree", .quoted(tree.hex))) }
        if let path { fields.append(YAMLField("path", .text(path.isEmpty ? "." : path))) }
        return fields
    }
}

extension RunEntry {
    var fields: [YAMLField] {
        var fields: [YAMLField] = []
        if !command.isEmpty { fields.append(YAMLField("command", .inlineList(command.map(YAMLValue.text)))) }
        if let file = environmentFile, let digest = environmentDigest {
            fields.append(
                YAMLField(
                    "environment", .mapping([YAMLField("file", .text(file)), YAMLField("digest", .digest(digest))])))
        }
        if let seed { fields.append(YAMLField("seed", YAMLScalar.integer(seed).map(YAMLValue.integer) ?? .text(seed))) }
        if let outputs {
            var inner: [YAMLField] = []
            if let metrics = outputs.metrics { inner.append(YAMLField("metrics", .text(metrics))) }
            if !outputs.artifacts.isEmpty {
                inner.append(YAMLField("artifacts", .inlineMapping(ModelVersion.texts(outputs.artifacts))))
            }
            fields.append(YAMLField("outputs", .inlineMapping(inner)))
        }
        if let metricTolerance {
            fields.append(YAMLField("tolerance", .inlineMapping([YAMLField("metrics", .number(metricTolerance))])))
        }
        return fields
    }
}

extension Signature {
    var fields: [YAMLField] {
        [("inputs", inputs), ("outputs", outputs)].filter { !$0.1.isEmpty }.map { key, tensors in
            YAMLField(key, .list(tensors.map { .inlineMapping($0.fields) }))
        }
    }
}

extension Signature.Tensor {
    fileprivate var fields: [YAMLField] {
        let fields = [YAMLField("name", .text(name)), YAMLField("type", .text(type))]
        guard let shape else { return fields }
        return fields + [YAMLField("shape", .inlineList(shape.map { $0.map(YAMLValue.integer) ?? .null }))]
    }
}
