import SluiceCore
import SluiceGit
import SluiceTesting
import Testing

extension ScratchRepository {
    func open(storage: ObjectStorage = .repository) throws -> GitRepository {
        try GitRepository.open(at: path, storage: storage)
    }
}

/// An id that real git printed.
func oid(_ text: String) throws -> ObjectID { try #require(ObjectID(text)) }

let someone = GitSignature(
    name: "Ada Author", email: "ada@example.org", date: Instant(secondsSince1970: 1_767_323_045))

/// The code of the error that `body` throws.
func code(_ body: () throws -> Void) -> GitError.Code? {
    do {
        try body()
        return nil
    } catch {
        return (error as? GitError)?.code
    }
}
