package import SluiceCore

/// A manifest with the path and digest of the file it was read from.
package struct Loaded<Value: Sendable>: Sendable {
    package let value: Value
    package let path: String
    package let digest: Digest

    package init(value: Value, path: String, digest: Digest) {
        self.value = value
        self.path = path
        self.digest = digest
    }
}
