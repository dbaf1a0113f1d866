import SluiceCore
import SluiceTesting
import Testing

struct CommandLineTests {
    @Test func theVersionIsPrinted() throws {
        let output = try Product.run(["--version"], in: "/")
        #expect(output.status == 0)
        #expect(output.text == "sluice \(Sluice.version)")
    }

    @Test(arguments: [
        ["frobnicate"], ["show", "flight-delay"], ["check", "--format", "sarif"], ["check", "--format", "yaml"],
    ])
    func whatIsUnknownOrNotBuiltIsAUsageError(_ arguments: [String]) throws {
        let output = try Product.run(arguments, in: "/")
        #expect(output.status == 64)
        #expect(output.text.isEmpty)
        let name = try #require(arguments.first { $0 != "check" && !$0.hasPrefix("-") })
        #expect(output.errorText.contains(name))
    }

    @Test func theBundledRegistryHasNoLintFindings() throws {
        try Example.use { example in
            try example.merge("good")
            let output = try example.sluice("lint")
            #expect(output.status == 0, "\(output.said)")
        }
    }

    @Test func lintNamesFileAndLineOfAMistake() throws {
        try Example.use { example in
            let file = "\(Example.model)/model.yaml"
            try example.edit(file, "risk: minimal", "risk: enormous")
            let line = try #require(
                try example.text(file).split(separator: "\n", omittingEmptySubsequences: false)
                    .firstIndex { $0.hasPrefix("risk:") })
            let output = try example.sluice("lint")
            #expect(output.status == 1)
            #expect(output.said.contains("\(file):\(line + 1)"), "\(output.said)")
        }
    }
}
