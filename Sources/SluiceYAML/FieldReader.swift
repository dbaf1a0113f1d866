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

    package func location(of key: String) -> SourceLocation {
        entries.first { $0.key == key }?.value.location ?? location
    }

    package mutating func report(_ message: String, at location: SourceLocation? = nil, remedy: String = "") {
        diagnostics.append(Diagnostic(message, at: location ?? self.location, remedy: remedy))
    }

    package mutating func adopt(_ others: [Diagnostic]) { diagnostics += others }

    /// The node of an optional key.
    package mutating func node(_ key: String) -> YAMLNode? {
        known.append(key)
        return entries.first { $0.key == key }?.value
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

    package mutating func name(_ key: String, required: Bool = false) -> String? {
        scalar(key, required: required, expected: "a name ([a-z0-9][a-z0-9._-]{0,63}, no `..`)") {
            Name.isValid($0) ? $0 : nil
        }
    }

    package mutating func boolean(_ key: String) -> Bool? {
        scalar(key, expected: "true or false") { ["true": true, "false": false][$0] }
    }

    package mutating func integer(_ key: String, in range: ClosedRange<Int64> = 0...Int64.max) -> Int64? {
        scalar(key, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
            YAMLScalar.integer($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    package mutating func number(_ key: String) -> Double? {
        scalar(key, expected: "a finite number", YAMLScalar.number)
    }

    package mutating func instant(_ key: String, required: Bool = false) -> Instant? {
        scalar(key, required: required, expected: "an instant (YYYY-MM-DDThh:mm:ssZ)") { Instant($0) }
    }

    package mutating func span(_ key: String) -> TimeSpan? {
        scalar(key, expected: "a duration such as 24h or 90d") { TimeSpan($0) }
    }

    package mutating func digest(_ key: String, required: Bool = false) -> Digest? {
        scalar(key, required: required, expected: "a digest (sha256: and 64 lower-case hex digits)") { Digest($0) }
    }

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
            let expected = known.sorted().joined(separator: ", ")
            report(
                "\(subject) has an unknown key `\(entry.key.prefix(80))`", at: entry.keyLocation,
                remedy: "known keys: \(expected)")
        }
        return diagnostics
    }
}

/// Grammars of scalars that the format declares.
package enum YAMLScalar {
    /// A decimal integer without leading zeros or plus sign.
    package static func integer(_ text: String) -> Int64? {
        let digits = text.utf8.first == 45 ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }), digits.count == 1 || digits.first != 48
        else {
            return nil
        }
        return Int64(text)
    }

    /// A finite decimal number as JSON writes it (`1`, `-0.5`, `1.0e-6`); no hexadecimal, `nan` or infinity.
    package static func number(_ text: String) -> Double? {
        var rest = text.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        if rest.first == 45 { rest = rest.dropFirst() }
        let startsWithZero = rest.first == 48
        let whole = digits()
        guard whole > 0, !(startsWithZero && whole > 1) else { return nil }
        if rest.first == 46 {
            rest = rest.dropFirst()
            guard digits() > 0 else { return nil }
        }
        if rest.first == 101 || rest.first == 69 {
            rest = rest.dropFirst()
            if rest.first == 43 || rest.first == 45 { rest = rest.dropFirst() }
            guard digits() > 0 else { return nil }
        }
        guard rest.isEmpty, let value = Double(text), value.isFinite else { return nil }
        return value
    }
}
