import SluiceCore
import SluiceYAML

extension FieldReader {
    /// `stages:` of `sluice.yaml`, with the graph that their `from` entries make.
    mutating func stages(teams: [String: [String]]) -> [StagePolicy] {
        let nodes = items("stages", required: true)
        var stages: [StagePolicy] = []
        for node in nodes {
            guard let stage = child(node, "stage", { $0.stage(at: node.location, teams: teams) }) else { continue }
            if stages.contains(where: { $0.name == stage.name }) {
                report("the stage `\(stage.name)` is declared twice", at: node.location)
            }
            stages.append(stage)
        }
        if case .sequence(let written)? = node("stages")?.content, written.isEmpty {
            report("`stages` is empty", at: location(of: "stages"), remedy: "declare at least one stage")
        }
        if Set(stages.map(\.name)).count == stages.count { checkGraph(stages) }
        return stages
    }

    private mutating func checkGraph(_ stages: [StagePolicy]) {
        var unknown = false
        for stage in stages {
            for source in stage.from where !stages.contains(where: { $0.name == source.stage }) {
                unknown = true
                report(
                    "the stage `\(stage.name)` comes from `\(source.stage)`, which is not declared",
                    at: source.location,
                    remedy: "declared stages: \(stages.map(\.name).joined(separator: ", "))")
            }
        }
        guard !unknown else { return }
        // Removes stages whose sources are all removed; what is left stands on a cycle or behind one.
        var left = stages
        while let index = left.firstIndex(where: { stage in
            stage.from.allSatisfy { source in !left.contains { $0.name == source.stage } }
        }) { left.remove(at: index) }
        if let first = left.first {
            report(
                "the stages \(left.map { "`\($0.name)`" }.joined(separator: ", ")) come from each other in a circle",
                at: first.location, remedy: "remove one `from` entry")
        }
    }

    private mutating func stage(at location: SourceLocation, teams: [String: [String]]) -> StagePolicy? {
        let name = stage("name", required: true)
        let promote = choice("promote", StagePolicy.Promote.self)
        var sources: [StagePolicy.Source] = []
        for node in items("from") {
            let source: StagePolicy.Source? = child(node, "`from` entry (write `{stage: NAME}`)") { reader in
                let stage = reader.stage("stage", required: true)
                let soak = reader.span("soak")
                return stage.map { StagePolicy.Source(stage: $0, soak: soak, location: node.location) }
            }
            guard let source else { continue }
            if sources.contains(where: { $0.stage == source.stage }) {
                report("`from` names `\(source.stage)` twice", at: node.location)
            }
            sources.append(source)
        }
        let requires = distinctTexts(
            "requires", expected: "a family or a check such as `metrics` or `metrics/claim`",
            PolicyGrammar.isCheckOrFamily)
        let enforce = boolean("enforce")
        let unbuilt = [
            approvals(teams: teams), freeze(), overrideRule(teams: teams),
        ].compactMap { $0 }
        guard let name else { return nil }
        return StagePolicy(
            name: name, promote: promote ?? .manual, from: sources,
            requires: requires ?? StagePolicy.defaultRequires, enforce: enforce ?? true, unbuiltRules: unbuilt,
            location: location)
    }

    private mutating func approvals(teams: [String: [String]]) -> UnbuiltRule? {
        let nodes = list("approvals")
        for node in nodes {
            _ = child(node, "approval") { reader in
                if reader.requiredNode("required") != nil { _ = reader.integer("required", in: 1...100) }
                reader.approvers("from", teams: teams)
                return true
            }
        }
        return nodes.isEmpty ? nil : UnbuiltRule(key: "approvals", location: location(of: "approvals"))
    }

    /// Teams that are declared, or principals.
    private mutating func approvers(_ key: String, teams: [String: [String]]) {
        let named = distinctTexts(key, required: true, expected: "a team or a principal") {
            PolicyGrammar.isPrincipal($0) || $0.utf8.first == UInt8(ascii: "@")
        }
        if let named, named.isEmpty { report("`\(key)` names nobody", at: location(of: key)) }
        for team in named ?? [] where team.utf8.first == UInt8(ascii: "@") && teams[team] == nil {
            report("the team `\(team.prefix(80))` is not declared", at: location(of: key), remedy: "add it to `teams:`")
        }
    }

    private mutating func freeze() -> UnbuiltRule? {
        let nodes = list("freeze")
        for node in nodes { _ = child(node, "freeze window") { $0.freezeWindow() } }
        return nodes.isEmpty ? nil : UnbuiltRule(key: "freeze", location: location(of: "freeze"))
    }

    private mutating func freezeWindow() -> Bool {
        _ = filledText("reason", required: true)
        guard keys.contains("every") else {
            let from = instant("from", required: true)
            let until = instant("until", required: true)
            if let from, let until, from >= until { report("the window ends before it begins") }
            return true
        }
        _ = scalar("every", expected: "`week`") { $0 == "week" ? $0 : nil }
        for key in ["from", "until"] {
            _ = scalar(key, required: true, expected: "a weekday and a time such as `fri 16:00`") {
                PolicyGrammar.isWeekTime($0) ? $0 : nil
            }
        }
        _ = filledText("timezone", required: true)
        return true
    }

    private mutating func overrideRule(teams: [String: [String]]) -> UnbuiltRule? {
        let read: Bool? = mapping("override", "`override`") { reader in
            reader.approvers("from", teams: teams)
            _ = reader.distinctTexts("rules", required: true, expected: "one of freeze, soak, approvals") {
                ["freeze", "soak", "approvals"].contains($0)
            }
            return true
        }
        return read == nil ? nil : UnbuiltRule(key: "override", location: location(of: "override"))
    }
}
