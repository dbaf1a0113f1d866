import SluiceCore
import SluiceReports
import SluiceTesting
import Testing

@Suite("What reports look like")
struct SnapshotTests {
    static let samples: [(name: String, result: CheckResult)] = [
        ("passing", Samples.passing), ("failing", Samples.failing), ("undecided", Samples.undecided),
        ("not-enforced", Samples.notEnforced), ("data-failure", Samples.dataFailure), ("empty", Samples.empty),
        ("registry-failure", Samples.registryFailure), ("many-models", Samples.manyModels),
        ("policy-edited", Samples.policyEdited), ("working-tree", Samples.workingTree),
    ]

    @Test("A comment looks as its snapshot", arguments: samples.map(\.name))
    func markdown(name: String) throws {
        let result = try #require(SnapshotTests.samples.first { $0.name == name }?.result)
        try Snapshot.check(MarkdownReport.render(result), named: "\(name).md")
    }

    @Test("A terminal report looks as its snapshot", arguments: samples.map(\.name))
    func text(name: String) throws {
        let result = try #require(SnapshotTests.samples.first { $0.name == name }?.result)
        try Snapshot.check(TextReport.render(result, style: TextStyle(color: false)), named: "\(name).txt")
    }
}
