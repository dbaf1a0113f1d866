/// What may follow `(?` in RE2.
enum PatternGroup {
    /// Reads the head of a group after `(?`. Returns true for flags alone, `(?i)`, which open no group.
    static func isFlagsOnly(
        _ text: inout PatternText, names: inout Set<[UInt8]>
    ) throws(PatternSyntax.Refusal) -> Bool {
        let start = text.offset - 2
        switch text.peek {
        case "=", "!": throw text.refusal("a lookahead", at: start)
        case ">": throw text.refusal("an atomic group", at: start)
        case "#": throw text.refusal("a comment", at: start)
        case "(": throw text.refusal("a conditional", at: start)
        case "|": throw text.refusal("a branch reset", at: start)
        case "&", "R", "+": throw text.refusal("a recursion", at: start)
        case "<":
            _ = text.next()
            if text.peek == "=" || text.peek == "!" { throw text.refusal("a lookbehind", at: start) }
            throw text.refusal("a group named without P (write `(?P<name>…)`)", at: start)
        case "P":
            _ = text.next()
            try name(&text, from: start, names: &names)
            return false
        case let scalar? where ("0"..."9").contains(scalar): throw text.refusal("a recursion", at: start)
        default: return try flags(&text, from: start)
        }
    }

    private static func name(
        _ text: inout PatternText, from start: Int, names: inout Set<[UInt8]>
    ) throws(PatternSyntax.Refusal) {
        if text.peek == "=" { throw text.refusal("a backreference", at: start) }
        if text.peek == ">" { throw text.refusal("a recursion", at: start) }
        guard text.take("<"), let name = text.take(until: ">"), isName(name) else {
            throw text.refusal("a group with an invalid name", at: start)
        }
        guard names.insert(Array(name.utf8)).inserted else {
            throw text.refusal("the group name `\(name)` a second time", at: start)
        }
    }

    private static func isName(_ name: String) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                scalar == "_" || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            }
    }

    /// `i`, `m`, `s` and `U`, and after a hyphen those to switch off, up to `:` or `)`.
    private static func flags(_ text: inout PatternText, from start: Int) throws(PatternSyntax.Refusal) -> Bool {
        let isFlag = { (scalar: Unicode.Scalar) in "imsU".unicodeScalars.contains(scalar) }
        let on = text.take(while: isFlag)
        var off: String?
        if text.take("-") { off = text.take(while: isFlag) }
        let isComplete = off?.isEmpty != true
        if isComplete, text.take(":") { return false }
        if isComplete, !(on.isEmpty && off == nil), text.take(")") { return true }
        throw text.refusal("a group that RE2 does not know", at: start)
    }
}
