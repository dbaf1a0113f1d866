/// The name of a git object (SHA-1): 40 lower-case hexadecimal digits.
package struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let hex: String

    package init?(_ hex: String) {
        guard hex.utf8.count == 40, hex.utf8.allSatisfy(Hex.isLowerDigit) else { return nil }
        self.hex = hex
    }

    package var description: String { hex }

    /// The first seven digits, for people.
    package var short: String { String(hex.prefix(7)) }

    package static func < (left: ObjectID, right: ObjectID) -> Bool {
        left.hex.utf8.lexicographicallyPrecedes(right.hex.utf8)
    }
}
