/// A strict reading of pip's requirements format (pip documentation, "Requirements File Format"; joining of lines and
/// removal of comments as in pip's `req_file.py`).
enum RequirementsFile {
    static func read(_ text: String) -> RequirementsReport {
        var report = RequirementsReport()
        var seen: Set<String> = []
        for line in logicalLines(text) {
            if line.text.hasPrefix("-") {
                if let problem = optionProblem(line.text) { report.add(problem.kind, line.number, problem.message) }
                continue
            }
            report.packages += 1
            guard let requirement = Requirement(line.text) else {
                report.add(.unreadable, line.number, "`\(line.text)` is no requirement")
                continue
            }
            for problem in requirement.problems { report.add(problem.kind, line.number, problem.message) }
            if !seen.insert("\(requirement.normalizedName);\(requirement.marker)").inserted {
                report.add(.unreadable, line.number, "`\(requirement.name)` is required twice")
            }
        }
        if report.packages == 0 { report.add(.unreadable, 1, "the file names no package") }
        return report
    }

    struct Line: Hashable {
        let number: Int
        let text: String
    }

    /// Joins continued lines, then drops comments and empty lines. A comment line ends a continuation, as in pip.
    static func logicalLines(_ text: String) -> [Line] {
        var lines: [Line] = []
        var pending: (number: Int, text: String)?
        func finish(_ number: Int, _ text: String) {
            let trimmed = withoutComment(text).trimmed
            if !trimmed.isEmpty { lines.append(Line(number: number, text: trimmed)) }
        }
        for (index, raw) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            var line = String(Substring(raw))
            if line.utf8.last == 13 { line.unicodeScalars.removeLast() }
            let isComment = line.trimmed.hasPrefix("#")
            let start = pending ?? (index + 1, "")
            if line.hasSuffix("\\"), !isComment {
                pending = (start.number, start.text + line.dropLast())
            } else {
                finish(start.number, start.text + (isComment ? " " : "") + line)
                pending = nil
            }
        }
        if let pending { finish(pending.number, pending.text) }
        return lines
    }

    /// Without a `#` that begins the line or follows white space, and what comes after it.
    private static func withoutComment(_ text: String) -> String {
        var previousIsSpace = true
        for index in text.unicodeScalars.indices {
            let scalar = text.unicodeScalars[index]
            if scalar == "#", previousIsSpace { return String(text.unicodeScalars[..<index]) }
            previousIsSpace = scalar == " " || scalar == "\t"
        }
        return text
    }

    /// Options of the whole file. Those that only say where to look are fine, since hashes decide; those that bring in
    /// other files are not, since their bytes are not recorded.
    private static func optionProblem(_ text: String) -> (kind: RequirementsReport.Problem.Kind, message: String)? {
        let name = String(text.prefix { $0 != " " && $0 != "=" && $0 != "\t" })
        let includes = ["-r", "--requirement", "-c", "--constraint", "-e", "--editable"]
        if includes.contains(name) || (name.count > 2 && ["-r", "-c", "-e"].contains(String(name.prefix(2)))) {
            return (.outsideFile, "`\(text)` brings in something whose bytes are not recorded here")
        }
        let harmless = [
            "-i", "--index-url", "--extra-index-url", "--no-index", "-f", "--find-links", "--trusted-host", "--pre",
            "--no-binary", "--only-binary", "--prefer-binary", "--require-hashes", "--use-feature",
        ]
        return harmless.contains(name) ? nil : (.unreadable, "`\(name)` is no option of a requirements file")
    }
}

extension RequirementsReport {
    mutating func add(_ kind: Problem.Kind, _ line: Int, _ message: String) {
        problems.append(Problem(kind: kind, line: line, message: message))
    }
}

extension StringProtocol {
    /// Without spaces, tabs and carriage returns at both ends.
    var trimmed: String {
        var scalars = Substring(self).unicodeScalars
        while let first = scalars.first, [" ", "\t", "\r"].contains(first) { scalars.removeFirst() }
        while let last = scalars.last, [" ", "\t", "\r"].contains(last) { scalars.removeLast() }
        return String(scalars)
    }
}
