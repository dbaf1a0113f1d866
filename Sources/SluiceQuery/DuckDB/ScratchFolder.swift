import Glibc
import SluiceProcess

/// A private, empty folder that exists as long as it is needed.
struct ScratchFolder {
    let path: String

    /// - Parameter parent: nil for `TMPDIR`, else `/tmp`.
    init(in parent: String? = nil) throws(EngineError) {
        let parent = parent ?? ChildEnvironment.host["TMPDIR"] ?? "/tmp"
        var template = Array("\(parent)/sluice-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
            throw EngineError(
                .failed, "no private folder could be made for the engine",
                remedy: "Set TMPDIR to a folder you may write.")
        }
        defer { free(resolved) }
        path = String(cString: resolved)
    }

    func makeFolder(_ name: String) throws(EngineError) {
        guard mkdir("\(path)/\(name)", 0o700) == 0 else {
            throw EngineError(.failed, "no private folder could be made for the engine")
        }
    }

    /// Removes the folder and what is in it, without following links.
    func remove() { Self.remove(path) }

    private static func remove(_ path: String) {
        if let stream = opendir(path) {
            while let entry = readdir(stream) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                guard name != ".", name != ".." else { continue }
                var information = stat()
                let child = "\(path)/\(name)"
                if lstat(child, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
                    remove(child)
                } else {
                    unlink(child)
                }
            }
            closedir(stream)
        }
        rmdir(path)
    }
}
