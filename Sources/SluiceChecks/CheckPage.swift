import SluiceCore

/// The documentation page of a check, printed by `explain` and kept under `docs/checks/`.
package enum CheckPage {
    /// Where the page lies in the repository: `docs/checks/<family>/<check>.md`.
    package static func path(of check: CheckDescriptor) -> String { "docs/checks/\(check.id).md" }

    package static func markdown(for check: CheckDescriptor) -> String {
        var lines = [
            "# \(check.id)", "", check.summary, "",
            "Family `\(CheckCatalog.family(of: check.id))`, default severity `\(check.defaultSeverity.rawValue)`.", "",
            "## Why", "", check.why, "", "## When it fails", "",
        ]
        lines += check.remedies.enumerated().map { "\($0 + 1). \($1)" }
        lines += section("Passes", check.passingExample)
        lines += section("Fails", check.failingExample)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func section(_ title: String, _ example: CheckExample) -> [String] {
        ["", "## \(title)", "", example.title, "", "```text", example.text, "```"]
    }
}
