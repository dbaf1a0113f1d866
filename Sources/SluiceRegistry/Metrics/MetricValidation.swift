package import SluiceCore
import SluiceYAML

/// Whether a metric means something for a task.
extension MetricReference {
    /// What is wrong with the reference for a model of `task` that declares the metrics `own`; nil when nothing is.
    package func problem(for task: ModelTask, own: [String: Direction]) -> (message: String, remedy: String)? {
        guard let definition = MetricCatalogue.definition(of: name, for: task) else { return problemOfOwn(task, own) }
        let given = parameters
        for missing in definition.required.subtracting(given).map(\.rawValue).sorted() {
            return ("the metric `\(name)` needs `\(missing)`", "add `\(missing):`")
        }
        let allowed = definition.required.union(definition.optional)
        for extra in given.subtracting(allowed).map(\.rawValue).sorted() {
            let known = allowed.map(\.rawValue).sorted().joined(separator: ", ")
            return (
                "the metric `\(name)` of a \(task.rawValue) model takes no `\(extra)`",
                known.isEmpty ? "it takes no parameters" : "it takes: \(known)"
            )
        }
        if definition.needsAverageOrClass, average == nil, className == nil {
            return (
                "the metric `\(name)` has one value for each class",
                "add `average: macro` (or micro, weighted), or `class:` with a class or `each`"
            )
        }
        if average != nil, className != nil {
            return ("`average` and `class` exclude each other", "keep one of them")
        }
        if name == "roc_auc_ovr", average == "micro" {
            return ("the metric `roc_auc_ovr` has no micro average", "write macro or weighted")
        }
        if threshold != nil, at != nil { return ("`threshold` and `at` exclude each other", "keep one of them") }
        if at?.rate == name { return ("`at` reads `\(name)` at its own rate", "name another rate") }
        return nil
    }

    /// Which way the metric is better for a model: the catalogue's word, or what `metrics:` declares for the metric's
    /// canonical name, its name, or the column that it aggregates.
    package func direction(for task: ModelTask, own: [String: Direction]) -> Direction? {
        if let built = MetricCatalogue.definition(of: name, for: task)?.direction { return built }
        return own[canonicalName] ?? own[name] ?? column.flatMap { own[$0] }
    }

    private func problemOfOwn(_ task: ModelTask, _ own: [String: Direction]) -> (message: String, remedy: String)? {
        let names = MetricCatalogue.definitions(for: task).map(\.name) + own.keys.sorted()
        guard own[name] == nil else {
            let extra = parameters.subtracting([.score, .weight]).map(\.rawValue).sorted()
            return extra.isEmpty ? nil : ("the own metric `\(name)` takes no `\(extra[0])`", "it takes: score, weight")
        }
        let nearest = NearestKey.to(canonicalName, among: names).map { "did you mean `\($0)`? " } ?? ""
        return (
            "`\(canonicalName.prefix(80))` is no metric of a \(task.rawValue) model",
            nearest + "`metrics:` of model.yaml declares own metrics; known: \(names.joined(separator: ", "))"
        )
    }

    private var parameters: Set<MetricParameter> {
        var given: Set<MetricParameter> = []
        if average != nil { given.insert(.average) }
        if className != nil { given.insert(.class) }
        if threshold != nil { given.insert(.threshold) }
        if beta != nil { given.insert(.beta) }
        if k != nil { given.insert(.k) }
        if alpha != nil { given.insert(.alpha) }
        if at != nil { given.insert(.at) }
        if score != nil { given.insert(.score) }
        if column != nil { given.insert(.column) }
        if weighted { given.insert(.weight) }
        return given
    }
}
