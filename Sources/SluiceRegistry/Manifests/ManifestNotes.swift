/// What a manifest says to people; nothing is decided by it.
package struct ManifestNotes: Sendable, Hashable {
    package var title: String?
    package var description: String?
    package var labels: [String: String] = [:]

    package init(title: String? = nil, description: String? = nil, labels: [String: String] = [:]) {
        self.title = title
        self.description = description
        self.labels = labels
    }
}
