import Clibgit2
import SluiceCore

/// Merges trees entry by entry. Folders that are equal on two sides are not opened, so the cost follows the change;
/// libgit2's own merge reads every folder of all three trees.
struct ThreeWayMerge {
    /// The largest file whose lines are merged; a larger one that both sides changed is a conflict.
    static let contentLimit = 64 << 20

    private var conflicts: [[UInt8]] = []

    mutating func outcome(
        ancestor: ObjectID, ours: ObjectID, theirs: ObjectID, in repository: borrowing RepositoryHandle
    ) throws(GitError) -> MergeOutcome {
        func root(_ tree: ObjectID) -> TreeEntry { TreeEntry(name: [], mode: TreeEntry.folderMode, id: tree) }
        let merged = try merge(root(ancestor), root(ours), root(theirs), at: [], in: repository)
        guard conflicts.isEmpty else {
            let paths = conflicts.sorted { $0.lexicographicallyPrecedes($1) }
            return .conflicts(paths.map { String(decoding: $0, as: UTF8.self) })
        }
        if let merged { return .merged(tree: merged.id) }
        return .merged(tree: try repository.write(tree: []))
    }

    /// The merged entry; nil when the path is absent from the result (or conflicts, which is noted).
    private mutating func merge(
        _ ancestor: TreeEntry?, _ ours: TreeEntry?, _ theirs: TreeEntry?, at path: [UInt8],
        in repository: borrowing RepositoryHandle
    ) throws(GitError) -> TreeEntry? {
        if ours == theirs || ancestor == theirs { return ours }
        if ancestor == ours { return theirs }
        let oursMayHoldFiles = ours?.isFolder ?? true
        let theirsMayHoldFiles = theirs?.isFolder ?? true
        let isFolder = ours?.isFolder ?? false || theirs?.isFolder ?? false
        // A folder that one side removed is judged file by file; a file that one side removed is a conflict.
        if isFolder, oursMayHoldFiles, theirsMayHoldFiles, ancestor?.isFolder ?? true {
            return try mergeFolders(ancestor, ours, theirs, at: path, in: repository)
        }
        if let ancestor, let ours, let theirs, ancestor.isFile, ours.isFile, theirs.isFile {
            return try mergeFiles(ancestor, ours, theirs, at: path, in: repository)
        }
        conflicts.append(path)
        return nil
    }

    private mutating func mergeFolders(
        _ ancestor: TreeEntry?, _ ours: TreeEntry?, _ theirs: TreeEntry?, at path: [UInt8],
        in repository: borrowing RepositoryHandle
    ) throws(GitError) -> TreeEntry? {
        let ancestors = try repository.namedEntries(of: ancestor)
        let ourEntries = try repository.namedEntries(of: ours)
        let theirEntries = try repository.namedEntries(of: theirs)
        var merged: [TreeEntry] = []
        for name in Set(ourEntries.keys).union(theirEntries.keys).union(ancestors.keys) {
            let child = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
            let entry = try merge(ancestors[name], ourEntries[name], theirEntries[name], at: child, in: repository)
            if let entry { merged.append(entry) }
        }
        // With conflicts there is no result to write; git knows no empty folders.
        guard conflicts.isEmpty, !merged.isEmpty else { return nil }
        let name = (ours ?? theirs)?.name ?? []
        return TreeEntry(name: name, mode: TreeEntry.folderMode, id: try repository.write(tree: merged))
    }

    private mutating func mergeFiles(
        _ ancestor: TreeEntry, _ ours: TreeEntry, _ theirs: TreeEntry, at path: [UInt8],
        in repository: borrowing RepositoryHandle
    ) throws(GitError) -> TreeEntry? {
        let mode = ours.mode == ancestor.mode ? theirs.mode : ours.mode
        if ours.id == theirs.id || theirs.id == ancestor.id {
            return TreeEntry(name: ours.name, mode: mode, id: ours.id)
        }
        if ours.id == ancestor.id { return TreeEntry(name: ours.name, mode: mode, id: theirs.id) }
        var contents: [[UInt8]] = []
        for side in [ancestor, ours, theirs] {
            guard repository.has(side.id), try repository.size(ofBlob: side.id) <= ThreeWayMerge.contentLimit else {
                conflicts.append(path)
                return nil
            }
            contents.append(try repository.bytes(ofBlob: side.id))
        }
        // git takes a file for binary when a NUL is among its first 8,000 bytes.
        guard !contents.contains(where: { $0.prefix(8_000).contains(0) }),
            let merged = try ThreeWayMerge.mergeLines(contents[0], contents[1], contents[2])
        else {
            conflicts.append(path)
            return nil
        }
        return TreeEntry(name: ours.name, mode: mode, id: try repository.write(merged, as: GIT_OBJECT_BLOB))
    }

    /// nil when the lines conflict.
    private static func mergeLines(
        _ ancestor: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]
    ) throws(GitError) -> [UInt8]? {
        var result = unsafe git_merge_file_result()
        let status = unsafe withInput(ancestor) { ancestor in
            unsafe withInput(ours) { ours in
                unsafe withInput(theirs) { theirs in unsafe git_merge_file(&result, ancestor, ours, theirs, nil) }
            }
        }
        try Library.check(status, "merge a file")
        defer { unsafe git_merge_file_result_free(&result) }
        guard unsafe result.automergeable == 1 else { return nil }
        return unsafe Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len))
    }

    private static func withInput(
        _ bytes: [UInt8], _ body: (UnsafePointer<git_merge_file_input>) -> Int32
    ) -> Int32 {
        // One byte more, so that there is a pointer also for an empty file.
        unsafe (bytes + [0]).withUnsafeBytes { buffer in
            var input = unsafe git_merge_file_input()
            unsafe git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
            unsafe input.ptr = buffer.bindMemory(to: CChar.self).baseAddress
            unsafe input.size = bytes.count
            return unsafe body(&input)
        }
    }
}

extension RepositoryHandle {
    /// Whether an object is in the database.
    func has(_ id: ObjectID) -> Bool {
        let found = try? unsafe withDatabase { database throws(GitError) in
            var raw = id.raw
            return unsafe git_odb_exists(database, &raw) == 1
        }
        return found ?? false
    }
}
