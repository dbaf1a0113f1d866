package import SluiceCore

/// Why something of a registry could not be had.
package enum RegistryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A file is not what it should be.
    case invalid(InvalidFile)
    /// The tree could not be read.
    case unreadable(FileTreeError)

    package var description: String {
        switch self {
        case .invalid(let file): file.description
        case .unreadable(let error): error.description
        }
    }

    /// Every problem, with its place.
    package var diagnostics: [Diagnostic] {
        switch self {
        case .invalid(let file): file.diagnostics
        case .unreadable(let error):
            [Diagnostic(error.message, at: SourceLocation(file: error.path), remedy: error.remedy)]
        }
    }
}
