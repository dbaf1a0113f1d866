import ArgumentParser
import SluiceCore
import SluiceGate

/// `model` or `model@version` on the command line.
enum Selection {
    static func parse(_ text: String) throws -> GateRequest.Selection {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard Name.isValid(parts[0]) else { throw ValidationError("`\(text)` is no model name") }
        guard parts.count == 2 else { return GateRequest.Selection(model: parts[0], version: nil) }
        guard let version = SemanticVersion(parts[1]) else {
            throw ValidationError("`\(parts[1])` is no version (SemVer 2.0.0, lower case, no build metadata)")
        }
        return GateRequest.Selection(model: parts[0], version: version)
    }
}
