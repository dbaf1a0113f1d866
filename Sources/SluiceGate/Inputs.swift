package import SluiceChecks
package import SluiceCore
package import SluiceRegistry

/// What one judgement stands on: every kind of input with its digest. The lines of a record's `inputs`, the subjects of
/// the evidence, and `digests` of the result document are this one list.
package enum Inputs {
    /// - Parameters:
    ///   - policy: `sluice.yaml` as it was judged.
    ///   - signers: `allowed_signers`, where the registry has one.
    package static func of(
        _ subject: CheckSubject, policy: Loaded<RegistryPolicy>, signers: (path: String, digest: Digest)?
    ) -> [String: Digest] {
        let version = subject.version.value
        var inputs: [String: Digest] = [
            "manifest:\(version.model)@\(version.version)": subject.version.digest,
            "model:\(subject.model.value.name)": subject.model.digest,
            "registry:sluice.yaml": policy.digest,
            "rules:\(Sluice.ruleSet)": Digest.of(String(Sluice.ruleSet)),
        ]
        if let signers { inputs["signers:\(signers.path)"] = signers.digest }
        for artifact in version.artifacts { inputs["artifact:\(artifact.name)"] = artifact.digest }
        for entry in version.data { inputs["data:\(entry.name)"] = entry.identity }
        for entry in version.predictions { inputs["predictions:\(entry.name)"] = entry.identity }
        if let file = version.run?.environmentFile, let digest = version.run?.environmentDigest {
            inputs["lock:\(file)"] = digest
        }
        for case .contract(let contract, _, _) in subject.contracts.values {
            inputs["contract:\(contractName(contract.path, model: subject.model))"] = contract.digest
        }
        for case .version(let baseline, _) in subject.gateBaselines.values {
            inputs["baseline-manifest:\(baseline.value.version)"] = baseline.digest
            for entry in baseline.value.predictions {
                inputs["baseline-predictions:\(baseline.value.version)/\(entry.name)"] = entry.identity
            }
        }
        return inputs
    }

    /// What a rollback stands on: the manifest and the artifacts only.
    package static func ofRollback(_ version: Loaded<ModelVersion>) -> [String: Digest] {
        var inputs = ["manifest:\(version.value.model)@\(version.value.version)": version.digest]
        for artifact in version.value.artifacts { inputs["artifact:\(artifact.name)"] = artifact.digest }
        return inputs
    }

    /// The SHA-256 over the byte-sorted lines `<hex>  <kind>`.
    package static func digest(_ inputs: [String: Digest]) -> Digest {
        digestOfLines(inputs.map { (name: $0.key, digest: $0.value) })
    }

    /// The SHA-256 over the byte-sorted lines `<check> <rule> <dataset> <column> <slice> <outcome>` of the families
    /// artifacts, data, metrics and reproducibility, required or not: no times and no floats.
    package static func judgement(_ findings: some Sequence<Finding>) -> Digest {
        let lines = findings.filter { judgedFamilies.contains($0.family) }.map { finding in
            let fields = [finding.check, finding.rule, finding.dataset, finding.column, finding.slice]
            let encoded = fields.map { $0.map { PercentEncoding.encode($0) } ?? "-" } + [finding.outcome.rawValue]
            return Array((encoded.joined(separator: " ") + "\n").utf8)
        }
        return Digest.of(lines.sorted { $0.lexicographicallyPrecedes($1) }.joined())
    }

    private static let judgedFamilies: Set<String> = ["artifacts", "data", "metrics", "reproducibility"]

    /// `contracts/<name>.odcs.yaml` of the model is `<name>`; any other contract is its path.
    private static func contractName(_ path: String, model: Loaded<Model>) -> String {
        let folder = RepositoryPath.join(RepositoryPath.folder(of: model.path), "contracts") + "/"
        guard path.hasPrefix(folder), path.hasSuffix(".odcs.yaml") else { return path }
        let name = path.dropFirst(folder.count).dropLast(".odcs.yaml".count)
        return name.contains("/") ? path : String(name)
    }
}

extension DataEntry {
    /// The digest that stands for the entry: of its bytes, or of a table's written fingerprint.
    package var identity: Digest {
        switch source {
        case .file(_, let digest), .folder(_, let digest, _): digest
        case .table(_, _, let fingerprint): Digest.of(fingerprint)
        }
    }
}
