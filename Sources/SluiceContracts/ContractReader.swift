package import SluiceCore
import SluiceYAML

/// Reads data contracts of the Open Data Contract Standard, v3.1.0 and v3.0.x. Every key that the standard knows is
/// accepted and checked for its type; any other key is an error. Every declared rule becomes exactly one
/// `ContractRule`, also where this release cannot carry it out. Nothing that a contract names is ever fetched.
package enum ContractReader {
    /// Reads one contract.
    /// - Parameters:
    ///   - bytes: the YAML document.
    ///   - file: the path that diagnostics name.
    /// - Throws: every problem of the contract, or the first problem of the YAML below it.
    package static func read(_ bytes: [UInt8], file: String) throws(InvalidFile) -> DataContract {
        var root = FieldReader(try YAMLReader.read(bytes, file: file), "DataContract")
        let id = root.text("id", required: true)
        let version = root.text("version", required: true)
        _ = root.text("status", required: true)
        _ = root.scalar("kind", required: true, expected: "DataContract") { $0 == "DataContract" ? $0 : nil }
        let known = ["v3.0.0", "v3.0.1", "v3.0.2", "v3.1.0"]
        let standard = root.scalar("apiVersion", required: true, expected: "one of " + known.joined(separator: ", ")) {
            known.contains($0) ? $0 : nil
        }
        root.metadata(Standard.contract)
        readServers(&root)
        readTeam(&root)
        var objects: [ContractObject] = []
        for (index, node) in root.list("schema").enumerated() {
            var reader = ObjectReader(path: "schema[\(index)]", acceptsDeprecatedRules: standard != "v3.1.0")
            if let object = reader.read(node) { objects.append(object) }
            root.adopt(reader.problems)
        }
        root.reportRepeated(objects.map { ($0.name, $0.location) }, as: "object")
        readServiceLevels(&root, into: &objects)
        let problems = root.finish()
        guard problems.isEmpty, let id, let version else {
            throw InvalidFile(inOrderOfTheFile(problems) { $0.location })
        }
        for index in objects.indices {
            objects[index].rules = inOrderOfTheFile(objects[index].rules) { $0.location }
        }
        return DataContract(file: file, id: id, version: version, objects: objects)
    }

    /// Stable, so that what stands at one place keeps its order.
    private static func inOrderOfTheFile<Item>(_ items: [Item], place: (Item) -> SourceLocation?) -> [Item] {
        let keyed = items.enumerated().map { index, item in
            (key: (place(item)?.line ?? 0, place(item)?.column ?? 0, index), item: item)
        }
        return keyed.sorted { $0.key < $1.key }.map(\.item)
    }

    /// Servers say where data lives for people and other tools; Sluice takes its data from manifests.
    private static func readServers(_ root: inout FieldReader) {
        for node in root.list("servers") {
            var server = FieldReader(node, "server")
            server.metadata(Standard.server)
            if let type = server.scalar("type", required: true, expected: "a type of server", { $0 }) {
                if let keys = ServerKeys.of(type) {
                    server.metadata(keys)
                } else {
                    let types = ServerKeys.types.joined(separator: ", ")
                    server.report(
                        "`\(type.prefix(80))` is no type of server", at: server.location(of: "type"),
                        remedy: "one of \(types)")
                }
            }
            root.adopt(server.finish())
        }
    }

    /// A mapping since v3.1.0, a list of members before.
    private static func readTeam(_ root: inout FieldReader) {
        guard let node = root.node("team") else { return }
        let isList = if case .sequence = node.content { true } else { false }
        let shape = isList ? MetadataShape.list(.mapping(Standard.member)) : .mapping(Standard.team)
        root.adopt(shape.problems(in: node, named: "team"))
    }
}

extension FieldReader {
    /// Reports names that stand more than once, compared as bytes.
    mutating func reportRepeated(_ names: [(String, SourceLocation)], as what: String) {
        var places: [[UInt8]: SourceLocation] = [:]
        for (name, location) in names {
            if let first = places.updateValue(location, forKey: Array(name.utf8)) {
                report("the \(what) `\(name.prefix(80))` is declared twice; the first is at \(first)", at: location)
            }
        }
    }
}
