import SluiceYAML

/// Checks that a pattern is of the RE2 syntax (github.com/google/re2/wiki/Syntax), which matches in linear time and has
/// no lookaround, backreferences, possessive quantifiers or atomic groups. Found when a contract is read, such a
/// pattern is one diagnostic with a line; found by an engine, it would take other rules of the same query with it.
struct PatternSyntax {
    /// Why a pattern is refused.
    struct Refusal: Error, Hashable {
        let message: String
        /// Zero-based, in Unicode scalars of the pattern.
        let offset: Int
    }

    /// The pattern of a key; nil where it is absent or was reported.
    static func read(_ key: String, _ fields: inout FieldReader) -> String? {
        guard let pattern = fields.text(key) else { return nil }
        guard let refusal = refusal(of: pattern) else { return pattern }
        fields.report(
            "`\(key)` is no RE2 pattern: \(refusal.message) at character \(refusal.offset + 1)",
            at: fields.location(of: key))
        return nil
    }

    /// What is wrong with the pattern; nil where it can be used.
    static func refusal(of pattern: String) -> Refusal? {
        guard !pattern.isEmpty else { return Refusal(message: "the empty pattern matches everything", offset: 0) }
        var syntax = PatternSyntax(PatternText(pattern))
        do {
            try syntax.check()
            return nil
        } catch {
            return error
        }
    }

    /// What a quantifier at this point would repeat.
    private enum Before { case nothing, atom, quantifier }

    private var text: PatternText
    private var before = Before.nothing
    /// The largest product of counted repetitions so far, for every open group and the pattern itself.
    private var repetitions: [Int] = [1]
    private var lastRepetitions = 1
    private var groupStarts: [Int] = []
    private var groupNames: Set<[UInt8]> = []

    private init(_ text: PatternText) { self.text = text }

    private mutating func check() throws(Refusal) {
        while let scalar = text.next() {
            switch scalar {
            case "\\": try escape()
            case "[": try atom { text throws(Refusal) in try PatternClass.check(&text) }
            case "(": try open()
            case ")": try close()
            case "|": before = .nothing
            case "*", "+", "?": try quantifier(scalar)
            case "{": try count()
            default:
                before = .atom
                lastRepetitions = 1
            }
        }
        if let start = groupStarts.last { throw Refusal(message: "a group that is not closed", offset: start) }
    }

    private mutating func atom(_ read: (inout PatternText) throws(Refusal) -> Void) throws(Refusal) {
        try read(&text)
        before = .atom
        lastRepetitions = 1
    }

    private mutating func escape() throws(Refusal) {
        if text.take("Q") {
            text.skipLiteral()
            before = .atom
            lastRepetitions = 1
        } else {
            try atom { text throws(Refusal) in _ = try PatternEscape.read(&text, inClass: false) }
        }
    }

    private mutating func open() throws(Refusal) {
        let start = text.offset - 1
        if text.take("?") {
            if try PatternGroup.isFlagsOnly(&text, names: &groupNames) {
                before = .nothing
                return
            }
        } else if text.peek == "*" {
            throw text.refusal("a verb such as (*FAIL)", at: start)
        }
        groupStarts.append(start)
        guard groupStarts.count <= 1_000 else { throw text.refusal("groups more than 1,000 deep", at: start) }
        repetitions.append(1)
        before = .nothing
    }

    private mutating func close() throws(Refusal) {
        guard groupStarts.popLast() != nil, let inner = repetitions.popLast() else {
            throw text.refusal("a closing parenthesis without a group")
        }
        note(inner)
        before = .atom
    }

    /// `*`, `+` or `?`, with a `?` that makes it lazy.
    private mutating func quantifier(_ scalar: Unicode.Scalar) throws(Refusal) {
        switch before {
        case .nothing: throw text.refusal("nothing to repeat before `\(scalar)`")
        case .quantifier where scalar == "+": throw text.refusal("a possessive quantifier")
        case .quantifier: throw text.refusal("a quantifier of a quantifier")
        case .atom: break
        }
        _ = text.take("?")
        before = .quantifier
    }

    /// `{2}`, `{2,}` or `{2,5}`; any other brace is a plain character.
    private mutating func count() throws(Refusal) {
        let start = text.offset - 1
        guard let range = text.takeCount() else {
            before = .atom
            lastRepetitions = 1
            return
        }
        switch before {
        case .nothing: throw text.refusal("nothing to repeat before a count", at: start)
        case .quantifier: throw text.refusal("a quantifier of a quantifier", at: start)
        case .atom: break
        }
        let largest = range.upper ?? range.lower
        guard range.lower <= 1_000, largest <= 1_000 else {
            throw text.refusal("more than 1,000 repetitions", at: start)
        }
        if let upper = range.upper, upper < range.lower {
            throw text.refusal("a count whose end is below its start", at: start)
        }
        let product = lastRepetitions * max(1, largest)
        guard product <= 1_000 else { throw text.refusal("counts that multiply to more than 1,000", at: start) }
        note(product)
        _ = text.take("?")
        before = .quantifier
    }

    /// Remembers how often the last atom repeats something inside it.
    private mutating func note(_ count: Int) {
        lastRepetitions = count
        if let last = repetitions.indices.last { repetitions[last] = max(repetitions[last], count) }
    }
}
