import Clibyaml
import SluiceCore

/// One event of libyaml, with its values copied out.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart(hasDirectives: Bool)
        case documentEnd
        case alias
        case scalar(String, plain: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
    }

    let kind: Kind
    /// Whether the event carries an anchor or a tag as libyaml sees it; it drops the tag `!` of a scalar.
    let hasAnchor: Bool
    let hasTag: Bool
    /// Zero-based, in Unicode scalars: where the event begins, its anchor or tag included.
    let start: (index: Int, line: Int, column: Int)
}

/// The events of one text. Owns the parser and the text it reads, and frees both once.
@safe struct YAMLEventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeMutableBufferPointer<UInt8>
    private let file: String

    init(_ bytes: [UInt8], file: String) throws(InvalidFile) {
        self.file = file
        unsafe input = .allocate(capacity: bytes.count)
        _ = unsafe input.initialize(fromContentsOf: bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            // Its only failure is memory; the zeroed parser is safe to delete.
            throw InvalidFile([Diagnostic("not enough memory to read the file", at: SourceLocation(file: file))])
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
        unsafe input.deallocate()
    }

    /// The next event; throws what libyaml found wrong, at its position.
    func next() throws(InvalidFile) -> YAMLEvent {
        var event = unsafe yaml_event_t()
        guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { unsafe yaml_event_delete(&event) }
        let mark = unsafe event.start_mark
        let data = unsafe event.data
        let kind: YAMLEvent.Kind
        var (hasAnchor, hasTag) = (false, false)
        switch unsafe event.type {
        case YAML_STREAM_START_EVENT: kind = .streamStart
        case YAML_DOCUMENT_START_EVENT:
            let start = unsafe data.document_start
            kind = unsafe .documentStart(
                hasDirectives: start.version_directive != nil
                    || start.tag_directives.start != start.tag_directives.end)
        case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
        case YAML_ALIAS_EVENT: kind = .alias
        case YAML_SCALAR_EVENT:
            let scalar = unsafe data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            kind = unsafe .scalar(
                String(decoding: bytes, as: UTF8.self), plain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
            unsafe (hasAnchor, hasTag) = (scalar.anchor != nil, scalar.tag != nil)
        case YAML_SEQUENCE_START_EVENT:
            kind = .sequenceStart
            unsafe (hasAnchor, hasTag) = (data.sequence_start.anchor != nil, data.sequence_start.tag != nil)
        case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            kind = .mappingStart
            unsafe (hasAnchor, hasTag) = (data.mapping_start.anchor != nil, data.mapping_start.tag != nil)
        case YAML_MAPPING_END_EVENT: kind = .mappingEnd
        default: kind = .streamEnd
        }
        return YAMLEvent(
            kind: kind, hasAnchor: hasAnchor, hasTag: hasTag, start: (mark.index, mark.line, mark.column))
    }

    /// What libyaml says after a failed call.
    private func problem() -> InvalidFile {
        let text = unsafe parser.pointee.problem.map { unsafe String(cString: $0) } ?? "the text is not YAML"
        let from = unsafe parser.pointee.context_mark
        let context =
            unsafe parser.pointee.context.map {
                unsafe " \(String(cString: $0)) from line \(from.line + 1), column \(from.column + 1)"
            } ?? ""
        let mark = unsafe parser.pointee.problem_mark
        let location = SourceLocation(file: file, line: mark.line + 1, column: mark.column + 1)
        return InvalidFile([Diagnostic("not valid YAML: \(text)\(context)", at: location)])
    }
}
