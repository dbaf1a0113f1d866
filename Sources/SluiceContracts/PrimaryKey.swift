import SluiceCore
import SluiceYAML

/// Makes one rule of the properties that an object marks as its primary key.
enum PrimaryKey {
    /// The rule over the key's columns in the order of `primaryKeyPosition`, or of the file where none is given. It
    /// stands at the first of them; a key of several columns belongs to no single column.
    static func rule(of declarations: [PropertyDeclaration], problems: inout FieldReader) -> ContractRule? {
        for property in declarations where property.keyMark == nil && (property.keyPosition ?? 0) > 0 {
            problems.report(
                "`primaryKeyPosition` on a property that is not `primaryKey: true`", at: property.location)
        }
        let members = declarations.filter { $0.keyMark != nil }
        guard let first = members.first else { return nil }
        let positions = members.compactMap { ($0.keyPosition ?? 0) > 0 ? $0.keyPosition : nil }
        var ordered = members
        if !positions.isEmpty {
            guard Set(positions).count == members.count else {
                problems.report(
                    "every property of the primary key needs its own `primaryKeyPosition`, or none has one",
                    at: first.keyMark)
                return nil
            }
            ordered.sort { ($0.keyPosition ?? 0) < ($1.keyPosition ?? 0) }
        }
        let head = ordered.first ?? first
        return ContractRule(
            path: "\(head.path).primaryKey", column: ordered.count == 1 ? head.column : nil,
            kind: .primaryKey(ordered.map(\.column)), location: head.keyMark ?? head.location)
    }
}
