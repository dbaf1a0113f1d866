/// Why a git operation failed: what was tried, what happened, what to do next.
package struct GitError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What a caller may decide upon; everything else is text for people.
    package enum Code: Sendable, Hashable {
        /// No such repository, revision, reference or path.
        case notFound
        /// An object that the repository names is not in its database: a damaged or a partial clone.
        case missingObject
        /// A name that stands for two things.
        case ambiguous
        /// A reference does not have the expected value (any more), or someone else holds its lock.
        case moved
        /// The answer lies in history that a shallow clone does not have.
        case shallow
        /// A repository format or state that Sluice does not read.
        case unsupported
        /// The request itself makes no sense: a malformed name, path or message.
        case invalid
        /// Neither environment nor configuration says who commits.
        case noIdentity
        /// Anything else that libgit2 or the operating system reported.
        case failed
    }

    /// What was tried, in words: `resolve main`.
    package let operation: String
    package let code: Code
    package let message: String
    /// What the reader should do; empty when the message says it.
    package let remedy: String

    package init(_ operation: String, _ code: Code, _ message: String, remedy: String = "") {
        self.operation = operation
        self.code = code
        self.message = message
        self.remedy = remedy
    }

    package var description: String {
        "\(operation): \(message)" + (remedy.isEmpty ? "" : "\n  \(remedy)")
    }

    /// History that the clone does not have.
    static func shallow(_ operation: String) -> GitError {
        GitError(
            operation, .shallow, "this is a shallow clone and the answer may lie in the history that it lacks",
            remedy: "Check out the full history (GitHub Actions: fetch-depth: 0; GitLab: GIT_DEPTH: 0), "
                + "or run `git fetch --unshallow`.")
    }
}
