import Clibgit2

/// The configuration that git would use in a repository, as plain values.
package struct GitConfiguration: Sendable {
    /// Later values are stronger.
    private let values: [(key: String, value: String)]

    init(values: [(key: String, value: String)]) { self.values = values }

    /// The strongest value of a key such as `user.name`; section and last part of a key are lower case. A key that
    /// stands alone has the value `true`.
    package func string(_ key: String) -> String? { values.last { $0.key == key }?.value }

    /// The strongest value as git reads truth values; nil when the key is not set or is no truth value.
    package func boolean(_ key: String) -> Bool? {
        guard let text = string(key) else { return nil }
        if GitConfiguration.isTrue(text) { return true }
        return ["", "false", "no", "off", "0"].contains(text.lowercased()) ? false : nil
    }

    /// Whether a remote has promised to deliver objects that are left out (a partial clone).
    var hasPromisor: Bool {
        values.contains { key, value in
            key == "extensions.partialclone"
                || (key.hasPrefix("remote.") && key.hasSuffix(".promisor") && GitConfiguration.isTrue(value))
        }
    }

    static func isTrue(_ text: String) -> Bool {
        ["true", "yes", "on"].contains(text.lowercased()) || Int(text).map { $0 != 0 } ?? false
    }

    static func entries(of configuration: OpaquePointer) throws(GitError) -> [(key: String, value: String)] {
        let operation = "read the configuration"
        var iterator: OpaquePointer?
        try unsafe Library.check(git_config_iterator_new(&iterator, configuration), operation)
        defer { unsafe git_config_iterator_free(iterator) }
        var entries: [(key: String, value: String)] = []
        var entry: UnsafeMutablePointer<git_config_entry>?
        while true {
            let status = unsafe git_config_next(&entry, iterator)
            if status == GIT_ITEROVER.rawValue { return entries }
            try Library.check(status, operation)
            guard let found = unsafe entry?.pointee else { return entries }
            entries.append(
                (unsafe String(cString: found.name), unsafe found.value.map { unsafe String(cString: $0) } ?? "true"))
        }
    }
}
