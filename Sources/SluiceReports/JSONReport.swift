package import SluiceCore

/// The result document itself.
package enum JSONReport {
    package static func render(_ result: CheckResult) -> String { result.json.pretty }
}
