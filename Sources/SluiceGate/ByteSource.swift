import Glibc
import SluiceArtifacts
package import SluiceChecks
package import SluiceCore

/// Finds recorded bytes: at the judged commit, then in the working tree, then at the commit that added the manifest. The
/// digest decides, and bytes must be there in this run: nothing is remembered from another one.
package final class ByteSource {
    /// A tree that may hold the bytes, in the order of the search.
    package struct Place: Sendable {
        /// For messages: "the judged commit".
        package let name: String
        package let tree: any FileTree
        /// Where the tree lies on disk; nil for commits.
        package let folder: String?

        package init(name: String, tree: any FileTree, folder: String?) {
            self.name = name
            self.tree = tree
            self.folder = folder
        }
    }

    private let places: [Place]
    /// Trees that are only looked up when the other places have nothing, by the reference that asks.
    private let lastResort: (FileReference) -> [Place]
    private let roots: [String]
    private let scratch: String
    private var known: [FileReference: Facts.Bytes] = [:]
    /// Where verified bytes lie on disk, for engines.
    package private(set) var paths: [Digest: String] = [:]

    /// - Parameters:
    ///   - roots: `data.roots`: nothing outside them is read.
    ///   - scratch: a private folder for bytes that are in git only.
    package init(
        places: [Place], roots: [String], scratch: String,
        lastResort: @escaping (FileReference) -> [Place] = { _ in [] }
    ) {
        self.places = places
        self.roots = roots
        self.scratch = scratch
        self.lastResort = lastResort
    }

    package func find(_ reference: FileReference) -> Facts.Bytes {
        if let answer = known[reference] { return answer }
        let answer = search(reference)
        known[reference] = answer
        return answer
    }

    /// The text of recorded bytes of at most 4 MiB.
    package func document(_ reference: FileReference) -> Facts.Document {
        switch find(reference) {
        case .absent(let reason): return .unreadable(reason)
        case .differs(let found): return .unreadable("`\(reference.path)` has the digest \(found)")
        case .present:
            guard let path = paths[reference.digest], let bytes = DiskFile.read(path, limit: 4 << 20) else {
                return .unreadable("`\(reference.path)` is larger than 4 MiB or cannot be read")
            }
            return String(validating: bytes, as: UTF8.self).map(Facts.Document.text) ?? .unreadable("not UTF-8 text")
        }
    }

    private func search(_ reference: FileReference) -> Facts.Bytes {
        guard roots.contains(where: { $0 == "./" || reference.path.hasPrefix($0) }) else {
            return .absent("`\(reference.path)` is outside `data.roots`, so it is not read")
        }
        var found: Digest?
        // A file on disk is hashed where it lies; bytes in git have to be inflated first. The digest decides, so the
        // cheaper place is looked at first.
        for place in places.filter({ $0.folder != nil }) + places.filter({ $0.folder == nil }) {
            if let answer = look(for: reference, in: place, &found) { return answer }
        }
        for place in lastResort(reference) {
            if let answer = look(for: reference, in: place, &found) { return answer }
        }
        if let found { return .differs(found: found) }
        let names = places.map(\.name).joined(separator: ", ")
        return .absent("`\(reference.path)` is not in \(names), nor at the commit that added the manifest")
    }

    private func look(for reference: FileReference, in place: Place, _ found: inout Digest?) -> Facts.Bytes? {
        guard isPlainFile(reference.path, in: place.tree) else { return nil }
        guard let path = onDisk(reference, in: place), let hashed = try? FileDigest.compute(path: path) else {
            return nil
        }
        guard hashed.digest == reference.digest else {
            found = found ?? hashed.digest
            return nil
        }
        paths[reference.digest] = path
        return .present(size: hashed.size)
    }

    /// A regular file reached through folders only: no symbolic link leads out of the roots.
    private func isPlainFile(_ path: String, in tree: any FileTree) -> Bool {
        var prefix = ""
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { return false }
        for (index, part) in parts.enumerated() {
            prefix = RepositoryPath.join(prefix, part)
            guard let entry = try? tree.entry(at: prefix) else { return false }
            guard entry.kind == (index == parts.count - 1 ? .file : .folder) else { return false }
        }
        return true
    }

    private func onDisk(_ reference: FileReference, in place: Place) -> String? {
        if let folder = place.folder { return "\(folder)/\(reference.path)" }
        guard let entry = try? place.tree.entry(at: reference.path), let object = entry.object else { return nil }
        let path = "\(scratch)/\(object.hex)"
        if access(path, F_OK) == 0 { return path }
        guard let bytes = try? place.tree.read(reference.path, limit: Int.max) else { return nil }
        return DiskFile.write(bytes, to: path) ? path : nil
    }
}

/// Small reads and writes of private files.
enum DiskFile {
    static func read(_ path: String, limit: Int) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, Int(status.st_size) <= limit else { return nil }
        let size = Int(status.st_size)
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
            while filled < size {
                let got = Glibc.read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
                guard got > 0 else { break }
                filled += got
            }
            count = filled
        }
        return count == size ? bytes : nil
    }

    static func write(_ bytes: [UInt8], to path: String) -> Bool {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return false }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard written > 0 else {
                close(descriptor)
                unlink(path)
                return false
            }
            rest = rest.dropFirst(written)
        }
        return close(descriptor) == 0
    }
}
