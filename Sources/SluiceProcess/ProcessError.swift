/// Why a child gave no result of its own. Messages name the program by its last path component only.
package enum ProcessError: Error, Sendable, Hashable, CustomStringConvertible {
    /// No such program; `installation` says how to get it.
    case notFound(program: String, installation: String)
    case couldNotStart(program: String, reason: String)
    /// Ended by Sluice after the time it was given.
    case timeout(program: String, after: Duration)
    /// Ended by Sluice because it printed more than it may.
    case outputLimit(program: String)
    /// Ended by a signal that Sluice did not send, such as a crash; what it printed until then.
    case signal(program: String, number: Int32, result: ProcessResult)
    /// Ended because the task that waited for it was cancelled.
    case cancelled(program: String)

    package var description: String {
        switch self {
        case .notFound(let program, let installation):
            "\(program) was not found" + (installation.isEmpty ? "" : "\n  \(installation)")
        case .couldNotStart(let program, let reason): "\(program) could not be started: \(reason)"
        case .timeout(let program, let duration):
            "\(program) was stopped: it did not finish within \(duration.components.seconds) seconds"
        case .outputLimit(let program): "\(program) was stopped: it printed more than it may"
        case .signal(let program, let number, _): "\(program) was ended by signal \(number)"
        case .cancelled(let program): "\(program) was stopped: the run was cancelled"
        }
    }
}
