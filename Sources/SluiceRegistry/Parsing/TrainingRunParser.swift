import SluiceCore
import SluiceYAML

extension FieldReader {
    mutating func code() -> CodeEntry? {
        let repository = filledText("repository")
        let commit = scalar("commit", expected: "a commit (40 lower-case hexadecimal digits)") { ObjectID($0) }
        let tree = scalar("tree", expected: "a git tree (40 lower-case hexadecimal digits)") { ObjectID($0) }
        let path = filledText("path")
        if let path, path != ".",
            let problem = path.hasPrefix("./") ? "begins with `./`" : ResourcePath.problem(in: path)
        {
            report("`path` \(problem)", at: location(of: "path"), remedy: "write a path from the repository root")
        }
        return CodeEntry(
            repository: repository ?? ".", commit: commit, tree: tree, path: path == "." ? "" : path, location: location
        )
    }

    mutating func run(in file: String) -> RunEntry? {
        let command = texts("command")
        if keys.contains("command"), command.isEmpty { report("`command` is empty", at: location(of: "command")) }
        var environment: (file: String, digest: Digest)?
        var place: SourceLocation?
        if keys.contains("environment") {
            place = location(of: "environment")
            environment = mapping("environment", "`environment`") { reader in
                let path = reader.path("file", in: file, required: true)
                let digest = reader.digest("digest", required: true)
                guard let path, let digest else { return nil }
                return (path, digest)
            }
        } else {
            _ = node("environment")
        }
        let seed = filledText("seed")
        let outputs: RunEntry.Outputs? = mapping("outputs", "`outputs`") { $0.outputs() }
        let tolerance: Double? = mapping("tolerance", "`tolerance`") { reader in
            reader.scalar("metrics", required: true, expected: "a finite number, 0 or greater") {
                YAMLScalar.number($0).flatMap { $0 >= 0 ? $0 : nil }
            }
        }
        return RunEntry(
            command: command, environmentFile: environment?.file, environmentDigest: environment?.digest,
            environmentLocation: place, seed: seed, outputs: outputs, metricTolerance: tolerance, location: location)
    }

    private mutating func outputs() -> RunEntry.Outputs? {
        var outputs = RunEntry.Outputs()
        outputs.metrics = output("metrics", filledText("metrics"), at: location(of: "metrics"))
        for entry in entries("artifacts") {
            guard case .scalar(let text, _) = entry.value.content else {
                report("the output `\(entry.key.prefix(80))` must be a path", at: entry.value.location)
                continue
            }
            outputs.artifacts[entry.key] = output(entry.key, text, at: entry.value.location)
        }
        return outputs
    }

    private mutating func output(_ key: String, _ text: String?, at location: SourceLocation) -> String? {
        guard let text else { return nil }
        if let problem = ResourcePath.problem(in: text) {
            report("the output `\(key.prefix(80))` \(problem)", at: location)
        }
        return text
    }

    mutating func signature() -> Signature? {
        Signature(inputs: tensors("inputs"), outputs: tensors("outputs"), location: location)
    }

    private mutating func tensors(_ key: String) -> [Signature.Tensor] {
        list(key).compactMap { node in
            child(node, "entry of `\(key)`") { reader in
                let name = reader.filledText("name", required: true)
                let type = reader.filledText("type", required: true)
                let shape = reader.shape()
                guard let name, let type else { return nil }
                return Signature.Tensor(name: name, type: type, shape: shape)
            }
        }
    }

    private mutating func shape() -> [Int64?]? {
        guard keys.contains("shape") else {
            _ = node("shape")
            return nil
        }
        return list("shape").map { item in
            if case .scalar(let text, let plain) = item.content {
                if plain, text == "null" || text == "~" { return nil }
                if let length = YAMLScalar.integer(text), length >= 0 { return length }
            }
            report("each item of `shape` must be a length or null", at: item.location)
            return nil
        }
    }
}
