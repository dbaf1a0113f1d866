import FoundationEssentials

/// Compares text with a file under `Snapshots/` beside the test.
///
/// With `SLUICE_RECORD_SNAPSHOTS=1` in the environment the file is written, and the test fails all the same: a snapshot
/// never heals itself, and a recorded one has to be read before it is committed.
package enum Snapshot {
    /// - Parameters:
    ///   - name: the file's name, such as `passing.md`.
    ///   - test: the test file's own path.
    /// - Throws: `SnapshotMismatch` when the text differs, the file is missing, or it was recorded just now.
    package static func check(_ text: String, named name: String, beside test: String = #filePath) throws {
        let folder = test.prefix(upTo: test.lastIndex(of: "/") ?? test.startIndex) + "/Snapshots"
        let path = "\(folder)/\(name)"
        if ProcessInfo.processInfo.environment["SLUICE_RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(atPath: String(folder), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(filePath: path))
            throw SnapshotMismatch(description: "\(name) was recorded: read it, then run again without recording")
        }
        guard let expected = FileManager.default.contents(atPath: path) else {
            throw SnapshotMismatch(description: "\(name) is missing: record it with SLUICE_RECORD_SNAPSHOTS=1")
        }
        guard expected != Data(text.utf8) else { return }
        throw SnapshotMismatch(
            description: """
                \(name) differs \(firstDifference(String(decoding: expected, as: UTF8.self), text))
                If the new text is right, record it with SLUICE_RECORD_SNAPSHOTS=1.
                """)
    }

    private static func firstDifference(_ expected: String, _ actual: String) -> String {
        let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let actual = actual.split(separator: "\n", omittingEmptySubsequences: false)
        let index =
            zip(expected, actual).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            ?? min(expected.count, actual.count)
        func line(_ lines: [Substring]) -> Substring { index < lines.count ? lines[index] : "(no line)" }
        return "at line \(index + 1):\n- \(line(expected))\n+ \(line(actual))"
    }
}

package struct SnapshotMismatch: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}
