import Clibgit2
import Glibc
import SluiceCore

/// One entry of a git tree object. Names stay bytes: git does not demand UTF-8, and Swift's `==` of strings would take
/// two spellings of `é` for one name.
struct TreeEntry: Sendable, Hashable {
    let name: [UInt8]
    let mode: UInt32
    let id: ObjectID

    static let folderMode: UInt32 = 0o040000
    static let fileMode: UInt32 = 0o100644
    static let executableMode: UInt32 = 0o100755
    static let linkMode: UInt32 = 0o120000
    static let submoduleMode: UInt32 = 0o160000

    var isFolder: Bool { mode == TreeEntry.folderMode }
    var isFile: Bool { mode == TreeEntry.fileMode || mode == TreeEntry.executableMode }

    var kind: FileKind {
        switch mode {
        case TreeEntry.folderMode: .folder
        case TreeEntry.fileMode, TreeEntry.executableMode: .file
        case TreeEntry.linkMode: .symbolicLink
        case TreeEntry.submoduleMode: .submodule
        default: .other
        }
    }

    func has(sameContentAs other: TreeEntry) -> Bool { mode == other.mode && id == other.id }

    func renamed(_ name: [UInt8]) -> TreeEntry { TreeEntry(name: name, mode: mode, id: id) }
}

extension TreeEntry {
    init(_ pointer: OpaquePointer) throws(GitError) {
        let name = unsafe git_tree_entry_name(pointer).map { name in
            unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
        }
        self.init(
            name: name ?? [], mode: UInt32(unsafe git_tree_entry_filemode_raw(pointer).rawValue),
            id: try unsafe ObjectID(git_tree_entry_id(pointer)))
    }
}

extension RepositoryHandle {
    func withTree<Result>(
        _ id: ObjectID, _ body: (OpaquePointer) throws(GitError) -> Result
    ) throws(GitError) -> Result {
        var raw = id.raw
        return try unsafe Library.scoped(
            "read tree \(id)", free: git_tree_free, { unsafe git_tree_lookup(&$0, pointer, &raw) }, body)
    }

    /// The entries of a tree, in git's order.
    func entries(ofTree id: ObjectID) throws(GitError) -> [TreeEntry] {
        try unsafe withTree(id) { tree throws(GitError) in
            var entries: [TreeEntry] = []
            let count = unsafe git_tree_entrycount(tree)
            entries.reserveCapacity(count)
            for index in 0..<count {
                guard let entry = unsafe git_tree_entry_byindex(tree, index) else { continue }
                entries.append(try unsafe TreeEntry(entry))
            }
            return entries
        }
    }

    /// What stands at `path` below a tree; nil when nothing does. The empty path is the tree itself.
    func entry(at path: String, inTree root: ObjectID) throws(GitError) -> TreeEntry? {
        var found = TreeEntry(name: [], mode: TreeEntry.folderMode, id: root)
        guard !path.isEmpty else { return found }
        for part in path.split(separator: "/", omittingEmptySubsequences: false) {
            guard found.isFolder else { return nil }
            let next = try unsafe withTree(found.id) { tree throws(GitError) -> TreeEntry? in
                guard let entry = unsafe git_tree_entry_byname(tree, String(part)) else { return nil }
                return try unsafe TreeEntry(entry)
            }
            guard let next else { return nil }
            found = next
        }
        return found
    }
}
