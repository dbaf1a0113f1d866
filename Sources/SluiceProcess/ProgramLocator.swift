import Glibc

/// Finds programs the way a shell does, except that empty and relative entries of `PATH` are skipped: a program in the
/// current folder (a checkout) is never run by name.
package enum ProgramLocator {
    /// The absolute path of `program`, a name or an absolute path; nil where there is no such executable file.
    package static func find(_ program: String, path: String = ChildEnvironment.host["PATH"] ?? "/usr/bin:/bin")
        -> String?
    {
        guard !program.utf8.contains(UInt8(ascii: "/")) else {
            return program.hasPrefix("/") && isExecutable(program) ? program : nil
        }
        guard !program.isEmpty else { return nil }
        return path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(program)" }.first(
            where: isExecutable)
    }

    /// Whether `path` is a regular file (behind links) that may be executed.
    package static func isExecutable(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
