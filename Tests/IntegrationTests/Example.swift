import SluiceTesting
import Testing

/// The bundled registry in a repository of its own: main without flight-delay 1.2.0, and a branch `good` that adds it.
struct Example {
    static let model = "registry/models/flight-delay"
    static let data = "examples/flight-delay/data"
    static let instant = "2026-12-01T00:00:00Z"

    let repository: ScratchRepository

    /// Runs `body` with a new repository on main and removes it afterwards.
    static func use(_ body: (Example) throws -> Void) throws {
        try ScratchRepository.use { repository in
            for folder in ["registry", "examples"] {
                try Shell.check(["cp", "-R", "\(Product.root)/\(folder)", repository.path], in: "/")
            }
            let manifest = "\(model)/versions/1.2.0.yaml"
            let text = try repository.read(manifest)
            try repository.git("rm", "--quiet", "--force", "--ignore-unmatch", manifest)
            try Shell.check(["rm", manifest], in: repository.path)
            try repository.commit("Start")
            let example = Example(repository: repository)
            try example.branch("good") {
                try repository.write(manifest, text)
                try repository.commit("Add flight-delay 1.2.0")
            }
            try body(example)
        }
    }

    /// Cuts a branch at main, runs `body` on it, and returns to main.
    func branch(_ name: String, _ body: () throws -> Void) throws {
        try repository.git("switch", "--quiet", "--create", name, "main")
        try body()
        try repository.git("switch", "--quiet", "main")
    }

    /// A branch that adds 1.2.1, a model without the weather.
    func addWorse(branch name: String = "worse", alsoEditing edit: () throws -> Void = {}) throws {
        try branch(name) {
            let candidate = "examples/flight-delay/candidates/worse"
            try Shell.check(
                [
                    "python3", "\(Product.root)/Scripts/derive-version.py", "1.1.0", "1.2.1", "--config",
                    "configs/worse.json", "--artifact", "\(candidate)/model.onnx", "--predictions",
                    "\(candidate)/predictions.parquet",
                ], in: repository.path)
            try edit()
            try repository.commit("Add flight-delay 1.2.1")
        }
    }

    /// Replaces text that occurs in a file of the working folder.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let parts = try text(file).split(separator: old, omittingEmptySubsequences: false)
        try #require(parts.count > 1, "\(file) does not contain \(old)")
        try repository.write(file, parts.joined(separator: new))
    }

    func text(_ file: String) throws -> String { String(decoding: try repository.read(file), as: UTF8.self) }

    func merge(_ branch: String) throws {
        try repository.git("merge", "--quiet", "--no-ff", "--message", "Merge \(branch)", branch)
    }

    func sluice(_ arguments: String..., environment: [String: String] = [:]) throws -> Shell.Output {
        try Product.run(arguments, in: repository.path, environment: environment)
    }

    func check(_ head: String, _ more: String...) throws -> Shell.Output {
        try Product.run(["check", "--base", "main", "--head", head] + more, in: repository.path)
    }

    func promote(_ version: String, to stage: String, _ more: String...) throws -> Shell.Output {
        let arguments = ["promote", "flight-delay@\(version)", "--stage", stage, "--as-of", Example.instant]
        return try Product.run(arguments + more, in: repository.path)
    }
}
