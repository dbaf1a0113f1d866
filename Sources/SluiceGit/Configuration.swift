import Clibgit2

extension GitRepository {
    /// The configuration that `git` would use here: system, user, repository, worktree, then `GIT_CONFIG_COUNT`.
    ///
    /// - Parameter environment: the variables that say where these files are (`HOME`, `XDG_CONFIG_HOME`,
    ///   `GIT_CONFIG_GLOBAL`, `GIT_CONFIG_SYSTEM`, `GIT_CONFIG_NOSYSTEM`) and that add values.
    package func configuration(environment: [String: String]) throws(GitError) -> GitConfiguration {
        try locked { repository throws(GitError) in
            let files = GitConfiguration.userFiles(environment) + repository.configurationFiles()
            return GitConfiguration(
                values: try repository.values(of: files) + GitConfiguration.environmentValues(environment))
        }
    }

    /// Whether objects may be missing because a remote has promised to deliver them later (`git clone --filter`).
    package var isPartialClone: Bool {
        get throws(GitError) { try locked { repository throws(GitError) in repository.hasPromisor } }
    }
}

/// A configuration file and how strong it is: libgit2's level.
private typealias ConfigurationFile = (path: String, level: git_config_level_t)

extension GitConfiguration {
    fileprivate static func userFiles(_ environment: [String: String]) -> [ConfigurationFile] {
        var files: [ConfigurationFile] = []
        if !isTrue(environment["GIT_CONFIG_NOSYSTEM"] ?? "") {
            files.append((environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig", GIT_CONFIG_LEVEL_SYSTEM))
        }
        if let file = environment["GIT_CONFIG_GLOBAL"] {
            files.append((file, GIT_CONFIG_LEVEL_GLOBAL))
        } else {
            let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
            let shared =
                environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home.map { $0 + "/.config" }
            if let shared { files.append((shared + "/git/config", GIT_CONFIG_LEVEL_XDG)) }
            if let home { files.append((home + "/.gitconfig", GIT_CONFIG_LEVEL_GLOBAL)) }
        }
        return files
    }

    fileprivate static func environmentValues(_ environment: [String: String]) -> [(key: String, value: String)] {
        (0..<min(1_000, max(0, Int(environment["GIT_CONFIG_COUNT"] ?? "") ?? 0))).compactMap { index in
            guard let key = environment["GIT_CONFIG_KEY_\(index)"] else { return nil }
            return environment["GIT_CONFIG_VALUE_\(index)"].map { (normalized(key), $0) }
        }
    }

    /// Section and last part of a key are case-insensitive, what lies between is not.
    private static func normalized(_ key: String) -> String {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count > 2, let first = parts.first, let last = parts.last else { return key.lowercased() }
        return ([first.lowercased()] + parts[1..<(parts.count - 1)] + [last.lowercased()]).joined(separator: ".")
    }
}

extension RepositoryHandle {
    fileprivate func configurationFiles() -> [ConfigurationFile] {
        [
            (commonFolder + "/config", GIT_CONFIG_LEVEL_LOCAL),
            // Only read by git when `extensions.worktreeConfig` is set, but only written then, too.
            (gitFolder + "/config.worktree", GIT_CONFIG_LEVEL_APP),
        ]
    }

    fileprivate func values(of files: [ConfigurationFile]) throws(GitError) -> [(key: String, value: String)] {
        try unsafe Library.scoped(
            "read the configuration", free: git_config_free, { unsafe git_config_new(&$0) },
            { configuration throws(GitError) in
                for file in files where Disk.isRegularFile(file.path) {
                    try unsafe Library.check(
                        git_config_add_file_ondisk(configuration, file.path, file.level, pointer, 0),
                        "read \(file.path)")
                }
                return try unsafe GitConfiguration.entries(of: configuration)
            })
    }

    /// What the repository's own files say, without the user's.
    func localConfiguration() throws(GitError) -> GitConfiguration {
        GitConfiguration(values: try values(of: configurationFiles()))
    }

    /// Whether a remote has promised to deliver objects that are left out (a partial clone).
    var hasPromisor: Bool { (try? localConfiguration().hasPromisor) ?? false }
}
