import SluiceCore
import SluiceYAML

extension StructuralRules {
    /// Everything that one version's manifest names exists, in the right order and in the right places.
    /// - Parameter policy: gives the folders that manifests may point into, and the engines; nil where none could be
    ///   read.
    func check(
        _ version: Loaded<ModelVersion>, model: Model?, policy: RegistryPolicy?, in snapshot: RegistrySnapshot,
        _ list: inout FindingList
    ) throws(RegistryError) {
        checkReferences(of: version, model: model, policy: policy, &list)
        try checkOrder(of: version, in: snapshot, &list)
        try checkPaths(of: version, roots: policy?.dataRoots, in: snapshot, &list)
    }

    private func checkReferences(
        of version: Loaded<ModelVersion>, model: Model?, policy: RegistryPolicy?, _ list: inout FindingList
    ) {
        let value = version.value
        let subject = FindingList.Subject(model: value.model, version: value.version)
        func fail(_ message: String, at location: SourceLocation, remedy: String) {
            list.fail("registry/schema", message, path: version.path, at: location, remedy: remedy, subject: subject)
        }
        for entry in value.data + value.predictions {
            guard case .table(_, let engine, _) = entry.source, engine != "duckdb", let policy,
                !policy.engines.contains(where: { $0.name == engine })
            else { continue }
            fail(
                "`\(entry.name)` is a table of the engine `\(engine)`, which is not declared", at: entry.location,
                remedy: "declare it under `engines:` of `sluice.yaml`")
        }
        guard let model else { return }
        let datasets = model.data.map(\.name)
        let declared = "model.yaml declares: \(datasets.joined(separator: ", "))"
        for entry in value.data + value.predictions where !datasets.contains(entry.name) {
            fail("the dataset `\(entry.name)` is not declared by the model", at: entry.location, remedy: declared)
        }
        for claim in value.claims {
            if !datasets.contains(claim.dataset) {
                fail(
                    "the claim `\(claim.metric)` is about the dataset `\(claim.dataset.prefix(80))`, which the model "
                        + "does not declare", at: claim.location, remedy: declared)
            }
            guard let metric = MetricReference(canonical: claim.metric) else { continue }
            if let range = metric.rangeProblem {
                fail("the claim `\(claim.metric)`: \(range)", at: claim.location, remedy: "correct the name")
            } else if let problem = metric.problem(for: model.task, own: model.metrics) {
                fail(problem.message, at: claim.location, remedy: problem.remedy)
            }
        }
    }

    private func checkOrder(
        of version: Loaded<ModelVersion>, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        guard let parent = version.value.parent else { return }
        let model = version.value.model
        let place = version.value.locations["parent"]
        let subject = FindingList.Subject(model: model, version: version.value.version)
        if version.value.version <= parent {
            list.fail(
                "registry/version-order",
                "the version `\(version.value.version)` is not greater than its parent `\(parent)`", path: version.path,
                at: place, remedy: "register it under a greater version: `sluice register \(model)` takes the next one",
                subject: subject)
        }
        if try snapshot.entry(at: snapshot.versionPath(model, parent)) == nil {
            list.fail(
                "registry/version-order", "the parent `\(parent)` does not exist", path: version.path, at: place,
                remedy: "name an existing version, or remove `parent:`", subject: subject)
        }
    }

    private func checkPaths(
        of version: Loaded<ModelVersion>, roots: [String]?, in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        let value = version.value
        var uris = value.artifacts.map { ($0.uri, $0.location) }
        for entry in value.data + value.predictions {
            guard let uri = entry.uri else { continue }
            uris.append((uri, entry.location))
            if case .folder(_, _, let files) = entry.source {
                uris += files.map { (RepositoryPath.join(uri, $0.path), entry.location) }
            }
        }
        if let file = value.run?.environmentFile, let place = value.run?.environmentLocation {
            uris.append((file, place))
        }
        let subject = FindingList.Subject(model: value.model, version: value.version)
        for (uri, location) in uris {
            try checkPath(uri, path: version.path, at: location, roots: roots, subject: subject, in: snapshot, &list)
        }
    }

    /// A path lies in a root, and no part of it is a link or a submodule.
    func checkPath(
        _ uri: String, path: String, at location: SourceLocation, roots: [String]?, subject: FindingList.Subject,
        in snapshot: RegistrySnapshot, _ list: inout FindingList
    ) throws(RegistryError) {
        if let roots, !ResourcePath.isInside(uri, roots: roots) {
            list.fail(
                "registry/paths", "`\(uri)` is outside the data roots", path: path, at: location,
                remedy: "move the file below one of \(roots.map { "`\($0)`" }.joined(separator: ", ")), or let the "
                    + "platform team add its folder to `data.roots`", subject: subject)
        }
        var prefix = ""
        for part in uri.utf8.split(separator: UInt8(ascii: "/")) {
            prefix = RepositoryPath.join(prefix, String(part) ?? "")
            guard let entry = try snapshot.entry(at: prefix) else { return }
            guard entry.kind != .file, entry.kind != .folder else { continue }
            list.fail(
                "registry/paths", "`\(uri)` leads through `\(prefix)`, which is \(entry.kind.noun)", path: path,
                at: location, remedy: "put the file itself there: Sluice never follows links", subject: subject)
            return
        }
    }
}
