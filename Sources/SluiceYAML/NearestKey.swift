/// Suggests what a misspelt key was meant to be.
package enum NearestKey {
    /// The known key with the smallest edit distance to `key`, letter case aside; nil when none is near (more than a
    /// third of its length away). Ties go to the key that sorts first, so that messages are reproducible.
    package static func to(_ key: String, among known: [String]) -> String? {
        guard key.utf8.count <= 64 else { return nil }
        let candidates = known.map { (distance(key.lowercased(), $0.lowercased()), $0) }
        guard let best = candidates.min(by: { ($0.0, $0.1) < ($1.0, $1.1) }), best.0 <= max(1, best.1.count / 3) else {
            return nil
        }
        return best.1
    }

    /// Insertions, deletions and substitutions that turn one text into the other (Levenshtein 1966; rows as in
    /// Wagner and Fischer 1974).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.unicodeScalars)
        var row = Array(0...right.count)
        for (index, scalar) in left.unicodeScalars.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (right[column] == scalar ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, diagonal + 1, row[column] + 1)
            }
        }
        return row[right.count]
    }
}
