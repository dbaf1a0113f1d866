import ArgumentParser

/// `name=value` on the command line.
struct NamedValue: Sendable, Hashable {
    let name: String
    let value: String

    /// - Throws: a usage error where the name is missing or given twice.
    static func parse(_ texts: [String], option: String) throws -> [NamedValue] {
        var found: [NamedValue] = []
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw ValidationError("`\(option)` takes NAME=VALUE, not `\(text)`")
            }
            guard !found.contains(where: { $0.name == parts[0] }) else {
                throw ValidationError("`\(option)` names `\(parts[0])` twice")
            }
            found.append(NamedValue(name: parts[0], value: parts[1]))
        }
        return found
    }
}
