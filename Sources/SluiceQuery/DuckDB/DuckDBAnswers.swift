import SluiceCore

/// What the client printed, taken apart: for each statement its one row, or its error.
///
/// Before and after each statement the client prints a line that nobody can foresee. Any other line, a second row, or
/// errors that do not match the statements without a row, make every answer of the run void.
struct DuckDBAnswers {
    /// One for each statement that ended, in order.
    private(set) var rows: [Result<JSON, EngineError>] = []
    /// What a client that ended early said about the statement it was at.
    private(set) var lastWords: EngineError?

    /// - Parameters:
    ///   - nonce: random; line `nonce:b:3` precedes the answer of statement 3, `nonce:e:3` follows it.
    ///   - clean: removes paths from a message.
    init(
        output: [UInt8], errors: [UInt8], nonce: String, statements: Int, clean: (String) -> String
    ) throws(EngineError) {
        var texts: [[UInt8]?] = []
        var open = false
        var row: [UInt8]?
        for line in output.split(separator: UInt8(ascii: "\n")) {
            let number = texts.count
            if !open, line.elementsEqual("{\"n\":\"\(nonce):b:\(number)\"}".utf8), number < statements {
                open = true
            } else if open, line.elementsEqual("{\"n\":\"\(nonce):e:\(number)\"}".utf8) {
                texts.append(row)
                (open, row) = (false, nil)
            } else if open, row == nil {
                row = Array(line)
            } else {
                throw Self.unexpected
            }
        }
        let failures = errors.split(separator: UInt8(ascii: "\n")).map { DuckDBMessage($0, clean: clean) }
        let missing = texts.count { $0 == nil }
        let hasEnded = texts.count == statements
        guard failures.count == missing || (!hasEnded && failures.count >= missing) else { throw Self.unexpected }
        var next = 0
        for text in texts {
            if let text {
                guard let value = try? JSON.parse(text, relaxed: true), case .object = value else {
                    throw Self.unexpected
                }
                rows.append(.success(value))
            } else {
                rows.append(.failure(failures[next].error))
                next += 1
            }
        }
        if !hasEnded, next < failures.count { lastWords = failures[next].error }
    }

    static let unexpected = EngineError(
        .output, "DuckDB printed what it was not asked for; none of its answers are used",
        remedy: "Check that the program named as DuckDB is the official client.")
}

/// One line of the client's standard error.
struct DuckDBMessage {
    let error: EngineError

    init(_ line: some Sequence<UInt8>, clean: (String) -> String) {
        let text = String(decoding: Array(line), as: UTF8.self)
        let object = text.firstIndex(of: "{").flatMap { try? JSON.parse(text[$0...].utf8) }
        let kind = object?["exception_type"]?.text ?? ""
        let message = Self.shortened(clean(object?["exception_message"]?.text ?? text))
        if kind == "Out of Memory" {
            error = EngineError(.memory, "DuckDB ran out of the memory it may use", remedy: Self.moreMemory)
        } else {
            error = EngineError(.failed, "DuckDB: \(message)")
        }
    }

    static let moreMemory = "Give the engine more memory, or check a smaller file."

    private static let reasons = [
        "Expected Number of Columns: ", "Value with unterminated quote found", "Invalid unicode", "Maximum line size",
    ]

    /// The sentence that says what is wrong, without the advice about options that nobody can set here, and without the
    /// row itself, which may hold anything.
    private static func shortened(_ message: String) -> String {
        let lines = message.split(separator: "\n").map(String.init)
        guard let first = lines.first else { return "no reason given" }
        var text = first
        if first.hasPrefix("CSV Error on Line: "),
            let reason = lines.first(where: { line in reasons.contains { line.hasPrefix($0) } })
        {
            text = "line \(first.dropFirst("CSV Error on Line: ".count)): \(reason)"
        }
        return text.unicodeScalars.count > 300 ? String(text.unicodeScalars.prefix(300)) + "…" : text
    }
}
