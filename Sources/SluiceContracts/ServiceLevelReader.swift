import SluiceCore
import SluiceYAML

extension ContractReader {
    /// Qualities of service that say nothing about rows. Every other name is taken for a rule on data (`latency`,
    /// `freshness`, `retention`, and what Sluice does not know), so that a misspelt one is not lost.
    private static let serviceOnly: Set<String> = [
        "availability", "throughput", "errorRate", "generalAvailability", "endOfSupport", "endOfLife", "frequency",
        "timeToDetect", "timeToNotify", "timeToRepair", "timeOfAvailability", "severity",
    ]

    /// Adds each of `slaProperties` as a rule to the object that its `element` names, else to the first object.
    static func readServiceLevels(_ root: inout FieldReader, into objects: inout [ContractObject]) {
        for (index, node) in root.list("slaProperties").enumerated() {
            var fields = FieldReader(node, "slaProperties")
            fields.metadata(Standard.serviceLevel)
            let id = fields.identifier()
            let name = fields.text("property", required: true)
            let element = fields.text("element")?.split(separator: ".", maxSplits: 1) ?? []
            if let name {
                let isService = serviceOnly.contains(name)
                let owner = objects.firstIndex { object in element.first.map { $0 == object.name } ?? false } ?? 0
                if objects.indices.contains(owner) {
                    let column = element.count == 2 ? String(element[1]) : nil
                    let isColumn = objects[owner].properties.contains { $0.column == column }
                    objects[owner].rules.append(
                        ContractRule(
                            path: "slaProperties[\(index)]", id: id, column: isColumn ? column : nil,
                            kind: isService ? .documentation : .notBuilt("`\(name.prefix(80))` of slaProperties"),
                            location: node.location))
                } else if !isService {
                    fields.report(
                        "`\(name.prefix(80))` is about data, but the contract describes no object",
                        remedy: "add `schema:`")
                }
            }
            root.adopt(fields.finish())
        }
    }
}
