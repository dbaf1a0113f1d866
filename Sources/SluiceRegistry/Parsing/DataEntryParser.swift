import SluiceCore
import SluiceYAML

extension FieldReader {
    /// `data:` or `predictions:` of a version: each entry is a file, a folder of listed files, or a table.
    mutating func dataEntries(_ key: String, _ noun: String, in file: String) -> [DataEntry] {
        boundedEntries(key).compactMap { entry in
            if !Name.isValid(entry.key) {
                report("`\(key)` has an entry without a valid name, `\(entry.key.prefix(80))`", at: entry.keyLocation)
            }
            return child(entry.value, "\(noun) `\(entry.key.prefix(80))`") { reader in
                let source = reader.keys.contains("table") ? reader.table() : reader.files(in: file)
                let rows = reader.count("rows")
                let contract: Digest? = reader.mapping("contract", "`contract`") { $0.digest("digest", required: true) }
                return source.map {
                    DataEntry(
                        name: entry.key, source: $0, rows: rows, contractDigest: contract, location: entry.keyLocation)
                }
            }
        }
    }

    private mutating func table() -> DataEntry.Source? {
        let name = filledText("table", required: true)
        let engine = engineName()
        let fingerprint = filledText("fingerprint", required: true)
        for key in ["uri", "digest", "files"] where keys.contains(key) {
            _ = node(key)
            report("`table` and `\(key)` exclude each other", at: location(of: key), remedy: "keep one of them")
        }
        guard let name, let engine, let fingerprint else { return nil }
        return .table(name: name, engine: engine, fingerprint: fingerprint)
    }

    private mutating func files(in file: String) -> DataEntry.Source? {
        let uri = path("uri", in: file, required: true)
        let digest = digest("digest", required: true)
        let listed = folderFiles()
        for key in ["engine", "fingerprint"] where keys.contains(key) {
            _ = node(key)
            report("`\(key)` belongs to a `table`", at: location(of: key))
        }
        guard let uri, let digest else { return nil }
        guard let listed else { return .file(uri: uri, digest: digest) }
        let expected = digestOfLines(listed.map { (name: $0.path, digest: $0.digest) })
        if expected != digest {
            report(
                "the digest of the folder is not that of its `files`", at: location(of: "digest"),
                remedy: "the listed files give \(expected)")
        }
        return .folder(uri: uri, digest: digest, files: listed)
    }

    /// Nil when the entry lists no files.
    private mutating func folderFiles() -> [DataEntry.FolderFile]? {
        guard keys.contains("files") else {
            _ = node("files")
            return nil
        }
        var files: [DataEntry.FolderFile] = []
        var paths: Set<[UInt8]> = []
        for node in list("files") {
            let file: DataEntry.FolderFile? = child(node, "file of the folder") { reader in
                let path = reader.filledText("path", required: true)
                let digest = reader.digest("digest", required: true)
                let size = reader.count("size")
                guard let path, let digest else { return nil }
                if let problem = path.hasPrefix("./") ? "begins with `./`" : ResourcePath.problem(in: path) {
                    reader.report("`path` \(problem)", at: reader.location(of: "path"))
                }
                return DataEntry.FolderFile(path: path, digest: digest, size: size)
            }
            guard let file else { continue }
            if !paths.insert(Array(file.path.utf8)).inserted {
                report("the file `\(file.path.prefix(80))` is listed twice", at: node.location)
            }
            files.append(file)
        }
        if files.isEmpty { report("`files` is empty", at: location(of: "files")) }
        return files
    }

    private mutating func engineName() -> String? { name("engine", required: true) }
}
