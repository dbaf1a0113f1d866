import SluiceCore
import SluiceGit
import SluiceQuery
import SluiceRegistry

extension CommandFailure {
    /// The one place where errors of the adapters become an exit code; nil for errors of the command line itself.
    init?(describing error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as GitError: self.init(.undecided, "git: \(error)")
        case let error as RegistryError: self.init(.undecided, error.description)
        case let error as InvalidFile: self.init(.undecided, error.description)
        case let error as FileTreeError: self.init(.undecided, error.description)
        case let error as EngineError: self.init(.undecided, error.description)
        default: return nil
        }
    }
}
