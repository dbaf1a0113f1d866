package import SluiceCore

/// What a machine-written file holds; keys keep their order.
package indirect enum YAMLValue: Sendable, Hashable {
    /// A text; quoted only where a YAML reader could take it for something else.
    case text(String)
    /// A text that is always in double quotes.
    case quoted(String)
    case integer(Int64)
    /// Plain, in the shortest form that reads back; infinities and NaN, which Sluice refuses to read as numbers, as text.
    case number(Double)
    case boolean(Bool)
    case null
    case instant(Instant)
    /// One item a line.
    case list([YAMLValue])
    /// One key a line.
    case mapping([YAMLField])
    /// `[a, b]`; what it contains is inline, too.
    case inlineList([YAMLValue])
    /// `{name: model, size: 10434}`; what it contains is inline, too.
    case inlineMapping([YAMLField])

    /// A digest, always in double quotes.
    package static func digest(_ digest: Digest) -> YAMLValue { .quoted(digest.description) }
}

/// A key with its value.
package struct YAMLField: Sendable, Hashable {
    package let key: String
    package let value: YAMLValue

    package init(_ key: String, _ value: YAMLValue) {
        self.key = key
        self.value = value
    }
}
