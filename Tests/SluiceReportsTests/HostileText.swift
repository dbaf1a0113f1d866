/// Text that tries to be more than text, as names and values of a forged document.
enum HostileText {
    static let all: [String] = html + markdown + references + fences + tables + lines + invisible + commands

    static let html = [
        "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</details></details>", "<details open><summary>x",
        "</sub><h1>PASSED</h1>", "<!-- sluice:ID -->", "<!--", "--><b>", "&lt;b&gt;", "&#64;maintainer", "&commat;all",
        "<a href=\"https://evil.example\">x</a>", "<https://evil.example>", "<evil@evil.example>", "<![CDATA[x]]>",
        "<?php ?>", "<svg onload=x>",
    ]
    static let markdown = [
        "[click](https://evil.example)", "![x](https://evil.example/x.png)", "[x]: https://evil.example", "[x][y]",
        "**✅ Passed**", "__bold__", "*a*", "_a_", "~~gone~~", "# ✅ Passed", "> quoted", "- item", "1. item", "+ item",
        "***", "===", "\\", "\\`", "trailing\\", "[^1]: note", "- [x] done", "$`x`$", "$$x$$", ":tada:", "```math",
    ]
    static let references = [
        "@maintainer", "@org/team", "x @maintainer y", "(@maintainer)", "#1", "GH-1", "owner/repo#1", "!1", "~label",
        "%1", "&1", "$1", "fixes #1", "Closes owner/repo#2", "1234567890abcdef1234567890abcdef12345678", "deadbee",
        "www.evil.example", "http://evil.example", "https://evil.example/a_b", "ftp://evil.example",
        "mailto:a@b.example",
        "a@b.example", "xmpp:a@b.example", "javascript:alert(1)", "[+ added +]", "{- removed -}", "[skip ci]",
    ]
    static let fences = [
        "`", "``", "```", "````", "` @maintainer `", "a`b", "a``b`c", "`@maintainer", "@maintainer`",
        "`x` @maintainer `y`",
        "``` \n@maintainer\n```", "~~~", "`\u{301}@maintainer", "\u{1FEF}@maintainer\u{1FEF}", " `", "` ", " ", "  ",
        "",
        "`<b>`", "x`](https://evil.example)",
    ]
    static let tables = ["a|b", "|", "||", "\\|", "a\\|b", "a\\\\|b", "|---|", "a | @maintainer | b", "`|`", "|`|"]
    static let lines = [
        "a\nb", "a\r\nb", "\n\n# ✅ Passed\n\n", "a\n\n</details>\n\n@maintainer", "a\n```\n@maintainer", "\ttab",
        "a\u{B}b",
        "a\u{C}b", "a\u{85}b", "a\u{2028}b", "a\u{2029}b", "\n| ✅ | forged |", "\n---\n", "\n+++\n", "\0",
    ]
    static let invisible = [
        "\u{1B}[31mred\u{1B}[0m", "\u{1B}]8;;https://evil.example\u{7}link\u{1B}]8;;\u{7}", "\u{9B}2J",
        "\u{8}\u{8}\u{8}ok",
        "\u{202E}dessap", "\u{2066}x\u{2069}", "a\u{200B}b", "@\u{200D}maintainer", "\u{FEFF}x", "\u{061C}x",
        "ab\u{AD}c", "⚠\u{FE0F}", "x\u{E0041}\u{E007F}", "\u{E0100}", "\u{2060}", "\u{7F}",
        "e" + String(repeating: "\u{301}", count: 500),
    ]
    static let commands = [
        "::error::forged", "::error file=a,line=1::forged", " ::stop-commands::x", "::set-output name=x::y",
        "##[group]x",
        "##[error]forged", "x ##[error]forged", "##vso[task.setvariable variable=x]y", "x##vso[task.complete]",
        "/close",
        "/approve", " /merge", "--- a/file", "+++ b/file", "---", "+++", "---\ntitle: x\n---",
    ]

    /// A document that holds `text` wherever a document can hold text.
    static let long = [
        String(repeating: "x", count: 1_000_000), String(repeating: "`", count: 1_000_000),
        String(repeating: "@a ", count: 333_333), String(repeating: "\n::", count: 333_333),
        String(repeating: "##[", count: 333_333), String(repeating: "<b>", count: 333_333),
        "e" + String(repeating: "\u{301}", count: 500_000), String(repeating: "\u{202E}", count: 300_000),
        String(repeating: "|", count: 1_000_000), String(repeating: "界", count: 300_000),
    ]
}
