package import SluiceCore
package import SluiceYAML

extension RegistryPolicy {
    /// Reads `sluice.yaml`.
    /// - Parameters:
    ///   - file: its path from the repository root.
    ///   - source: whether it is read at the merge target or comes with the change.
    /// - Throws: every problem of the file, each at its place.
    package init(_ document: YAMLNode, file: String, source: RuleSource = .base) throws(InvalidFile) {
        var reader = try ManifestKind.registry.open(document)
        let notes = reader.notes()
        let name = reader.name("name", required: true)
        let id = reader.scalar("id", required: true, expected: "a UUID in lower case (`sluice init` writes one)") {
            PolicyGrammar.isUUID($0) ? $0 : nil
        }
        let branch = reader.scalar("branch", required: true, expected: "a branch name such as `main`") {
            PolicyGrammar.isBranch($0) ? $0 : nil
        }
        let teams = reader.teams()
        let stages = reader.stages(teams: teams)
        let roots: [String]? = reader.mapping("data", "`data`", required: true) { $0.roots(in: file) }
        let engines = reader.engines()
        let checks = reader.checkSettings()
        let gates = reader.gates(of: .registry(stages: stages.map(\.name)), source: source)
        let samples: SampleMode? = reader.mapping("report", "`report`") { $0.choice("samples", SampleMode.self) }
        if let invalid = reader.problems() { throw invalid }
        self.init(
            file: file, notes: notes, name: name ?? "", id: id ?? "", branch: branch ?? "", stages: stages,
            teams: teams,
            dataRoots: roots ?? [], engines: engines, checks: checks, gates: gates, samples: samples ?? .masked)
    }
}

extension FieldReader {
    fileprivate mutating func roots(in file: String) -> [String]? {
        var roots: [String] = []
        for node in items("roots", required: true) {
            guard case .scalar(let text, _) = node.content, text.utf8.last == UInt8(ascii: "/") else {
                report("each item of `roots` must be a folder that ends in `/`", at: node.location)
                continue
            }
            if let folder = resolve(String(text.unicodeScalars.dropLast()), "roots", in: file, at: node.location) {
                roots.append(folder + "/")
            }
        }
        if keys.contains("roots"), roots.isEmpty, diagnostics.isEmpty {
            report("`roots` names no folder", remedy: "name the folders that manifests may point into")
        }
        return roots
    }

    fileprivate mutating func teams() -> [String: [String]] {
        var teams: [String: [String]] = [:]
        for entry in entries("teams") {
            let name = entry.key
            guard name.utf8.first == UInt8(ascii: "@"), Name.isValid(String(name.unicodeScalars.dropFirst())) else {
                report("a team is `@` and a name, not `\(name.prefix(80))`", at: entry.keyLocation)
                continue
            }
            guard case .sequence(let items) = entry.value.content, !items.isEmpty else {
                report("the team `\(name)` must be a list of principals", at: entry.value.location)
                continue
            }
            teams[name] = items.compactMap { item in
                if case .scalar(let text, _) = item.content, PolicyGrammar.isPrincipal(text) { return text }
                report("each member of `\(name)` must be a principal such as `anna@example.org`", at: item.location)
                return nil
            }
        }
        return teams
    }

    fileprivate mutating func engines() -> [EngineSettings] {
        boundedEntries("engines").compactMap { entry in
            if !Name.isValid(entry.key) {
                report("the engine `\(entry.key.prefix(80))` has no valid name", at: entry.keyLocation)
            }
            return child(entry.value, "engine `\(entry.key.prefix(80))`") { reader in
                let kind = reader.scalar("kind", required: true, expected: "one of duckdb, postgres, spark") {
                    ["duckdb", "postgres", "spark"].contains($0) ? $0 : nil
                }
                let memory = reader.size("memory")
                let threads = reader.integer("threads", in: 1...1_024)
                let timeout = reader.span("timeout")
                let tables = reader.distinctTexts("tables", expected: "a table name or pattern") { !$0.isEmpty }
                return kind.map {
                    EngineSettings(
                        name: entry.key, kind: $0, memory: memory, threads: threads.map(Int.init), timeout: timeout,
                        tables: tables ?? [], location: entry.keyLocation)
                }
            }
        }
    }

    /// `checks:` of a registry or model: severity, and settings as written.
    mutating func checkSettings() -> [CheckSetting] {
        boundedEntries("checks").compactMap { entry in
            guard PolicyGrammar.isCheck(entry.key) else {
                report("a check is `family/name`, not `\(entry.key.prefix(80))`", at: entry.keyLocation)
                return nil
            }
            return child(entry.value, "check `\(entry.key)`") { reader in
                let severity = reader.choice("severity", Severity.self)
                var settings: [String: String] = [:]
                if reader.keys.count > 100 { reader.report("a check has at most 100 settings") }
                for key in reader.keys.prefix(100) where key != "severity" {
                    if let text = reader.text(key) { settings[key] = text }
                }
                return CheckSetting(
                    check: entry.key, severity: severity, settings: settings, location: entry.keyLocation)
            }
        }
    }
}
