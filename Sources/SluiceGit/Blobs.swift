import Clibgit2
package import SluiceCore

extension GitRepository {
    /// Stores bytes as a blob (see `storage`).
    package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try locked { repository throws(GitError) in try repository.write(bytes, as: GIT_OBJECT_BLOB) }
    }
}

extension RepositoryHandle {
    func size(ofBlob id: ObjectID) throws(GitError) -> Int {
        let operation = "read blob \(id)"
        return try unsafe withDatabase { database throws(GitError) in
            var (size, type, raw) = (0, GIT_OBJECT_INVALID, id.raw)
            let status = unsafe git_odb_read_header(&size, &type, database, &raw)
            try Library.check(status, operation, remedy: missingObjectRemedy())
            guard type == GIT_OBJECT_BLOB else { throw GitError(operation, .invalid, "the object is no blob") }
            return size
        }
    }

    func bytes(ofBlob id: ObjectID) throws(GitError) -> [UInt8] {
        try unsafe withBlob(id) { bytes throws(GitError) in unsafe Array(bytes) }
    }

    func copyBlob(_ id: ObjectID, to destination: String) throws(GitError) {
        try unsafe withBlob(id) { bytes throws(GitError) in
            if let problem = unsafe Disk.create(destination, bytes) {
                throw GitError("write \(destination)", .failed, problem)
            }
        }
    }

    private func withBlob<Result>(
        _ id: ObjectID, _ body: (UnsafeRawBufferPointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        let operation = "read blob \(id)"
        _ = try size(ofBlob: id)
        return try unsafe withDatabase { database throws(GitError) in
            var raw = id.raw
            return try unsafe Library.scoped(
                operation, free: git_odb_object_free, { unsafe git_odb_read(&$0, database, &raw) },
                { object throws(GitError) in
                    try unsafe body(
                        UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
                })
        }
    }

    func write(_ bytes: [UInt8], as type: git_object_t) throws(GitError) -> ObjectID {
        try unsafe withDatabase { database throws(GitError) in
            var id = git_oid()
            let status = unsafe bytes.withUnsafeBytes { buffer in
                // libgit2 asserts that there is a pointer, also when it points at nothing.
                unsafe withUnsafeBytes(of: UInt8(0)) { empty in
                    unsafe git_odb_write(
                        &id, database, buffer.baseAddress ?? empty.baseAddress, buffer.count, type)
                }
            }
            try Library.check(status, "write an object")
            return try ObjectID(id)
        }
    }

    /// What to do about an object that is not there; most often the clone is partial on purpose.
    func missingObjectRemedy() -> String {
        hasPromisor
            ? "This is a partial clone (git clone --filter): fetch the files first, or clone without a filter."
            : "Run `git fsck`; a damaged clone is best cloned again."
    }
}
