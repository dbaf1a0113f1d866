package import SluiceCore
package import SluiceRegistry

/// What one stage of one model holds at the base commit, and held before.
package struct StageState: Sendable, Hashable {
    package var stage: String
    /// Nil: the stage holds nothing, or what it holds cannot be read.
    package var pointer: StagePointer?
    /// Along the chain of records; nil without a pointer or with a `problem`.
    package var history: StageHistory?
    /// Why nothing can be decided on this stage: pointer or records cannot be read, or do not agree.
    package var problem: String?
    /// A `<stage>.retired` file stands beside the pointers.
    package var isRetired: Bool

    package init(
        stage: String, pointer: StagePointer? = nil, history: StageHistory? = nil, problem: String? = nil,
        isRetired: Bool = false
    ) {
        self.stage = stage
        self.pointer = pointer
        self.history = history
        self.problem = problem
        self.isRetired = isRetired
    }

    /// The records of the stage, the latest first.
    private var steps: [StageHistory.Step] { history?.steps ?? [] }

    /// The record that set the pointer, when it is there and valid.
    package var validPromotion: Digest? { problem == nil ? steps.first?.id : nil }

    package var formerHolders: [SemanticVersion] { history?.formerHolders ?? [] }

    package var leftByRollback: Set<SemanticVersion> { history?.leftByRollback ?? [] }

    /// Whether and how the stage held a version.
    package enum Holding: Sendable, Hashable {
        /// `promotion` is the latest record that gave it, `Digest.zero` when it held it before its first record.
        case held(promotion: Digest, now: Bool)
        /// By the rollback with this id, and it was not given back since.
        case lostByRollback(Digest)
        case never
        case unknown(String)
    }

    package func holding(_ version: SemanticVersion) -> Holding {
        if let problem { return .unknown(problem) }
        guard let pointer else { return .never }
        for (index, step) in steps.enumerated() where step.new == version {
            guard index > 0 else { return .held(promotion: step.id, now: true) }
            let later = steps[index - 1]
            return later.action == .rollback ? .lostByRollback(later.id) : .held(promotion: step.id, now: false)
        }
        guard let first = steps.last else {
            return pointer.version == version ? .held(promotion: .zero, now: true) : .never
        }
        guard first.old == version else { return .never }
        return first.action == .rollback ? .lostByRollback(first.id) : .held(promotion: .zero, now: false)
    }
}

extension StageState {
    /// Reads what a stage holds. A pointer or record that is not what it should be is a `problem`, not an error: the
    /// other rules still say what they see.
    ///
    /// - Throws: `RegistryError.unreadable` when the tree itself cannot be read.
    package static func read(
        _ stage: String, of model: String, in snapshot: RegistrySnapshot, policy: RegistryPolicy
    ) throws(RegistryError) -> StageState {
        var state = StageState(stage: stage)
        let marker = snapshot.path("models", model, "stages", stage + ".retired")
        state.isRetired = try snapshot.entry(at: marker) != nil
        do throws(RegistryError) {
            guard let pointer = try snapshot.pointer(model, stage)?.value else { return state }
            state.pointer = pointer
            let history = try snapshot.formerHolders(of: model, stage, from: pointer)
            state.history = history
            if let promotion = pointer.promotion, let record = try snapshot.record(promotion)?.value {
                state.problem = disagreement(pointer, record, history, policy)
            }
        } catch .invalid(let file) {
            state.problem = file.diagnostics.map(\.description).joined(separator: "; ")
        }
        return state
    }

    /// What the pointer and its own record say differently; that every older record fits is the history's affair.
    private static func disagreement(
        _ pointer: StagePointer, _ record: PromotionRecord, _ history: StageHistory, _ policy: RegistryPolicy
    ) -> String? {
        if record.registryID != policy.id { return "record \(record.id) belongs to the registry \(record.registryID)" }
        let replaced = history.steps.first?.old
        if replaced != pointer.previous {
            return "record \(record.id) replaces \(replaced?.description ?? "nothing"), "
                + "the pointer says \(pointer.previous?.description ?? "nothing")"
        }
        return (record.action == .rollback) == (pointer.hold != nil)
            ? nil : "record \(record.id) is a \(record.action.rawValue), which the pointer's `hold` does not fit"
    }
}
