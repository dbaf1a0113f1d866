import SluiceChecks
import SluiceCore
import SluiceGate
import SluiceGit
import SluiceQuery
import SluiceRegistry
import SluiceYAML

/// Writes one version manifest from files.
struct Registration: Sendable {
    let place: String
    let registry: String?
    let now: Instant
    let model: String
    let version: SemanticVersion?
    let artifacts: [NamedValue]
    let data: [NamedValue]
    let predictions: [NamedValue]
    let metrics: String?
    let params: [NamedValue]
    let lock: String?
    let code: String?
    let command: [String]
    let seed: String?
    let replace: Bool

    struct Outcome: Sendable {
        var manifest: ModelVersion
        /// Paths from the repository root, the manifest last.
        var written: [String]
        var notices: [String]
        var branch: String
    }

    func run() async throws -> Outcome {
        let git = try GitRepository.open(at: place)
        guard let folder = git.workingFolder.flatMap(FilePlacer.realPath) else {
            throw CommandFailure(.undecided, "a bare repository has no working tree to register in")
        }
        let tree = FolderTree(root: folder)
        guard let snapshot = try RegistrySnapshot.find(in: tree, hint: registry), let policy = try snapshot.policy()
        else { throw CommandFailure(.undecided, "there is no registry", remedy: "`sluice init` writes one") }
        guard let owner = try snapshot.model(model)?.value else {
            throw CommandFailure(
                .undecided, "there is no model `\(model)`", remedy: "`sluice init \(model) --task TASK` writes one")
        }
        try refuseUnknownDatasets(owner)
        let chosen = try chooseVersion(snapshot, git, branch: policy.value.branch)
        let placer = FilePlacer(
            workingFolder: folder, roots: policy.value.dataRoots,
            artifacts: snapshot.path("models", model, "artifacts", chosen.version.description))
        var notices: [String] = []
        let file = snapshot.versionPath(model, chosen.version)
        let here = SourceLocation(file: file)

        let placedArtifacts = try artifacts.map { ($0.name, try placer.place($0.value)) }
        let placedData = try data.map { ($0.name, try placer.place($0.value)) }
        let placedPredictions = try predictions.map { ($0.name, try placer.place($0.value)) }
        let placedLock = try lock.map(placer.place)
        let all = (placedArtifacts + placedData + placedPredictions).map(\.1) + [placedLock].compactMap { $0 }
        try FilePlacer.refuseCollisions(all)
        let parent = try chosen.parent.flatMap { try snapshot.version(model, $0)?.value }
        let source = CodeSource(
            git: git, placer: placer, named: Set(all.map(\.source)), registry: snapshot.root, manifest: here)
        let recordedCode = try source.entry(code, parent: parent?.code, &notices)

        let byDigest = Dictionary(all.map { ($0.digest, $0) }) { first, _ in first }
        let measures = RegistrationMeasures(
            engine: await Engines().make(byDigest.mapValues(\.source), policy.value),
            sizes: byDigest.mapValues(\.size))
        var manifest = ModelVersion(
            file: file, model: model, version: chosen.version, created: now, parent: chosen.parent,
            artifacts: placedArtifacts.map { name, placed in
                ArtifactEntry(
                    name: name, uri: placed.path, digest: placed.digest, size: placed.size,
                    format: ArtifactNaming.format(of: placed.path), location: here)
            },
            params: params.map { Parameter(name: $0.name, text: $0.value) }, code: recordedCode,
            location: here)
        for (name, placed) in placedData {
            let contract = try owner.role(name)?.contract.flatMap { try snapshot.bytes(at: $0) }
            manifest.data.append(
                DataEntry(
                    name: name, source: .file(uri: placed.path, digest: placed.digest),
                    rows: try await measures.rows(of: placed, label: "\(model)@\(chosen.version):\(name)"),
                    contractDigest: contract.map { Digest.of($0) }, location: here))
        }
        manifest.predictions = placedPredictions.map { name, placed in
            DataEntry(name: name, source: .file(uri: placed.path, digest: placed.digest), location: here)
        }
        if placedLock != nil || !command.isEmpty || seed != nil {
            manifest.run = RunEntry(
                command: command, environmentFile: placedLock?.path, environmentDigest: placedLock?.digest, seed: seed,
                location: here)
        }
        let claims = RegistrationClaims(model: owner, policy: policy.value, measures: measures)
        if let metrics {
            manifest.claims = try claims.read(metrics, for: manifest)
        } else {
            manifest.claims = try await claims.computed(for: manifest, &notices)
        }
        let text = try verified(manifest)

        var written: [String] = []
        for placed in all where placed.isCopied && !written.contains(placed.path) {
            try placer.copy(placed, replace: replace)
            written.append(placed.path)
        }
        try OutputFile.makeFolder(RepositoryPath.folder(of: "\(folder)/\(file)"))
        try OutputFile.write(text, to: "\(folder)/\(file)")
        return Outcome(
            manifest: manifest, written: written + [file], notices: notices, branch: policy.value.branch)
    }

    /// What cannot be read back is never written.
    private func verified(_ manifest: ModelVersion) throws -> String {
        let text = manifest.text
        let read = try ModelVersion(YAMLReader.read(Array(text.utf8), file: manifest.file), file: manifest.file)
        guard read.version == manifest.version else {
            throw CommandFailure(.undecided, "the manifest does not read back as it was written")
        }
        return text
    }

    private func refuseUnknownDatasets(_ owner: Model) throws {
        for name in data.map(\.name) + predictions.map(\.name) where owner.role(name) == nil {
            throw CommandFailure(
                .refused, "the model `\(model)` has no dataset `\(name)`",
                remedy: "its datasets: \(owner.data.map(\.name).joined(separator: ", "))")
        }
        for entry in predictions where !data.contains(where: { $0.name == entry.name }) {
            throw CommandFailure(
                .refused, "predictions on `\(entry.name)` need that dataset",
                remedy: "add `--data \(entry.name)=PATH`")
        }
    }

    /// The version and its parent. Versions of the working tree and of the target branch count.
    private func chooseVersion(
        _ snapshot: RegistrySnapshot, _ git: GitRepository, branch: String
    ) throws -> (version: SemanticVersion, parent: SemanticVersion?) {
        let present = try snapshot.versions(of: model)
        var published: Set<SemanticVersion> = []
        for name in ["refs/remotes/origin/\(branch)", "refs/heads/\(branch)"] {
            guard let tip = try git.reference(name) else { continue }
            let target = RegistrySnapshot(tree: try git.tree(at: tip), root: snapshot.root)
            published.formUnion(try target.versions(of: model))
        }
        let known = published.union(present)
        let chosen = version ?? known.max()?.nextPatch ?? SemanticVersion("1.0.0")
        guard let chosen else { throw CommandFailure(.undecided, "no version could be chosen") }
        if published.contains(chosen) {
            throw CommandFailure(
                .refused, "\(model) \(chosen) exists on `\(branch)`, and versions never change",
                remedy: "register the next one: leave `--version` out")
        }
        if present.contains(chosen), !replace {
            throw CommandFailure(
                .refused, "\(model) \(chosen) exists in the working tree",
                remedy: "`--replace` writes it anew, as long as it is not on `\(branch)`")
        }
        return (chosen, known.filter { $0 < chosen }.max())
    }
}
