import Glibc

/// A file or folder whose bytes could not be read as they are.
package struct ArtifactError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: String, Sendable {
        /// Nothing is there.
        case missing
        /// A symbolic link, device, socket or pipe, or a folder where a file is due (or the reverse).
        case notRegular
        /// The file changed while it was read.
        case changed
        /// The operating system refused.
        case unreadable
        /// A name that no digest line can hold.
        case badName
    }

    package let kind: Kind
    /// As the caller gave it, with names below a folder appended.
    package let path: String
    package let message: String
    /// What to do next.
    package let remedy: String

    package init(_ kind: Kind, path: String, _ message: String, remedy: String) {
        self.kind = kind
        self.path = path
        self.message = message
        self.remedy = remedy
    }

    package var description: String { "\(path): \(message)\n  \(remedy)" }

    /// The error of a system call that just failed with `code`.
    static func system(_ code: Int32, path: String, _ operation: String) -> ArtifactError {
        switch code {
        case ENOENT:
            ArtifactError(.missing, path: path, "does not exist", remedy: "Check the path, or fetch the file.")
        case ELOOP, ENOTDIR:
            ArtifactError(
                .notRegular, path: path, "is a symbolic link, or lies behind something that is no folder",
                remedy: "Put the file itself in its place: links are never followed.")
        default:
            ArtifactError(
                .unreadable, path: path, "could not \(operation): \(String(cString: strerror(code)))",
                remedy: "Check the permissions and the disk.")
        }
    }
}
