package import SluiceCore

/// What a path inside a registry stands for, from its name alone.
package enum RegistryPath: Sendable, Hashable {
    /// `sluice.yaml`
    case policy
    /// `allowed_signers`
    case signers
    case model(String)
    case contract(model: String, name: String)
    case card(model: String)
    case version(model: String, SemanticVersion)
    case evaluation(model: String, SemanticVersion, name: String)
    case evidence(model: String, SemanticVersion, Digest)
    case artifact(model: String, SemanticVersion)
    case pointer(model: String, stage: String)
    /// `<stage>.retired`: what `retire` leaves of a pointer.
    case retired(model: String, stage: String)
    case record(Digest)
    /// `<hex>.<principal>.approval`
    case approval(Digest)
    case waiver(String)
    case quarantine(Digest)
    case quarantineLift(Digest)
    /// A `sluice.yaml` inside the registry's folders: a registry in a registry.
    case nestedPolicy
    /// YAML in a folder of the registry, where none of that name has a meaning.
    case unknownYAML
    /// Any other file: ignored.
    case other
    /// Not inside the registry.
    case outside

    /// - Parameters:
    ///   - path: from the repository root.
    ///   - root: the registry's folder; empty for the root of the repository.
    package init(_ path: String, root: String) {
        var relative = Array(path.utf8)[...]
        if !root.isEmpty {
            guard path.utf8.starts(with: (root + "/").utf8) else {
                self = .outside
                return
            }
            relative = relative.dropFirst(root.utf8.count + 1)
        }
        let parts = relative.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        self = RegistryPath.known(parts) ?? RegistryPath.unknown(parts, isAtRoot: root.isEmpty)
    }

    private static func known(_ parts: [String]) -> RegistryPath? {
        switch (parts.count, parts.first) {
        case (1, "sluice.yaml"): return .policy
        case (1, "allowed_signers"): return .signers
        case (2, "waivers"): return stem(parts[1], ".yaml").flatMap { Name.isValid($0) ? .waiver($0) : nil }
        case (2, "quarantine"):
            if let hex = stem(parts[1], ".lifted.yaml") { return Digest(hex: hex).map { .quarantineLift($0) } }
            return stem(parts[1], ".yaml").flatMap { Digest(hex: $0) }.map { .quarantine($0) }
        case (3, "promotions"): return promotion(folder: parts[1], name: parts[2])
        case (3..., "models"):
            return Name.isValid(parts[1]) ? ofModel(parts[1], Array(parts.dropFirst(2))) : nil
        default: return nil
        }
    }

    private static func promotion(folder: String, name: String) -> RegistryPath? {
        guard let digest = Digest(hex: String(name.prefix(64))), folder == String(name.prefix(2)) else { return nil }
        let rest = String(name.dropFirst(64))
        if rest == ".record" { return .record(digest) }
        return rest.hasPrefix(".") && rest.hasSuffix(".approval") && rest.utf8.count > 10 ? .approval(digest) : nil
    }

    private static func ofModel(_ model: String, _ parts: [String]) -> RegistryPath? {
        switch (parts.count, parts[0]) {
        case (1, "model.yaml"): return .model(model)
        case (1, "CARD.md"): return .card(model: model)
        case (2, "contracts"):
            return stem(parts[1], ".odcs.yaml").flatMap { Name.isValid($0) ? .contract(model: model, name: $0) : nil }
        case (2, "versions"):
            return stem(parts[1], ".yaml").flatMap { SemanticVersion($0) }.map { .version(model: model, $0) }
        case (2, "stages"):
            if let stage = stem(parts[1], ".yaml") {
                return Name.isValidStage(stage) ? .pointer(model: model, stage: stage) : nil
            }
            return stem(parts[1], ".retired").flatMap {
                Name.isValidStage($0) ? .retired(model: model, stage: $0) : nil
            }
        case (3, "evaluations"):
            guard let version = SemanticVersion(parts[1]), let name = stem(parts[2], ".yaml"), Name.isValid(name) else {
                return nil
            }
            return .evaluation(model: model, version, name: name)
        case (3, "evidence"):
            guard let version = SemanticVersion(parts[1]), let hex = stem(parts[2], ".json") else { return nil }
            return Digest(hex: hex).map { .evidence(model: model, version, $0) }
        case (3..., "artifacts"):
            return SemanticVersion(parts[1]).map { .artifact(model: model, $0) }
        default: return nil
        }
    }

    /// - Parameter isAtRoot: the repository's own files lie beside the registry's then.
    private static func unknown(_ parts: [String], isAtRoot: Bool) -> RegistryPath {
        guard let name = parts.last?.lowercased() else { return .other }
        if name == "sluice.yaml" { return .nestedPolicy }
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else { return .other }
        let isKnownFolder: Bool
        switch (parts.count, parts[0]) {
        case (1, _): isKnownFolder = !isAtRoot
        case (_, "waivers"), (_, "quarantine"), (_, "promotions"), (2...3, "models"): isKnownFolder = true
        case (4..., "models"):
            isKnownFolder = ["contracts", "versions", "evaluations", "evidence", "stages"].contains(parts[2])
        default: isKnownFolder = false
        }
        return isKnownFolder ? .unknownYAML : .other
    }

    private static func stem(_ name: String, _ suffix: String) -> String? {
        guard name.utf8.count > suffix.utf8.count, name.utf8.reversed().starts(with: suffix.utf8.reversed()) else {
            return nil
        }
        return String(name.utf8.dropLast(suffix.utf8.count))
    }
}
