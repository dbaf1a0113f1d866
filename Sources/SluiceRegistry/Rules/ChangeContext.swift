import SluiceCore

/// What the rules about one change share while they run.
struct ChangeContext {
    let base: RegistrySnapshot?
    let result: RegistrySnapshot
    let changes: [(change: PathChange, kind: RegistryPath)]
    /// Paths of the net difference and of every commit in between, by path.
    let touched: [(path: String, kind: RegistryPath)]
    var list = FindingList()
    var report = ChangeReport()

    init(base: RegistrySnapshot?, result: RegistrySnapshot, changes: [PathChange], touchedByCommits: Set<String>) {
        self.base = base
        self.result = result
        let sorted = changes.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
        self.changes = sorted.map { ($0, result.classify($0.path)) }
        touched = touchedByCommits.union(changes.map(\.path))
            .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { ($0, result.classify($0)) }
    }

    func existsAtBase(_ path: String) throws(RegistryError) -> Bool { try base?.entry(at: path) != nil }

    func existsInResult(_ path: String) throws(RegistryError) -> Bool { try result.entry(at: path) != nil }

    /// Whether a path is policy: `sluice.yaml`, signers, waivers, lifts; a model or contract once the target has it.
    func isPolicy(_ path: String, _ kind: RegistryPath) throws(RegistryError) -> Bool {
        switch kind {
        case .policy, .signers, .waiver, .quarantineLift: true
        case .model, .contract: try existsAtBase(path)
        default: false
        }
    }

    /// Whether a path is part of a promotion.
    func isPromotion(_ kind: RegistryPath) -> Bool {
        switch kind {
        case .pointer, .retired, .record: true
        default: false
        }
    }
}
