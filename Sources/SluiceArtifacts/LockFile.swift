/// Reading lock files: whether an environment is pinned to exact bytes.
package enum LockFile {
    /// Reads `text` in the format that the file's name says.
    ///
    /// - Parameter name: the file's name, with or without folders.
    package static func read(_ text: String, name: String) -> LockReport {
        let base = name.split(separator: "/").last.map(String.init) ?? name
        if let format = otherFormat(base) { return .notBuilt(format) }
        if text.contains("@EXPLICIT") { return .notBuilt("conda explicit list") }
        return .requirements(RequirementsFile.read(text))
    }

    /// The format of a file that is recognised by its name and not read by this release; nil for requirements files.
    private static func otherFormat(_ name: String) -> String? {
        let lower = name.lowercased()
        if let known = known[lower] { return known }
        if lower.hasPrefix("pylock."), lower.hasSuffix(".toml") { return "pylock.toml" }
        if lower.hasPrefix("dockerfile.") || lower.hasSuffix(".dockerfile") || lower == "containerfile" {
            return "Dockerfile"
        }
        if lower.hasSuffix(".conda-lock.yml") || lower.hasSuffix(".conda-lock.yaml") { return "conda-lock.yml" }
        return [".txt", ".lock", ".in", ".requirements"].contains { lower.hasSuffix($0) } ? nil : name
    }

    private static let known = [
        "pylock.toml": "pylock.toml", "uv.lock": "uv.lock", "poetry.lock": "poetry.lock",
        "pipfile.lock": "Pipfile.lock", "pdm.lock": "pdm.lock", "pixi.lock": "pixi.lock",
        "conda-lock.yml": "conda-lock.yml", "conda-lock.yaml": "conda-lock.yml",
        "environment.yml": "environment.yml", "environment.yaml": "environment.yml", "dockerfile": "Dockerfile",
        "flake.lock": "flake.lock", "renv.lock": "renv.lock", "cargo.lock": "Cargo.lock",
        "gemfile.lock": "Gemfile.lock",
        "package-lock.json": "package-lock.json", "yarn.lock": "yarn.lock", "package.resolved": "Package.resolved",
    ]
}

/// What a lock file says about the environment.
package enum LockReport: Sendable, Hashable {
    case requirements(RequirementsReport)
    /// A format that this release does not read, by its common name.
    case notBuilt(String)
}

/// A requirements file: its packages and everything that keeps it from naming exact bytes.
package struct RequirementsReport: Sendable, Hashable {
    package struct Problem: Sendable, Hashable {
        package enum Kind: String, Sendable {
            /// One exact version without a hash: the bytes behind it may change.
            case withoutHash
            /// No exact version.
            case notPinned
            /// Another file, a checkout or a folder whose bytes are not recorded.
            case outsideFile
            /// A line that is no requirement, or a file without any.
            case unreadable
        }

        package let kind: Kind
        /// One-based; the first line of a requirement that is continued over several.
        package let line: Int
        /// A sentence with values in back quotes.
        package let message: String
    }

    /// How many requirements were read, pinned or not.
    package var packages = 0
    package var problems: [Problem] = []

    /// Every requirement has an exact version and a hash.
    package var isPinned: Bool { problems.isEmpty }
    /// Weak: exact versions throughout, and hashes missing.
    package var isWeak: Bool { !problems.isEmpty && problems.allSatisfy { $0.kind == .withoutHash } }
}
