import Clibgit2
import Glibc
package import SluiceCore

extension GitRepository {
    /// A commit as a mailbox with one message, from which `git am --keep-cr` makes the same tree and message again,
    /// with binary files, CRLF and files without a final line end.
    ///
    /// - Parameter base: the commit's only parent, written as `base-commit:`.
    /// - Throws: `.invalid` for a message that would not survive the mail, or another parent.
    package func mailPatch(of commit: ObjectID, base: ObjectID) throws(GitError) -> [UInt8] {
        let operation = "write \(commit.short) as mail"
        return try locked { repository throws(GitError) in
            let information = try repository.information(of: commit)
            guard information.parents == [base] else {
                throw GitError(operation, .invalid, "\(base.short) is not its only parent")
            }
            if let problem = MailPatch.problem(in: information.message) {
                throw GitError(operation, .invalid, "the message would not survive: \(problem)")
            }
            let before = try repository.information(of: base).tree
            let paths = try repository.changes(from: before, to: information.tree, under: "").map(\.path)
            let mail = try repository.mail(of: commit, paths: paths, operation)
            return try MailPatch.completed(mail, base: base, operation)
        }
    }
}

extension RepositoryHandle {
    /// libgit2's mail. With exact paths it compares just those; without, it would open every folder of both trees.
    fileprivate func mail(of commit: ObjectID, paths: [String], _ operation: String) throws(GitError) -> [UInt8] {
        try unsafe withCommit(commit) { commit throws(GitError) in
            var options = unsafe sluice_git_email_options()
            var mail = unsafe git_buf()
            defer { unsafe git_buf_dispose(&mail) }
            var copies = unsafe paths.map { unsafe strdup($0) }
            defer { unsafe copies.forEach { unsafe free($0) } }
            let status = unsafe copies.withUnsafeMutableBufferPointer { list in
                unsafe options.diff_opts.pathspec = git_strarray(strings: list.baseAddress, count: list.count)
                return unsafe git_email_create_from_commit(&mail, commit, &options)
            }
            try Library.check(status, operation)
            return unsafe Array(UnsafeRawBufferPointer(start: mail.ptr, count: mail.size))
        }
    }
}

/// What libgit2's mail lacks, and which messages mail cannot carry.
enum MailPatch {
    private static let headers = """
        MIME-Version: 1.0
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: 8bit

        """

    /// Adds the MIME headers and the base commit, and replaces the version of libgit2 at the end, so that the bytes
    /// depend on the commit only.
    static func completed(_ mail: [UInt8], base: ObjectID, _ operation: String) throws(GitError) -> [UInt8] {
        let ending = Array("--\nlibgit2 ".utf8)
        guard let headersEnd = mail.indices.first(where: { mail[$0...].starts(with: [10, 10]) }),
            let end = mail.indices.last(where: { mail[$0] == 45 && mail[$0...].starts(with: ending) })
        else { throw GitError(operation, .unsupported, "libgit2 writes mail in a form that Sluice does not know") }
        return mail[...headersEnd] + Array(headers.utf8) + mail[(headersEnd + 1)..<end]
            + Array("\nbase-commit: \(base)\n-- \nsluice\n".utf8)
    }

    /// Why `git am` would not restore a message exactly (git's mailinfo.c): it ends the message at what looks like a
    /// patch, drops bracketed prefixes, takes leading header lines for headers, and strips surplus blank lines.
    static func problem(in message: String) -> String? {
        let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
        guard let subject = lines.first, !subject.isEmpty, message.hasSuffix("\n"), !message.hasSuffix("\n\n") else {
            return "it must begin with its subject and end with one line end"
        }
        if subject.hasPrefix("[") || subject.lowercased().hasPrefix("re:") { return "its subject begins with a prefix" }
        if lines.count > 2, !lines[1].isEmpty { return "its second line is not empty" }
        if message.utf8.contains(13) { return "it contains a carriage return" }
        let breaks = ["---", "diff -", "Index: ", "From ", ">From ", "*** "]
        if let line = lines.first(where: { line in breaks.contains { line.hasPrefix($0) } || line.contains(">8") }) {
            return "`\(line)` looks like the start of a patch"
        }
        let headers = ["from:", "subject:", "date:", "content-type:", "mime-version:", "content-transfer-encoding:"]
        if lines.count > 2, headers.contains(where: { lines[2].lowercased().hasPrefix($0) }) {
            return "`\(lines[2])` looks like a mail header"
        }
        if lines.contains(where: { $0.last.map { $0 == " " || $0 == "\t" } ?? false }) {
            return "a line ends with a blank"
        }
        let hasGap = zip(lines, lines.dropFirst()).contains { $0.isEmpty && $1.isEmpty }
        return hasGap ? "it has two blank lines in a row" : nil
    }
}
