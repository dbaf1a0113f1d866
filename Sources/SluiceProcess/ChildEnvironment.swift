import Glibc

/// The environment of a child: `PATH`, `LANG=C.UTF-8`, `TZ=UTC`, and what its client names. Nothing else of Sluice's own
/// environment (tokens, loader variables, tool configuration) reaches a child.
package struct ChildEnvironment: Sendable, Hashable {
    package private(set) var variables: [String: String]

    /// - Parameters:
    ///   - allowlist: names that are passed on where they are set.
    ///   - setting: variables with the values given here; they win.
    ///   - host: where the passed-on values come from.
    package init(
        inheriting allowlist: [String] = [], setting: [String: String] = [:],
        from host: [String: String] = ChildEnvironment.host
    ) {
        var variables = ["LANG": "C.UTF-8", "TZ": "UTC", "PATH": host["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"]
        for name in allowlist { variables[name] = host[name] ?? variables[name] }
        variables.merge(setting) { $1 }
        self.variables = variables
    }

    /// The environment of this process, read once.
    package static let host: [String: String] = {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let parts = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
            entry += 1
        }
        return variables
    }()
}
