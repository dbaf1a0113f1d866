/// The checks of the metrics family, in the order of the documentation.
package enum MetricChecks {
    package static let all: [any Check] = [
        MetricCoverage(), MetricClaim(), MetricThreshold(), MetricChange(), MetricUnbuilt(.slices),
        MetricUnbuilt(.fairness),
    ]
}
