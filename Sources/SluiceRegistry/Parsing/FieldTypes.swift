import SluiceCore
import SluiceYAML

/// Types of fields that only registry manifests have.
extension FieldReader {
    /// Reads a nested mapping with `read` and adopts its problems.
    mutating func mapping<Value>(
        _ key: String, _ subject: String, required: Bool = false, _ read: (inout FieldReader) -> Value?
    ) -> Value? {
        guard let node = required ? requiredNode(key) : node(key) else { return nil }
        return child(node, subject, read)
    }

    /// Reads `node`, a mapping inside this one, with `read` and adopts its problems.
    mutating func child<Value>(_ node: YAMLNode, _ subject: String, _ read: (inout FieldReader) -> Value?) -> Value? {
        var reader = FieldReader(node, subject)
        guard case .mapping = node.content else {
            adopt(reader.diagnostics)
            return nil
        }
        let value = read(&reader)
        adopt(reader.finish())
        return value
    }

    /// A path, resolved to the repository root.
    mutating func path(_ key: String, in manifest: String, required: Bool = false) -> String? {
        guard let text = text(key, required: required) else { return nil }
        return resolve(text, key, in: manifest, at: location(of: key))
    }

    mutating func resolve(
        _ text: String, _ key: String, in manifest: String, at location: SourceLocation
    ) -> String? {
        if let problem = ResourcePath.problem(in: text) {
            report(
                "`\(key)` \(problem): `\(text.prefix(80))`", at: location,
                remedy: "write a path from the repository root, or `./…` from this file")
            return nil
        }
        return ResourcePath.resolve(text, from: manifest)
    }

    /// A number of bytes such as `4GB`; factors of 1,000, with an `i` of 1,024.
    mutating func size(_ key: String) -> Int64? {
        scalar(key, expected: "a size such as 512MB or 4GB") { text in
            let digits = text.utf8.prefix { (48...57).contains($0) }
            let factors: [String: Int64] = [
                "B": 1, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000, "KiB": 1 << 10,
                "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
            ]
            guard digits.first != 48, let count = Int64(String(digits) ?? ""),
                let factor = factors[String(text.utf8.dropFirst(digits.count)) ?? ""]
            else { return nil }
            let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
            return overflow ? nil : bytes
        }
    }

    mutating func stage(_ key: String, required: Bool = false) -> String? {
        scalar(key, required: required, expected: "the name of a stage (a name that is no version)") {
            Name.isValidStage($0) ? $0 : nil
        }
    }

    /// A text with at least one visible character.
    mutating func filledText(_ key: String, required: Bool = false) -> String? {
        guard let text = text(key, required: required) else { return nil }
        if text.allSatisfy(\.isWhitespace) {
            report("`\(key)` is empty", at: location(of: key))
            return nil
        }
        return text
    }

    /// A list of different texts that `isValid` accepts; nil when the key is absent or no list of a
    /// bounded length.
    mutating func distinctTexts(
        _ key: String, required: Bool = false, expected: String, _ isValid: (String) -> Bool
    ) -> [String]? {
        let nodes = items(key, required: required)
        guard case .sequence(let written)? = node(key)?.content, nodes.count == written.count else { return nil }
        var found: [String] = []
        for node in nodes {
            guard case .scalar(let text, _) = node.content, isValid(text) else {
                report("each item of `\(key)` must be \(expected)", at: node.location)
                continue
            }
            if found.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
                report("`\(key)` names `\(text.prefix(80))` twice", at: node.location)
            }
            found.append(text)
        }
        return found
    }

    /// The most entries of one list or mapping that is compared with itself or with another one: files come from
    /// strangers, and such work grows with the square.
    static let mostEntries = 1_000

    /// The items of a list; of one that is too long, none.
    mutating func items(_ key: String, required: Bool = false) -> [YAMLNode] {
        bounded(list(key, required: required), key)
    }

    /// The entries of a mapping with free keys; of one that is too long, none.
    mutating func boundedEntries(_ key: String, required: Bool = false) -> [YAMLEntry] {
        bounded(entries(key, required: required), key)
    }

    private mutating func bounded<Item>(_ items: [Item], _ key: String) -> [Item] {
        guard items.count > FieldReader.mostEntries else { return items }
        report(
            "`\(key)` has \(items.count) entries, more than \(FieldReader.mostEntries)", at: location(of: key),
            remedy: "split or shorten it")
        return []
    }

    /// A whole number from 0 that fits an `Int64`: bytes or rows.
    mutating func count(_ key: String) -> Int64? { integer(key, in: 0...Int64.max) }

    /// The free places for people: `title`, `description`, `labels`.
    mutating func notes() -> ManifestNotes {
        var notes = ManifestNotes(title: text("title"), description: text("description"))
        for entry in entries("labels") {
            if case .scalar(let text, _) = entry.value.content {
                notes.labels[entry.key] = text
            } else {
                report("the label `\(entry.key.prefix(80))` must be a text", at: entry.value.location)
            }
        }
        return notes
    }

    /// The problems in the order of the file, when there are any.
    mutating func problems() -> InvalidFile? {
        let found = finish()
        guard !found.isEmpty else { return nil }
        return InvalidFile(
            found.enumerated().sorted { left, right in
                let a = (left.element.location?.line ?? 0, left.element.location?.column ?? 0, left.offset)
                let b = (right.element.location?.line ?? 0, right.element.location?.column ?? 0, right.offset)
                return a < b
            }.map(\.element))
    }
}
