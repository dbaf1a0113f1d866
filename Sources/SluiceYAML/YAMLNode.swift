package import SluiceCore

/// A node of a YAML document that knows where it stands.
package struct YAMLNode: Sendable, Hashable {
    package indirect enum Content: Sendable, Hashable {
        /// A scalar as it is written; `plain` is true when it has no quotes and is no block scalar. The field's declared
        /// type decides how it is read: nothing is resolved here.
        case scalar(String, plain: Bool)
        case sequence([YAMLNode])
        /// In the order of the file; keys are scalars and never repeat.
        case mapping([YAMLEntry])
    }

    package let content: Content
    package let location: SourceLocation

    package init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }
}

/// A key with its value.
package struct YAMLEntry: Sendable, Hashable {
    package let key: String
    package let keyLocation: SourceLocation
    package let value: YAMLNode

    package init(key: String, keyLocation: SourceLocation, value: YAMLNode) {
        self.key = key
        self.keyLocation = keyLocation
        self.value = value
    }
}
