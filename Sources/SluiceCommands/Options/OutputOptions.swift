import ArgumentParser
import SluiceCore
import SluiceReports

/// In which formats a result is written, and where.
struct OutputOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Output format: text, markdown or json.", valueName: "format"),
        transform: OutputOptions.format)
    var format: ReportFormat?

    @Option(
        name: [.short, .long],
        help: ArgumentHelp(
            "Write to a file: FILE takes the chosen format, FORMAT=FILE its own (repeatable).",
            valueName: "[format=]file"))
    var output: [String] = []

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    @Flag(help: "No colour, even on a terminal (so does the variable NO_COLOR).")
    var noColor = false

    /// Writes a result everywhere that was asked for. When all of it goes to files, the text still goes to standard
    /// output, unless `--quiet` says otherwise.
    func write(_ render: (ReportFormat, TextStyle) throws -> String) throws {
        for target in output {
            let (format, path) = try OutputOptions.target(target, default: format ?? .text)
            try OutputFile.write(render(format, TextStyle(color: false)), to: path)
        }
        let shown = output.isEmpty ? format ?? .text : .text
        guard !(quiet && shown == .text) else { return }
        let style = TextStyle(color: Terminal.takesColor(noColor: noColor), width: Terminal.width)
        Terminal.print(try render(shown, style))
    }

    private static func target(_ text: String, default format: ReportFormat) throws -> (ReportFormat, String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].contains("/"), !parts[0].contains(".") else { return (format, text) }
        return (try OutputOptions.format(parts[0]), parts[1])
    }

    @Sendable static func format(_ text: String) throws -> ReportFormat {
        if let format = ReportFormat(rawValue: text) { return format }
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        if Unbuilt.formats.contains(text) {
            throw ValidationError("the format `\(text)` is not built in this release; there are \(known)")
        }
        throw ValidationError("unknown format `\(text)`; there are \(known)")
    }
}
