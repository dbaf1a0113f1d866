/// One requirement: `name[extra]==1.0 ; marker --hash=sha256:…`, or `name @ url`.
struct Requirement {
    typealias Problem = (kind: RequirementsReport.Problem.Kind, message: String)

    let name: String
    let marker: String
    private(set) var problems: [Problem] = []

    /// Runs of `-`, `_` and `.` are one `-`, in lower case (PyPA, "Names and normalization").
    var normalizedName: String {
        name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
    }

    /// Nil for what is no requirement at all.
    init?(_ text: String) {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        let optionStart = words.firstIndex { $0.hasPrefix("--") } ?? words.endIndex
        let options = Array(words[optionStart...])
        let requirement = words[..<optionStart].joined(separator: " ")

        guard let end = Requirement.endOfName(requirement) else { return nil }
        name = String(requirement[..<end])
        var rest = requirement[end...].trimmed
        if rest.hasPrefix("[") {
            guard let close = rest.firstIndex(of: "]") else { return nil }
            rest = rest[rest.index(after: close)...].trimmed
        }
        let hashes: Bool
        switch Requirement.readOptions(options) {
        case .hashed(let has): hashes = has
        case .problem(let problem):
            hashes = true
            problems.append(problem)
        }
        if rest.hasPrefix("@") {
            // A marker of a direct reference follows " ;": a URL may hold a semicolon.
            let parts = Requirement.split(String(rest.dropFirst()), at: " ;")
            marker = parts.after
            if let problem = Requirement.urlProblem(parts.before, name: name, hashed: hashes) {
                problems.append(problem)
            }
        } else {
            let parts = Requirement.split(rest, at: ";")
            marker = parts.after
            guard Requirement.isExact(parts.before) else {
                let specifier = parts.before.isEmpty ? "no version" : "`\(parts.before)`"
                problems.append((.notPinned, "`\(name)` has \(specifier), not one exact version with `==`"))
                return
            }
            if !hashes { problems.append((.withoutHash, "`\(name)` has an exact version and no hash")) }
        }
    }

    private static func endOfName(_ text: String) -> String.Index? {
        let end = text.firstIndex { !isNameCharacter($0) } ?? text.endIndex
        guard let first = text.first, isAlphanumeric(first), let last = text[..<end].last, isAlphanumeric(last),
            end == text.endIndex || " [@=<>!~;(".contains(text[end])
        else { return nil }
        return end
    }

    /// One `==` (or `===`) with a version that names no range.
    private static func isExact(_ specifier: String) -> Bool {
        guard specifier.hasPrefix("==") else { return false }
        let version = specifier.drop { $0 == "=" }.trimmed
        guard specifier.prefix(while: { $0 == "=" }).count <= 3, let first = version.first else { return false }
        return isAlphanumeric(first) && version.allSatisfy { isAlphanumeric($0) || "._-+!".contains($0) }
    }

    private static func urlProblem(_ text: String, name: String, hashed: Bool) -> Problem? {
        let url = text.trimmed
        if ["git+", "hg+", "svn+", "bzr+"].contains(where: url.hasPrefix) {
            let target = url.prefix { $0 != "#" }
            let revision = target.lastIndex(of: "@").map { target[target.index(after: $0)...] } ?? ""
            let isCommit =
                url.hasPrefix("git+") && [40, 64].contains(revision.count) && revision.allSatisfy(isHexadecimal)
            return isCommit ? nil : (.notPinned, "`\(name)` is a checkout without a full commit id")
        }
        let fragment = url.split(separator: "#", maxSplits: 1).dropFirst().first ?? ""
        let hasFragmentHash = fragment.split(separator: "&").contains { isHash(String($0), separator: "=") }
        return hashed || hasFragmentHash ? nil : (.withoutHash, "`\(name)` is an address without a hash")
    }

    private enum Options {
        case hashed(Bool)
        case problem(Problem)
    }

    /// `--hash=sha256:…` or `--hash sha256:…`, any number of them.
    private static func readOptions(_ words: [String]) -> Options {
        var hashed = false
        var index = words.startIndex
        while index < words.endIndex {
            var value = words[index]
            if value == "--hash", index + 1 < words.endIndex {
                index += 1
                value = words[index]
            } else if value.hasPrefix("--hash=") {
                value.removeFirst("--hash=".count)
            } else {
                return .problem((.unreadable, "`\(value)` is no option of a requirement"))
            }
            guard isHash(value, separator: ":") else {
                return .problem((.withoutHash, "`\(value)` is no SHA-256, SHA-384 or SHA-512 hash"))
            }
            hashed = true
            index += 1
        }
        return .hashed(hashed)
    }

    private static func isHash(_ text: String, separator: Character) -> Bool {
        let parts = text.split(separator: separator, maxSplits: 1).map(String.init)
        let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]
        return parts.count == 2 && lengths[parts[0]] == parts[1].utf8.count && parts[1].allSatisfy(isHexadecimal)
    }

    private static func split(_ text: String, at separator: String) -> (before: String, after: String) {
        guard let range = text.firstRange(of: separator) else { return (text.trimmed, "") }
        return (text[..<range.lowerBound].trimmed, text[range.upperBound...].trimmed)
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    private static func isNameCharacter(_ character: Character) -> Bool {
        isAlphanumeric(character) || "._-".contains(character)
    }

    private static func isHexadecimal(_ character: Character) -> Bool { character.isASCII && character.isHexDigit }
}
