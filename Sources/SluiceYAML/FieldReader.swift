package import SluiceCore

/// Reads the fields of one mapping by their declared types and collects every problem, so that one run reports them
/// all. Finish with `finish()`, which reports the keys that nobody asked for.
package struct FieldReader {
    package let location: SourceLocation
    package private(set) var diagnostics: [Diagnostic] = []
    /// What the mapping is, for messages: "ModelVersion", "gate".
    private let subject: String
    private let entries: [YAMLEntry]
    private var known: [String] = []

    /// - Parameter subject: what the mapping is, for messages.
    package init(_ node: YAMLNode, _ subject: String) {
        self.location = node.location
        self.subject = subject
        if case .mapping(let entries) = node.content {
            self.entries = entries
        } else {
            self.entries = []
            diagnostics.append(Diagnostic("\(subject) must be a mapping of keys to values", at: node.location))
        }
    }

    /// The keys in the order of the file.
    package var keys: [String] { entries.map(\.key) }

    /// Where the value of a key stands; the mapping itself when it lacks the key.
    package func location(of key: String) -> SourceLocation { entry(key)?.value.location ?? location }

    /// Compares bytes, because `==` on String is canonical equivalence.
    private func entry(_ key: String) -> YAMLEntry? { entries.first { $0.key.utf8.elementsEqual(key.utf8) } }

    /// Adds a problem, at the mapping itself unless a place is given.
    package mutating func report(_ message: String, at location: SourceLocation? = nil, remedy: String = "") {
        diagnostics.append(Diagnostic(message, at: location ?? self.location, remedy: remedy))
    }

    /// Adds the problems that another reader found inside this mapping.
    package mutating func adopt(_ others: [Diagnostic]) { diagnostics += others }

    /// The node of an optional key.
    package mutating func node(_ key: String) -> YAMLNode? {
        if !known.contains(key) { known.append(key) }
        return entry(key)?.value
    }

    /// The node of a key that must be there; a missing key is reported.
    package mutating func requiredNode(_ key: String) -> YAMLNode? {
        if let node = node(key) { return node }
        report("\(subject) lacks the required key `\(key)`", remedy: "add `\(key):`")
        return nil
    }

    /// Reads a scalar with `parse`, which returns nil when the text is not of the type; `expected` names the type.
    package mutating func scalar<Value>(
        _ key: String, required: Bool = false, expected: String, _ parse: (String) -> Value?
    ) -> Value? {
        guard let node = required ? requiredNode(key) : node(key) else { return nil }
        guard case .scalar(let text, _) = node.content else {
            report("`\(key)` must be \(expected)", at: node.location)
            return nil
        }
        guard let value = parse(text) else {
            report("`\(key)` must be \(expected), not `\(text.prefix(80))`", at: node.location)
            return nil
        }
        return value
    }

    /// A text of any length; empty only when quoted.
    package mutating func text(_ key: String, required: Bool = false) -> String? {
        guard let node = required ? requiredNode(key) : node(key) else { return nil }
        guard case .scalar(let text, let plain) = node.content, !(plain && text.isEmpty) else {
            report("`\(key)` must be a text", at: node.location)
            return nil
        }
        return text
    }

    /// A permanent name of a model, stage or id.
    package mutating func name(_ key: String, required: Bool = false) -> String? {
        scalar(key, required: required, expected: "a name ([a-z0-9][a-z0-9._-]{0,63}, no `..`)") {
            Name.isValid($0) ? $0 : nil
        }
    }

    /// `true` or `false`, written so.
    package mutating func boolean(_ key: String) -> Bool? {
        scalar(key, expected: "true or false") { ["true": true, "false": false][$0] }
    }

    /// A whole number within bounds.
    package mutating func integer(_ key: String, in range: ClosedRange<Int64> = 0...Int64.max) -> Int64? {
        scalar(key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            YAMLScalar.integer($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A finite decimal number.
    package mutating func number(_ key: String) -> Double? {
        scalar(key, expected: "a finite number", YAMLScalar.number)
    }

    /// A point in time, `YYYY-MM-DDThh:mm:ssZ`.
    package mutating func instant(_ key: String, required: Bool = false) -> Instant? {
        scalar(key, required: required, expected: "an instant (YYYY-MM-DDThh:mm:ssZ)") { Instant($0) }
    }

    /// A length of time such as `24h`.
    package mutating func span(_ key: String) -> TimeSpan? {
        scalar(key, expected: "a duration such as 24h or 90d") { TimeSpan($0) }
    }

    /// `sha256:` and 64 lower-case hexadecimal digits.
    package mutating func digest(_ key: String, required: Bool = false) -> Digest? {
        scalar(key, required: required, expected: "a digest (sha256: and 64 lower-case hex digits)") { Digest($0) }
    }

    /// A semantic version.
    package mutating func version(_ key: String, required: Bool = false) -> SemanticVersion? {
        scalar(key, required: required, expected: "a version (SemVer 2.0.0, lower case, no build metadata)") {
            SemanticVersion($0)
        }
    }

    /// One of the raw values of an enumeration.
    package mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ key: String, _ type: Value.Type, required: Bool = false
    ) -> Value? where Value.RawValue == String {
        let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
        return scalar(key, required: required, expected: "one of \(names)") { Value(rawValue: $0) }
    }

    /// The items of a list; a missing key gives an empty list.
    package mutating func list(_ key: String, required: Bool = false) -> [YAMLNode] {
        guard let node = required ? requiredNode(key) : node(key) else { return [] }
        guard case .sequence(let items) = node.content else {
            report("`\(key)` must be a list", at: node.location)
            return []
        }
        return items
    }

    /// A list of texts.
    package mutating func texts(_ key: String, required: Bool = false) -> [String] {
        list(key, required: required).compactMap { item in
            if case .scalar(let text, let plain) = item.content, !(plain && text.isEmpty) { return text }
            report("each item of `\(key)` must be a text", at: item.location)
            return nil
        }
    }

    /// The entries of a mapping with free keys; a missing key gives none.
    package mutating func entries(_ key: String, required: Bool = false) -> [YAMLEntry] {
        guard let node = required ? requiredNode(key) : node(key) else { return [] }
        guard case .mapping(let entries) = node.content else {
            report("`\(key)` must be a mapping", at: node.location)
            return []
        }
        return entries
    }

    /// Reports every key that was never asked for, with the nearest known one, and returns all problems.
    package mutating func finish() -> [Diagnostic] {
        for entry in entries where !known.contains(where: { $0.utf8.elementsEqual(entry.key.utf8) }) {
            let nearest = NearestKey.to(entry.key, among: known).map { "did you mean `\($0)`? " } ?? ""
            let expected = known.sorted().joined(separator: ", ")
            report(
                "\(subject) has an unknown key `\(entry.key.prefix(80))`", at: entry.keyLocation,
                remedy: "\(nearest)known keys: \(expected)")
        }
        return diagnostics
    }
}
