import Glibc
import SluiceCore

/// A folder of this run that nobody else can read, removed when the work is done.
enum PrivateFolder {
    static func use<Value>(_ body: (String) async throws -> Value) async throws -> Value {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(parent)/sluice-XXXXXX".utf8CString)
        guard template.withUnsafeMutableBufferPointer({ $0.baseAddress.flatMap { mkdtemp($0) } }) != nil else {
            throw CommandFailure(.undecided, "cannot make a private folder in `\(parent)`")
        }
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { remove(path) }
        return try await body(path)
    }

    /// The folder is flat: files of verified bytes only.
    private static func remove(_ path: String) {
        if let stream = opendir(path) {
            while let item = readdir(stream) {
                let name = withUnsafePointer(to: &item.pointee.d_name) { pointer in
                    pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(stream)
        }
        rmdir(path)
    }
}
