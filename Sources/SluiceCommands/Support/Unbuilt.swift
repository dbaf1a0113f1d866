/// Commands and formats that the design names and this release does not have: refused by name, never ignored.
enum Unbuilt {
    static let commands: Set<String> = [
        "adopt", "approve", "audit", "data", "delivery", "diff", "eval",
        "evidence", "init", "log", "publish", "quarantine",
        "report", "reproduce", "retire", "score", "show", "status",
    ]

    static let formats: Set<String> = [
        "sarif", "junit", "openmetrics", "codequality", "github", "html", "cyclonedx",
    ]

    /// What to say when the arguments name a command that is not there yet; nil when they do not.
    static func refusal(of arguments: [String]) -> String? {
        guard let name = arguments.first, commands.contains(name) else { return nil }
        return "sluice: `\(name)` is not built in this release\n  `sluice --help` lists what is"
    }
}
