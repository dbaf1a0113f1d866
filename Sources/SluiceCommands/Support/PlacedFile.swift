import Glibc
import SluiceArtifacts
import SluiceCore

/// A file that a manifest will record: where its bytes lie now, and the path that the manifest gives them.
struct PlacedFile: Sendable {
    /// Absolute.
    let source: String
    /// Relative to the repository root.
    let path: String
    let digest: Digest
    /// Bytes.
    let size: Int64
    /// Whether the bytes have to be copied to `path`, because they lie where no manifest may point.
    let isCopied: Bool
}

/// Decides where files belong, and copies those that lie outside the data roots.
struct FilePlacer: Sendable {
    /// The top of the working folder, absolute.
    let workingFolder: String
    let roots: [String]
    /// Where copies go, relative to the repository root.
    let artifacts: String

    /// - Parameter text: as typed: absolute, or relative to the current folder.
    func place(_ text: String) throws -> PlacedFile {
        let source = try FilePlacer.absolute(text)
        let hashed: FileDigest
        do {
            hashed = try FileDigest.compute(path: source)
        } catch {
            throw CommandFailure(.undecided, "`\(text)`: \(error)")
        }
        if let path = relative(source), isInside(path) {
            return PlacedFile(source: source, path: path, digest: hashed.digest, size: hashed.size, isCopied: false)
        }
        let path = "\(artifacts)/\(RepositoryPath.name(of: source))"
        guard isInside(path) else {
            throw CommandFailure(
                .refused,
                "`\(text)` is outside `data.roots` (\(roots.joined(separator: ", "))), and so is the registry",
                remedy: "add the registry's folder to `data.roots` in sluice.yaml, or move the file")
        }
        return PlacedFile(source: source, path: path, digest: hashed.digest, size: hashed.size, isCopied: true)
    }

    /// The path from the repository root; nil for a file outside the repository.
    func relative(_ absolute: String) -> String? {
        guard absolute != workingFolder else { return "" }
        guard absolute.hasPrefix(workingFolder + "/") else { return nil }
        return String(absolute.dropFirst(workingFolder.count + 1))
    }

    /// Two files of one name would overwrite each other.
    static func refuseCollisions(_ files: [PlacedFile]) throws {
        var known: [String: Digest] = [:]
        for file in files {
            if let other = known[file.path], other != file.digest {
                throw CommandFailure(
                    .refused, "two different files would be copied to `\(file.path)`", remedy: "rename one of them")
            }
            known[file.path] = file.digest
        }
    }

    /// Copies one file where it is due. The copy has the digest that was recorded, or the command fails.
    func copy(_ file: PlacedFile, replace: Bool) throws {
        let destination = "\(workingFolder)/\(file.path)"
        if let present = try? FileDigest.compute(path: destination) {
            if present.digest == file.digest { return }
            guard replace else {
                throw CommandFailure(
                    .refused, "`\(file.path)` exists with other bytes", remedy: "remove it, or rename your file")
            }
        }
        try OutputFile.makeFolder(RepositoryPath.folder(of: destination))
        try OutputFile.copy(file.source, to: destination)
        guard try FileDigest.compute(path: destination).digest == file.digest else {
            unlink(destination)
            throw CommandFailure(.undecided, "`\(file.source)` changed while it was copied", remedy: "run again")
        }
    }

    private func isInside(_ path: String) -> Bool { roots.contains { $0 == "./" || path.hasPrefix($0) } }

    /// The real folder with the last name as it stands, so that a link as the last name is still seen and refused.
    static func absolute(_ text: String) throws -> String {
        var text = text
        while text.utf8.count > 1, text.hasSuffix("/") { text.removeLast() }
        let folder = RepositoryPath.folder(of: text)
        let name = RepositoryPath.name(of: text)
        let parent = folder.isEmpty ? (text.hasPrefix("/") ? "/" : ".") : folder
        guard name != ".", name != "..", let real = realPath(parent) else {
            guard let whole = realPath(text) else {
                throw CommandFailure(.undecided, "there is no `\(text)`")
            }
            return whole
        }
        return real == "/" ? "/\(name)" : "\(real)/\(name)"
    }

    static func realPath(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
