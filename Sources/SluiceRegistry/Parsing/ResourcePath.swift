import SluiceCore

/// Paths as manifests write them: relative to the repository root, or to the manifest where they begin with `./`.
package enum ResourcePath {
    /// Why `text` is not a path that a manifest may name; nil when it is one.
    package static func problem(in text: String) -> String? {
        let path = text.utf8.starts(with: "./".utf8) ? String(text.unicodeScalars.dropFirst(2)) : text
        if path.isEmpty { return "is empty" }
        if path.utf8.count > 1_024 { return "is longer than 1,024 bytes" }
        if path.unicodeScalars.contains(where: isUnseen) { return "holds control or invisible characters" }
        if path.utf8.contains(where: "*?[]{}".utf8.contains) { return "holds one of `* ? [ ] { }`" }
        if path.utf8.contains(UInt8(ascii: "\\")) { return "holds a backslash" }
        if path.utf8.first == UInt8(ascii: "/") { return "is absolute" }
        let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map {
            String($0) ?? ""
        }
        if parts[0].utf8.contains(UInt8(ascii: ":")) {
            return "has a scheme; only files of the repository can be named"
        }
        if parts[0].utf8.first == UInt8(ascii: "~") { return "begins with `~`" }
        for part in parts {
            switch part {
            case "": return "has an empty part"
            case ".", "..": return "holds `\(part)`"
            case _ where part.lowercased() == ".git": return "reaches into `.git`"
            default: continue
            }
        }
        return nil
    }

    /// The path relative to the repository root of `text`, which has no `problem`, in the file `manifest`.
    package static func resolve(_ text: String, from manifest: String) -> String {
        guard text.utf8.starts(with: "./".utf8) else { return text }
        return RepositoryPath.join(RepositoryPath.folder(of: manifest), String(text.unicodeScalars.dropFirst(2)))
    }

    /// Whether `path` lies inside one of the folders `roots`, each of which ends in `/`.
    package static func isInside(_ path: String, roots: [String]) -> Bool {
        roots.contains { path.utf8.starts(with: $0.utf8) && path.utf8.count > $0.utf8.count }
    }

    /// Controls, format characters (bidirectional marks, zero widths) and line separators: two paths that look the
    /// same must be the same.
    static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
        default: (0xFE00...0xFE0F).contains(scalar.value) || (0xE0000...0xE01EF).contains(scalar.value)
        }
    }
}
