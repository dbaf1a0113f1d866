import SluiceReports
import Testing

@Suite("Escaping")
struct EscapingTests {
    @Test(
        "A hidden character is shown by its number",
        arguments: [
            ("a\tb", "a\\u{9}b"), ("a\r\nb", "a\\u{D}\\u{A}b"), ("\u{7F}", "\\u{7F}"), ("\u{85}", "\\u{85}"),
            ("\u{61C}", "\\u{61C}"), ("\u{200B}\u{200F}", "\\u{200B}\\u{200F}"), ("\u{2028}", "\\u{2028}"),
            ("\u{202E}", "\\u{202E}"), ("\u{2060}\u{206F}", "\\u{2060}\\u{206F}"), ("\u{FE00}", "\\u{FE00}"),
            ("⚠\u{FE0F}", "⚠\\u{FE0F}"), ("\u{FEFF}", "\\u{FEFF}"), ("\u{E0000}\u{E01EF}", "\\u{E0000}\\u{E01EF}"),
            ("über 日本 🙂", "über 日本 🙂"), ("\u{2010}\u{2070}\u{E01F0}", "\u{2010}\u{2070}\u{E01F0}"),
        ])
    func hidden(text: String, shown: String) {
        #expect(TextEscaping.visible(text) == shown)
    }

    @Test("Bytes that are not UTF-8 are shown by their number")
    func invalidBytes() {
        #expect(TextEscaping.visible(bytes: [0x61, 0xFF, 0xC3, 0xA9, 0xC3, 0x0A]) == "a\\u{FF}é\\u{C3}\\u{A}")
    }

    @Test("A long text is cut at the limit, never inside an escape")
    func cut() {
        #expect(TextEscaping.visible("abcdef", limit: 6) == "abcdef")
        #expect(TextEscaping.visible("abcdefg", limit: 6) == "abcde…")
        #expect(TextEscaping.visible("ab\u{202E}cd", limit: 6) == "ab…")
        let heavy = "e" + String(repeating: "\u{301}", count: 10_000)
        #expect(TextEscaping.visible(heavy, limit: 10).unicodeScalars.count == 10)
    }

    @Test(
        "A code span holds any text",
        arguments: [
            ("late", "`late`"), ("a`b", "``a`b``"), ("`", "`` ` ``"), ("a``", "``` a`` ```"), (" a ", "`  a  `"),
            ("", "`(empty)`"), ("a|b", "`a|b`"), ("<b>@x", "`<b>@x`"), ("`\u{301}", "`` `\u{301} ``"),
        ])
    func codeSpan(text: String, span: String) {
        #expect(MarkdownText.codeSpan(text) == span)
    }

    @Test("A pipe in a table is escaped inside a code span")
    func pipes() {
        #expect(MarkdownText.codeSpan("a|b", inTable: true) == "`a\\|b`")
    }

    @Test(
        "Marked values and suspicious words become code spans, other words stand bare",
        arguments: [
            ("needs `late` in `test`, at least.", "needs `late` in `test`, at least."),
            (
                "change −0.0060, at worst −0.0092 (paired DeLong, 95 %)",
                "change −0.0060, at worst −0.0092 (paired DeLong, 95 %)"
            ),
            ("roc_auc ≥ 0.66 of data/drift", "roc_auc ≥ 0.66 of data/drift"),
            ("ask @maintainer about #1", "ask `@maintainer` about `#1`"),
            ("see www.evil.example", "see `www.evil.example`"),
            ("at http://evil.example", "at `http://evil.example`"), ("<b>x</b>", "`<b>x</b>`"),
            ("*x* _y_", "`*x*` `_y_`"),
            ("`x` @maintainer `y`", "`x` `@maintainer` `y`"), ("`x`@maintainer`y`", "`x@maintainery`"),
            ("a `b", "a `` `b ``"),
            ("deadbeef 1234567 GH-12 :tada: a:b", "`deadbeef` `1234567` `GH-12` `:tada:` `a:b`"),
            ("a\nb", "`a\\u{A}b`"), ("[x](y) ![z](w)", "`[x](y)` `![z](w)`"), ("\\`", "`` \\` ``"),
        ])
    func prose(message: String, markdown: String) {
        #expect(Prose.markdown(message) == markdown)
    }

    @Test("A terminal shows a message without its back quotes")
    func terminalProse() {
        #expect(Prose.terminal("needs `late` and `\u{1B}[2J`.") == "needs late and \\u{1B}[2J.")
    }

    @Test(
        "A line cannot give a command",
        arguments: [
            ("::error::x", "\\u{3A}:error::x"), ("  ::x", "  \\u{3A}:x"), ("/close", "\\u{2F}close"),
            ("a ##[group]b", "a \\u{23}#[group]b"), ("##vso[x]", "\\u{23}#vso[x]"), ("--- a", "\\u{2D}-- a"),
            ("+++ b", "\\u{2B}++ b"), ("a::b /c --- +++", "a::b /c --- +++"),
            ("ok\n::x\n/y", "ok\n\\u{3A}:x\n\\u{2F}y"),
        ])
    func lines(text: String, guarded: String) {
        #expect(LineGuard.guarded(text) == guarded)
    }
}
