import Clibgit2
import SluiceCore

extension ObjectID {
    init(_ id: git_oid) throws(GitError) {
        let hex = unsafe withUnsafeBytes(of: id.id) { unsafe Hex.encode($0) }
        guard let made = ObjectID(hex) else { throw GitError("read an object id", .failed, "\(hex) is none") }
        self = made
    }

    init(_ id: UnsafePointer<git_oid>?) throws(GitError) {
        guard let id = unsafe id else { throw GitError("read an object id", .failed, "there is none") }
        try self.init(unsafe id.pointee)
    }

    var raw: git_oid {
        var id = git_oid()
        // Cannot fail: an ObjectID is 40 hexadecimal digits.
        unsafe git_oid_fromstr(&id, hex)
        return id
    }
}
