import SluiceContracts
import SluiceCore
import Testing

/// Swift Testing has a type of the same name.
typealias Place = SluiceCore.SourceLocation

/// Contracts for tests. The first object stands on line 7, its properties begin on line 9.
enum Contract {
    static let head = "apiVersion: v3.1.0\nkind: DataContract\nid: c\nversion: 1.0.0\nstatus: active\n"

    static func read(_ text: String) throws(InvalidFile) -> DataContract {
        try ContractReader.read(Array(text.utf8), file: "c.yaml")
    }

    /// An object with the given properties, one flow mapping each, and the given further lines.
    static func object(properties: String..., and lines: String...) throws -> ContractObject {
        let items = properties.map { "      - \($0)\n" }.joined()
        let more = lines.map { "    \($0)\n" }.joined()
        let text = "\(head)schema:\n  - name: t\n    properties:\n\(items)\(more)"
        return try #require(try read(text).objects.first)
    }
}

extension ContractObject {
    /// The kind of the rule at a path, below the object's own path.
    func kind(_ path: String) throws -> ContractRule.Kind {
        let rules = rules.filter { $0.path == "schema[0]" + path }
        #expect(rules.count == 1, "\(path)")
        return try #require(rules.first).kind
    }
}
