package import SluiceCore

/// What the structural rules must know about checks. The checks themselves live above this target, so the caller
/// passes it in.
package struct KnownChecks: Sendable {
    /// Every check's id with its default severity.
    package var severities: [String: Severity]
    /// The settings that a check reads; a check that is not listed is not held to any.
    package var settings: [String: Set<String>]

    package init(severities: [String: Severity], settings: [String: Set<String>] = [:]) {
        self.severities = severities
        self.settings = settings
    }

    package var families: Set<String> { Set(severities.keys.map { String($0.prefix { $0 != "/" }) }) }

    func knows(_ checkOrFamily: String) -> Bool {
        severities[checkOrFamily] != nil || families.contains(checkOrFamily)
    }

    var names: [String] { families.union(severities.keys).sorted() }
}
