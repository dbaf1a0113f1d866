package import SluiceCore

extension PromotionRecord {
    /// The largest record that is read: 1 MiB.
    package static let limit = RepositoryPath.manifestLimit

    /// Parses the one form that `bytes` writes.
    /// - Parameter file: the path that problems name.
    /// - Throws: the first line that is not what it must be.
    package init(parsing bytes: [UInt8], file: String) throws(InvalidFile) {
        var lines = try RecordLines(bytes, file: file)
        try lines.expect("sluice-promotion/v1", count: 0)
        let registry = try lines.expect("registry", count: 2)
        guard PolicyGrammar.isUUID(registry[0]) else { throw lines.invalid("the registry's id is no UUID") }
        if registry[1] != ".", let problem = ResourcePath.problem(in: registry[1]) {
            throw lines.invalid("the registry's path \(problem)")
        }
        let ref = try lines.expect("ref", count: 1)[0]
        guard ref.hasPrefix("refs/heads/"), PolicyGrammar.isBranch(String(ref.dropFirst(11))) else {
            throw lines.invalid("the ref is no branch (`refs/heads/…`)")
        }
        guard let action = Action(rawValue: try lines.expect("action", count: 1)[0]) else {
            throw lines.invalid("the action is none of promote, rollback, override, retire")
        }
        var changes: [Change] = []
        while let fields = try lines.next("change", count: 6) { changes.append(try lines.change(fields)) }
        guard !changes.isEmpty else { throw lines.invalid("`change` is missing") }
        let sources = try lines.entries("from")
        let inputs = try lines.entries("inputs")
        let judgements = try lines.entries("judgement")
        let reason = try lines.expect("reason", count: 1)[0]
        self.init(
            registryID: registry[0], registryPath: registry[1], ref: ref, action: action, changes: changes,
            sources: sources, inputs: inputs, judgements: judgements, reason: lines.lastIsDash ? nil : reason)
        guard self.bytes == bytes else {
            throw lines.invalid("the record is not in its one form (order of lines, escapes, final line end)")
        }
        try check(with: lines)
    }

    /// Rules about lines that belong together.
    private func check(with lines: RecordLines) throws(InvalidFile) {
        let subjects = changes.map { "\($0.model) \($0.stage)" }
        guard Set(subjects).count == subjects.count else { throw lines.invalid("a stage changes twice") }
        for change in changes {
            guard (change.new == nil) == (action == .retire) else {
                throw lines.invalid("a change has no new version exactly when the action is retire")
            }
            if action == .retire || action == .rollback, change.old == nil {
                throw lines.invalid("a \(action.rawValue) changes a stage that held no version")
            }
        }
        if action == .rollback || action == .retire, !sources.isEmpty {
            throw lines.invalid("a \(action.rawValue) has no `from` line")
        }
        for entries in [inputs, judgements] where action != .retire || !entries.isEmpty {
            guard Set(entries.map { "\($0.model) \($0.stage)" }) == Set(subjects), entries.count == subjects.count
            else {
                throw lines.invalid("`inputs` and `judgement` must each name every changed stage once")
            }
        }
        if action == .rollback || action == .override, reason == nil {
            throw lines.invalid("a \(action.rawValue) needs a reason")
        }
    }
}

/// The lines of a record, one after the other.
private struct RecordLines {
    private let file: String
    private let lines: [String]
    private var position = 0
    /// Whether the last field read was written `-`.
    private(set) var lastIsDash = false

    init(_ bytes: [UInt8], file: String) throws(InvalidFile) {
        self.file = file
        guard bytes.count <= PromotionRecord.limit else {
            throw InvalidFile([Diagnostic("the record is larger than 1 MiB", at: SourceLocation(file: file))])
        }
        if let index = bytes.firstIndex(where: { !(32...126).contains($0) && $0 != 10 }) {
            let before = bytes[..<index]
            let column = index - (before.lastIndex(of: 10) ?? -1)
            let place = SourceLocation(file: file, line: before.count { $0 == 10 } + 1, column: column)
            throw InvalidFile([Diagnostic("a record is printable ASCII with LF", at: place)])
        }
        lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A problem of the line read last.
    func invalid(_ message: String) -> InvalidFile {
        InvalidFile([
            Diagnostic(
                message, at: SourceLocation(file: file, line: max(1, position), column: 1),
                remedy: "records are written by `sluice promote` and `sluice rollback`, never by hand")
        ])
    }

    /// The decoded fields of the next line, when it begins with `keyword`.
    mutating func next(_ keyword: String, count: Int) throws(InvalidFile) -> [String]? {
        guard position < lines.count else { return nil }
        let written = lines[position].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard written.first == keyword else { return nil }
        position += 1
        guard written.count == count + 1 else { throw invalid("`\(keyword)` has \(count) fields") }
        lastIsDash = written.last == "-"
        var fields: [String] = []
        for field in written.dropFirst() {
            guard let decoded = PercentEncoding.decode(field) else { throw invalid("`\(keyword)` has a broken escape") }
            fields.append(decoded)
        }
        return fields
    }

    @discardableResult mutating func expect(_ keyword: String, count: Int) throws(InvalidFile) -> [String] {
        if let fields = try next(keyword, count: count) { return fields }
        position = min(position + 1, lines.count)
        throw invalid("`\(keyword)` is missing here")
    }

    mutating func entries(_ keyword: String) throws(InvalidFile) -> [PromotionRecord.Entry] {
        var entries: [PromotionRecord.Entry] = []
        while let fields = try next(keyword, count: 3) {
            let digest = try digest(fields[2])
            try check(model: fields[0], stage: fields[1])
            entries.append(PromotionRecord.Entry(model: fields[0], stage: fields[1], digest: digest))
        }
        return entries
    }

    func change(_ fields: [String]) throws(InvalidFile) -> PromotionRecord.Change {
        try check(model: fields[0], stage: fields[1])
        return PromotionRecord.Change(
            model: fields[0], stage: fields[1], old: try version(fields[2]), new: try version(fields[3]),
            manifest: try digest(fields[4]), previousPromotion: try digest(fields[5]))
    }

    private func check(model: String, stage: String) throws(InvalidFile) {
        guard Name.isValid(model) else { throw invalid("`\(model.prefix(80))` is no name of a model") }
        guard Name.isValidStage(stage) else { throw invalid("`\(stage.prefix(80))` is no name of a stage") }
    }

    private func version(_ text: String) throws(InvalidFile) -> SemanticVersion? {
        if text == "-" { return nil }
        guard let version = SemanticVersion(text) else { throw invalid("`\(text.prefix(80))` is no version") }
        return version
    }

    private func digest(_ text: String) throws(InvalidFile) -> Digest {
        guard let digest = Digest(text) else { throw invalid("`\(text.prefix(80))` is no digest") }
        return digest
    }
}
