import SluiceTesting

extension ScratchFolder {
    /// Writes a file and gives its absolute path.
    @discardableResult
    func file(_ relative: String, _ bytes: [UInt8]) throws -> String {
        try write(relative, bytes)
        return path(relative)
    }

    @discardableResult
    func file(_ relative: String, _ text: String) throws -> String { try file(relative, Array(text.utf8)) }
}
