import SluiceCore
import SluiceGit
import SluiceRegistry

/// Which commit and tree hold the code that trained a version.
struct CodeSource {
    let git: GitRepository
    let placer: FilePlacer
    /// Absolute paths of the files that the command line names: they are no code.
    let named: Set<String>
    /// The registry's folder: a change in it is no change of the code.
    let registry: String
    let manifest: SourceLocation

    /// - Parameters:
    ///   - text: `--code` as typed; nil takes the parent's path.
    ///   - notices: takes a sentence where no code is recorded.
    /// - Throws: `refused` when the folder is not committed as it stands.
    func entry(_ text: String?, parent: CodeEntry?, _ notices: inout [String]) throws -> CodeEntry? {
        let path: String
        if let text {
            guard let inside = placer.relative(try FilePlacer.absolute(text)) else {
                throw CommandFailure(.refused, "`\(text)` is outside the repository, so its commit is not known")
            }
            path = inside
        } else if let parent, parent.repository == ".", let recorded = parent.path {
            path = recorded == "." ? "" : recorded
        } else {
            notices.append("no code is recorded: `--code PATH` names the folder that holds it")
            return nil
        }
        let shown = path.isEmpty ? "." : path
        guard let head = try git.head() else {
            throw CommandFailure(.refused, "the code `\(shown)` is not committed: there is no commit yet")
        }
        let committed = try git.tree(at: head)
        guard let tree = path.isEmpty ? committed.root : try committed.treeID(at: path) else {
            throw CommandFailure(
                .refused, "the code `\(shown)` is no folder of HEAD", remedy: "commit it, or name another with `--code`"
            )
        }
        let present = try git.workingTree().snapshot(under: [path])
        let dirty = try git.inMemory().changes(from: committed, to: present, under: path).map(\.path).filter {
            !named.contains("\(placer.workingFolder)/\($0)") && !(registry.isEmpty || $0.hasPrefix(registry + "/"))
        }
        if let first = dirty.first {
            throw CommandFailure(
                .refused,
                "the code `\(shown)` has changes that are not committed: `\(first)`"
                    + (dirty.count > 1 ? " and \(dirty.count - 1) more" : ""),
                remedy: "commit them first, so that the recorded commit is what trained the model")
        }
        return CodeEntry(commit: head, tree: tree, path: path, location: manifest)
    }
}
