/// Name and address of a person or machine that commits.
package struct GitIdentity: Sendable, Hashable {
    package let name: String
    package let email: String

    /// Cleans both as git does: outer punctuation and inner `<`, `>` and line ends go.
    ///
    /// - Throws: `.noIdentity` when nothing is left of one of them.
    package init(name: String, email: String) throws(GitError) {
        self.name = GitIdentity.cleaned(name)
        self.email = GitIdentity.cleaned(email)
        guard !self.name.isEmpty, !self.email.isEmpty else {
            throw GitError("read the git identity", .noIdentity, "name or address is empty", remedy: GitIdentity.remedy)
        }
    }

    static let remedy =
        "Set both: git config user.name NAME; git config user.email ADDRESS "
        + "(or GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL)."

    /// git's `strbuf_addstr_without_crud` (ident.c).
    private static func cleaned(_ text: String) -> String {
        func isCrud(_ byte: UInt8) -> Bool { byte <= 32 || #".,:;<>"\'"#.utf8.contains(byte) }
        let bytes = text.utf8.drop(while: isCrud).reversed().drop(while: isCrud).reversed()
        return String(decoding: bytes.filter { !"\n<>".utf8.contains($0) && $0 != 0 }, as: UTF8.self)
    }
}

/// The two people that a commit names.
package enum IdentityRole: String, Sendable {
    case author
    case committer
}

/// How the user wants commits to be signed.
package struct SigningRequest: Sendable, Hashable {
    package enum Format: String, Sendable {
        case openpgp
        case x509
        case ssh
    }

    package let format: Format
    /// `user.signingkey`: a key id, a file, or `key::…` literal; nil when not set.
    package let key: String?
}

extension GitConfiguration {
    /// Who commits, by git's own order: the role's variables (`GIT_AUTHOR_NAME` …), the role's configuration
    /// (`author.name` …), `user.name` and `user.email`, the variable `EMAIL`. Unlike git, nothing is guessed from the
    /// login or host name.
    ///
    /// - Throws: `.noIdentity`.
    package func identity(
        _ role: IdentityRole, environment: [String: String]
    ) throws(GitError) -> GitIdentity {
        let prefix = "GIT_\(role.rawValue.uppercased())_"
        let name = environment[prefix + "NAME"] ?? string("\(role.rawValue).name") ?? string("user.name")
        let email =
            environment[prefix + "EMAIL"] ?? string("\(role.rawValue).email") ?? string("user.email")
            ?? environment["EMAIL"]
        guard let name, let email else {
            throw GitError(
                "read the git identity", .noIdentity,
                "neither environment nor configuration gives a \(name == nil ? "name" : "mail address")",
                remedy: GitIdentity.remedy)
        }
        return try GitIdentity(name: name, email: email)
    }

    /// How commits must be signed; nil when `commit.gpgsign` is not set.
    ///
    /// - Throws: `.unsupported` for a format that git does not know.
    package func signingRequest() throws(GitError) -> SigningRequest? {
        guard boolean("commit.gpgsign") == true else { return nil }
        let name = string("gpg.format") ?? SigningRequest.Format.openpgp.rawValue
        guard let format = SigningRequest.Format(rawValue: name) else {
            throw GitError("read gpg.format", .unsupported, "git knows openpgp, x509 and ssh, not \(name)")
        }
        return SigningRequest(format: format, key: string("user.signingkey"))
    }

    /// The URL of a remote as written (`insteadOf` is git's business).
    ///
    /// - Parameter push: prefers `pushurl`.
    package func remoteURL(_ remote: String, push: Bool = false) -> String? {
        (push ? string("remote.\(remote).pushurl") : nil) ?? string("remote.\(remote).url")
    }
}
