/// A place in a file of the repository.
package struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
    /// Path relative to the repository root.
    package let file: String
    /// One-based; nil where only the file is known.
    package let line: Int?
    /// One-based, counted in Unicode scalars; nil where only the line is known.
    package let column: Int?

    package init(file: String, line: Int? = nil, column: Int? = nil) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// `file:line:column`.
    package var description: String {
        [file, line.map(String.init), column.map(String.init)].compactMap { $0 }.joined(separator: ":")
    }
}

/// One thing that is wrong in a file: where, what, and what to do next.
package struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
    package let location: SourceLocation?
    package let message: String
    /// What the reader should do; empty when the message says it.
    package let remedy: String

    package init(_ message: String, at location: SourceLocation?, remedy: String = "") {
        self.location = location
        self.message = message
        self.remedy = remedy
    }

    package var description: String {
        let head = location.map { "\($0): \(message)" } ?? message
        return remedy.isEmpty ? head : "\(head)\n  \(remedy)"
    }
}

/// A file that could not be read as what it should be; carries every problem found, not only the first.
package struct InvalidFile: Error, Hashable, Sendable, CustomStringConvertible {
    package let diagnostics: [Diagnostic]

    package init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

    package var description: String { diagnostics.map(\.description).joined(separator: "\n") }
}

/// The exit codes of every command.
package enum ExitStatus: Int32, Sendable {
    /// Passed, done, or already so.
    case success = 0
    /// The gate or a promotion rule said no.
    case refused = 1
    /// Could not decide, or the server rejected it.
    case undecided = 2
    /// Lost a race; run again.
    case superseded = 3
    /// The command line was wrong.
    case usage = 64
}

/// An error that ends a command: what happened, where, why, and what to do next.
package struct CommandFailure: Error, Sendable, CustomStringConvertible {
    package let status: ExitStatus
    package let message: String
    package let remedy: String

    package init(_ status: ExitStatus, _ message: String, remedy: String = "") {
        self.status = status
        self.message = message
        self.remedy = remedy
    }

    package var description: String { remedy.isEmpty ? message : "\(message)\n  \(remedy)" }
}
