import SluiceContracts
import SluiceCore
import Testing

@Suite struct PatternSyntaxTests {
    private func read(_ pattern: String) throws {
        let quoted = pattern.replacing("'", with: "''")
        _ = try Contract.object(
            properties: "{name: a, logicalType: string, logicalTypeOptions: {pattern: '\(quoted)'}}")
    }

    @Test(arguments: [
        ("a(?=b)", "a lookahead at character 2"), ("(?!b)a", "a lookahead at character 1"),
        ("(?<=b)a", "a lookbehind at character 1"), ("(?<!b)a", "a lookbehind at character 1"),
        ("(a)\\1", "a backreference at character 4"), ("(?P<x>a)(?P=x)", "a backreference at character 9"),
        ("(a)\\k<x>", "a backreference at character 4"), ("(a)\\g{1}", "a backreference at character 4"),
        ("[\\1]", "a backreference at character 2"), ("a*+", "a possessive quantifier at character 3"),
        ("a++", "a possessive quantifier at character 3"), ("a?+", "a possessive quantifier at character 3"),
        ("a{2}+", "a possessive quantifier at character 5"), ("(?>a)", "an atomic group at character 1"),
        ("(a)(?1)", "a recursion at character 4"), ("(?R)", "a recursion"), ("(?&x)", "a recursion"),
        ("(?P>x)", "a recursion"), ("(?(1)a|b)", "a conditional"), ("(?#x)a", "a comment"), ("(?|a)", "a branch reset"),
        ("(*FAIL)", "a verb"), ("(?<x>a)", "a group named without P"), ("(?P<x>a)(?P<x>b)", "a second time"),
        ("(?P<x-y>a)", "an invalid name"), ("(?x)a", "a group that RE2 does not know"), ("(?-)", "a group"),
        ("(?)", "a group"), ("a**", "a quantifier of a quantifier"), ("a{2}{3}", "a quantifier of a quantifier"),
        ("a+?*", "a quantifier of a quantifier"), ("*a", "nothing to repeat"), ("(*)", "a verb"),
        ("a|+", "nothing to repeat"),
        ("(?i)*", "nothing to repeat"), ("{2}", "nothing to repeat"), ("a{1001}", "more than 1,000"),
        ("a{0,1001}", "more than 1,000"), ("a{99999999999999999999}", "more than 1,000"),
        ("a{3,2}", "end is below its start"),
        ("(a{100}){11}", "multiply to more than 1,000"), ("(a", "a group that is not closed at character 1"),
        ("a)", "a closing parenthesis without a group"), ("[a", "a character class that is not closed"),
        ("[]", "a character class that is not closed"), ("[^]", "a character class that is not closed"),
        ("[z-a]", "a range"), ("[a-\\d]", "a range"), ("[[:foo:]]", "a named class"),
        ("[\\b]", "inside a character class"),
        ("a\\", "a backslash at the end"), ("\\Z", "the escape `\\Z`"), ("\\h", "the escape"), ("\\R", "the escape"),
        ("\\X", "the escape"), ("\\K", "the escape"), ("\\G", "the escape"), ("\\cA", "the escape"),
        ("\\u0041", "the escape"), ("\\é", "the escape"), ("\\C", "the escape"),
        ("\\x4", "an incomplete `\\x`"), ("\\x{110000}", "an incomplete"), ("\\p{Letter}", "the Unicode class"),
        ("\\pX", "the Unicode class"), ("\\p{L", "an incomplete `\\p`"), ("", "the empty pattern"),
    ])
    func `a pattern that RE2 does not run is refused at its character`(_ pattern: String, _ says: String) {
        let error = #expect(throws: InvalidFile.self) { try read(pattern) }
        #expect(error?.diagnostics.count == 1)
        #expect(error?.diagnostics.first?.message.contains(says) == true, "\(error?.description ?? "")")
        #expect(error?.diagnostics.first?.location?.line == 9)
    }

    @Test(arguments: [
        "^[A-Z]{2}[0-9]{3,}$", "a*?b+?c??d{2,3}?", "(?:a|b)(?P<name>c)(?i)d(?s-m:e)", "\\(?=\\)", "[(?=]", "[]a]",
        "[^]a]",
        "[a\\]b]", "\\\\1", "[[:alpha:][:^digit:]_-]", "[a-]", "[-a]", "\\d\\S\\w\\b\\B\\A\\z",
        "\\pL\\p{Lu}\\P{Greek}\\p{^Han}",
        "\\x41\\x{1F600}\\0\\012", "\\Q(?=\\1*+\\E+", "\\Qopen", "{", "a{,3}", "a{x}", "x{2", "\\.\\*\\-\\/\\@\\_",
        "(|a)*", "^*",
        "é+😀", "(a{100}){10}", "a{1000}b{1000}", "((((a))))", "[\\^\\-\\]\\\\]", "[\\x41-\\x5A]", "(?-i)a", "\\Q\\E",
    ])
    func `a pattern of RE2 is accepted`(_ pattern: String) { #expect(throws: Never.self) { try read(pattern) } }
}
