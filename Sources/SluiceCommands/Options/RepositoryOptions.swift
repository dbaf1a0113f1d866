import ArgumentParser
import Glibc
import SluiceCore

/// Which repository and registry, and what time it is.
struct RepositoryOptions: ParsableArguments {
    @Option(name: .customLong("repo"), help: ArgumentHelp("Folder inside the git repository.", valueName: "path"))
    var repository: String = "."

    @Option(
        help: ArgumentHelp(
            "Registry folder, relative to the repository root (default: the nearest above, else registry/, else the root).",
            valueName: "path"))
    var registry: String?

    @Option(
        help: ArgumentHelp("Take this as the present time (YYYY-MM-DDThh:mm:ssZ).", valueName: "instant"),
        transform: { text in
            guard let instant = Instant(text) else {
                throw ValidationError("`--as-of` must be an instant such as 2026-11-20T10:00:00Z, not `\(text)`")
            }
            return instant
        })
    var asOf: Instant?

    /// The one clock: `--as-of`, else now.
    var now: Instant { asOf ?? Instant(secondsSince1970: Int64(time(nil))) }
}
