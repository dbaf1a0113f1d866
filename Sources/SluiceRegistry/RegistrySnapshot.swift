package import SluiceContracts
package import SluiceCore
import SluiceYAML

/// A registry at one commit or in one folder. Files are read when they are asked for, and never twice; what was not
/// asked for is never read, so that one broken model does not stop the others.
package final class RegistrySnapshot: Sendable {
    package let tree: any FileTree
    /// The folder that holds `sluice.yaml`; empty for the root of the repository.
    package let root: String

    private let policies = OnceCache<Loaded<RegistryPolicy>?>()
    private let models = OnceCache<Loaded<Model>?>()
    private let modelVersions = OnceCache<Loaded<ModelVersion>?>()
    private let pointers = OnceCache<Loaded<StagePointer>?>()
    private let contracts = OnceCache<Loaded<DataContract>?>()
    private let records = OnceCache<Loaded<PromotionRecord>?>()
    private let folders = OnceCache<[FileEntry]>()

    /// - Parameter root: the registry's folder; empty or `.` for the root of the repository.
    package init(tree: any FileTree, root: String) {
        self.tree = tree
        self.root = root == "." ? "" : root
    }

    /// The root as records write it: `.` for the root of the repository.
    package var recordPath: String { root.isEmpty ? "." : root }

    /// The path from the repository root of a path inside the registry.
    package func path(_ parts: String...) -> String {
        RepositoryPath.join(root, parts.joined(separator: "/"))
    }

    package func classify(_ path: String) -> RegistryPath { RegistryPath(path, root: root) }

    // MARK: Files by name

    /// `sluice.yaml`; nil when there is none.
    /// - Throws: `invalid` with every problem of the file, or `unreadable`; so do all that follow.
    package func policy() throws(RegistryError) -> Loaded<RegistryPolicy>? {
        let path = path("sluice.yaml")
        return try policies.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in
                try RegistryPolicy(YAMLReader.read(bytes, file: path), file: path)
            }
        }
    }

    package func model(_ name: String) throws(RegistryError) -> Loaded<Model>? {
        let path = modelPath(name)
        return try models.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in
                let document = try YAMLReader.read(bytes, file: path)
                let model = try Model(document, file: path)
                try agree("name", model.name, name, in: document)
                return model
            }
        }
    }

    package func version(_ model: String, _ version: SemanticVersion) throws(RegistryError) -> Loaded<ModelVersion>? {
        let path = versionPath(model, version)
        return try modelVersions.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in
                let document = try YAMLReader.read(bytes, file: path)
                let manifest = try ModelVersion(document, file: path)
                try agree("model", manifest.model, model, in: document)
                try agree("version", manifest.version.description, version.description, in: document)
                return manifest
            }
        }
    }

    package func pointer(_ model: String, _ stage: String) throws(RegistryError) -> Loaded<StagePointer>? {
        let path = pointerPath(model, stage)
        return try pointers.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in
                let document = try YAMLReader.read(bytes, file: path)
                let pointer = try StagePointer(document, file: path)
                try agree("model", pointer.model, model, in: document)
                try agree("stage", pointer.stage, stage, in: document)
                return pointer
            }
        }
    }

    /// - Parameter path: from the repository root, as `DataRole.contract` holds it.
    package func contract(at path: String) throws(RegistryError) -> Loaded<DataContract>? {
        try contracts.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in try ContractReader.read(bytes, file: path) }
        }
    }

    /// A promotion record; its bytes have the digest that names it.
    package func record(_ id: Digest) throws(RegistryError) -> Loaded<PromotionRecord>? {
        let path = PromotionRecord.path(of: id, root: root)
        return try records.value(path) { () throws(RegistryError) in
            try load(path) { bytes throws(InvalidFile) in
                let actual = Digest.of(bytes)
                guard actual == id else {
                    throw InvalidFile([
                        Diagnostic(
                            "the record's bytes have the digest `\(actual)`, not the one that names it",
                            at: SourceLocation(file: path), remedy: "restore the file: records never change")
                    ])
                }
                return try PromotionRecord(parsing: bytes, file: path)
            }
        }
    }

    // MARK: Names, from folders alone

    /// The models that have a folder with a valid name, sorted by bytes.
    package func modelNames() throws(RegistryError) -> [String] {
        try children("models").filter { $0.kind == .folder && Name.isValid($0.name) }.map(\.name)
    }

    /// The versions that have a manifest, in ascending order.
    package func versions(of model: String) throws(RegistryError) -> [SemanticVersion] {
        try children("models/\(model)/versions").compactMap { entry in
            guard entry.kind == .file,
                case .version(_, let version) = classify(path("models", model, "versions", entry.name))
            else { return nil }
            return version
        }.sorted()
    }

    /// The stages that have a pointer, sorted by bytes.
    package func stageNames(of model: String) throws(RegistryError) -> [String] {
        try children("models/\(model)/stages").compactMap { entry in
            guard entry.kind == .file,
                case .pointer(_, let stage) = classify(path("models", model, "stages", entry.name))
            else { return nil }
            return stage
        }
    }

    /// Every record's id, sorted by bytes.
    package func recordIDs() throws(RegistryError) -> [Digest] {
        var ids: [Digest] = []
        for folder in try children("promotions") where folder.kind == .folder {
            for entry in try children("promotions/\(folder.name)") {
                if case .record(let id) = classify(path("promotions", folder.name, entry.name)) { ids.append(id) }
            }
        }
        return ids
    }

    /// The names in a folder of the registry.
    package func children(_ folder: String) throws(RegistryError) -> [FileEntry] {
        let path = path(folder)
        return try folders.value(path) { () throws(RegistryError) in
            do throws(FileTreeError) { return try tree.children(of: path) } catch { throw .unreadable(error) }
        }
    }

    package func modelPath(_ model: String) -> String { path("models", model, "model.yaml") }

    package func versionPath(_ model: String, _ version: SemanticVersion) -> String {
        path("models", model, "versions", "\(version).yaml")
    }

    package func pointerPath(_ model: String, _ stage: String) -> String {
        path("models", model, "stages", "\(stage).yaml")
    }

    /// The bytes of a file; nil when there is none.
    package func bytes(at path: String) throws(RegistryError) -> [UInt8]? {
        do throws(FileTreeError) {
            return try tree.read(path, limit: RepositoryPath.manifestLimit)
        } catch {
            throw .unreadable(error)
        }
    }

    /// What stands at a path; nil when nothing does.
    package func entry(at path: String) throws(RegistryError) -> FileEntry? {
        do throws(FileTreeError) { return try tree.entry(at: path) } catch { throw .unreadable(error) }
    }

    private func load<Value>(
        _ path: String, _ parse: ([UInt8]) throws(InvalidFile) -> Value
    ) throws(RegistryError) -> Loaded<Value>? {
        guard let entry = try entry(at: path) else { return nil }
        guard entry.kind == .file else {
            throw .invalid(InvalidFile([RegistrySnapshot.notAFile(entry.kind, at: path)]))
        }
        guard let bytes = try bytes(at: path) else { return nil }
        do throws(InvalidFile) {
            return Loaded(value: try parse(bytes), path: path, digest: Digest.of(bytes))
        } catch {
            throw .invalid(error)
        }
    }

    /// A name in the file must be the one in its path.
    private func agree(_ key: String, _ written: String, _ due: String, in document: YAMLNode) throws(InvalidFile) {
        guard !written.utf8.elementsEqual(due.utf8) else { return }
        let place = FieldReader(document, "").location(of: key)
        throw InvalidFile([
            Diagnostic(
                "`\(key)` is `\(written.prefix(80))`, but the path of the file says `\(due)`", at: place,
                remedy: "write `\(key): \(due)`, or move the file")
        ])
    }
}
