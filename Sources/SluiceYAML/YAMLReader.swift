package import SluiceCore

/// Reads the strict subset of YAML that Sluice accepts: one document of mappings with scalar keys, sequences and
/// scalars. Anchors, aliases, tags, merge keys, directives, duplicate keys and several documents are refused at their
/// position while libyaml's events arrive, before any tree that they could expand exists. Scalars stay text.
package struct YAMLReader {
    /// Bounds that are checked while parsing.
    package enum Limit {
        /// 1 MiB.
        package static let bytes = 1_048_576
        /// Collections inside each other.
        package static let depth = 64
        /// Collections and scalars, keys included.
        package static let nodes = 100_000
    }

    /// Reads one document.
    /// - Parameters:
    ///   - bytes: UTF-8; CRLF reads as LF.
    ///   - file: the path that diagnostics name.
    /// - Throws: the first problem with its line and column (both one-based, columns in Unicode scalars).
    package static func read(_ bytes: [UInt8], file: String) throws(InvalidFile) -> YAMLNode {
        guard bytes.count <= Limit.bytes else {
            let message = "the file has \(bytes.count) bytes, more than \(Limit.bytes)"
            throw InvalidFile([Diagnostic(message, at: SourceLocation(file: file), remedy: "split it")])
        }
        let text = try SourceText(bytes, file: file)
        var reader = YAMLReader(text, file: file)
        return try reader.document(from: try YAMLEventStream(text.bytes, file: file))
    }

    private let text: SourceText
    private let file: String
    private var nodes = 0

    private init(_ text: SourceText, file: String) {
        self.text = text
        self.file = file
    }

    private mutating func document(from events: consuming YAMLEventStream) throws(InvalidFile) -> YAMLNode {
        var root: YAMLNode?
        while true {
            let event = try events.next()
            switch event.kind {
            case .documentStart(let hasDirectives):
                if root != nil {
                    throw refusal("a second document", at: event, remedy: "keep one document in a file")
                }
                if hasDirectives {
                    throw refusal("a directive (%YAML or %TAG)", at: event, remedy: "remove the line")
                }
            case .streamEnd:
                if let root { return root }
                throw InvalidFile([Diagnostic("the file is empty", at: SourceLocation(file: file, line: 1, column: 1))])
            case .streamStart, .documentEnd: continue
            default:
                root = try node(event, from: events, depth: 0)
                if case .scalar("", plain: true) = root?.content { throw refusal("the document is empty", at: event) }
            }
        }
    }

    /// Builds the node that begins with `event`.
    private mutating func node(
        _ event: YAMLEvent, from events: borrowing YAMLEventStream, depth: Int
    ) throws(InvalidFile) -> YAMLNode {
        try admit(event)
        let location = place(of: event)
        switch event.kind {
        case .scalar(let value, let plain): return YAMLNode(.scalar(value, plain: plain), at: location)
        case .sequenceStart:
            try enter(depth + 1, at: event)
            var items: [YAMLNode] = []
            while true {
                let next = try events.next()
                if case .sequenceEnd = next.kind { break }
                items.append(try node(next, from: events, depth: depth + 1))
            }
            return YAMLNode(.sequence(items), at: location)
        default:
            try enter(depth + 1, at: event)
            return YAMLNode(.mapping(try mappingEntries(from: events, depth: depth + 1)), at: location)
        }
    }

    private mutating func mappingEntries(
        from events: borrowing YAMLEventStream, depth: Int
    ) throws(InvalidFile) -> [YAMLEntry] {
        var entries: [YAMLEntry] = []
        // Bytes, because `==` on String is canonical equivalence.
        var places: [[UInt8]: SourceLocation] = [:]
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { return entries }
            let location = place(of: event)
            let key = try key(event)
            if let first = places.updateValue(location, forKey: Array(key.utf8)) {
                let message = "the key `\(key.prefix(80))` is written twice; the first is at \(first)"
                throw refusal(message, at: event, remedy: "remove one of them")
            }
            let value = try node(try events.next(), from: events, depth: depth)
            entries.append(YAMLEntry(key: key, keyLocation: location, value: value))
        }
    }

    private mutating func key(_ event: YAMLEvent) throws(InvalidFile) -> String {
        try admit(event)
        guard case .scalar(let key, let plain) = event.kind else {
            throw refusal("a key that is a list or a mapping", at: event, remedy: "use a text as key")
        }
        if plain, key == "<<" { throw refusal("a merge key `<<`", at: event, remedy: "write the keys out") }
        if plain, key.isEmpty { throw refusal("an empty key", at: event, remedy: "write a key before the colon") }
        return key
    }

    /// Refuses what Sluice does not accept of YAML, and counts the node.
    private mutating func admit(_ event: YAMLEvent) throws(InvalidFile) {
        if case .alias = event.kind { throw refusal("an alias (`*name`)", at: event, remedy: "write the value out") }
        // The first character decides, because libyaml drops the tag `!` of a scalar; no other node begins like this.
        let first = event.start.index < text.scalars.count ? text.scalars[event.start.index] : " "
        if first == "!" || (event.hasTag && first != "&") {
            throw refusal("a tag (`!name`)", at: event, remedy: "remove it: the field says how a value is read")
        }
        if first == "&" || event.hasAnchor {
            throw refusal("an anchor (`&name`)", at: event, remedy: "remove it and write values out")
        }
        nodes += 1
        if nodes > Limit.nodes { throw refusal("more than \(Limit.nodes) values", at: event, remedy: "split the file") }
    }

    private func enter(_ depth: Int, at event: YAMLEvent) throws(InvalidFile) {
        guard depth > Limit.depth else { return }
        throw refusal("lists and mappings more than \(Limit.depth) deep", at: event)
    }

    private func place(of event: YAMLEvent) -> SourceLocation {
        SourceLocation(file: file, line: event.start.line + 1, column: event.start.column + 1)
    }

    private func refusal(_ message: String, at event: YAMLEvent, remedy: String = "") -> InvalidFile {
        InvalidFile([Diagnostic(message, at: place(of: event), remedy: remedy)])
    }
}
