package import SluiceCore

/// The code that trained the version.
package struct CodeEntry: Sendable, Hashable {
    package var repository: String
    package var commit: ObjectID?
    /// The git tree at `path`: survives squash merges, where the commit may not.
    package var tree: ObjectID?
    package var path: String?
    package var location: SourceLocation

    package init(
        repository: String = ".", commit: ObjectID? = nil, tree: ObjectID? = nil, path: String? = nil,
        location: SourceLocation
    ) {
        self.repository = repository
        self.commit = commit
        self.tree = tree
        self.path = path
        self.location = location
    }
}

/// How the version was trained.
package struct RunEntry: Sendable, Hashable {
    package var command: [String]
    package var environmentFile: String?
    package var environmentDigest: Digest?
    package var environmentLocation: SourceLocation?
    package var seed: String?
    /// Where the command leaves its metrics and, by artifact name, its artifacts; relative to the code's path.
    package var outputs: Outputs?
    /// How far a metric of a re-execution may be off, in the metric's own unit.
    package var metricTolerance: Double?
    package var location: SourceLocation

    package struct Outputs: Sendable, Hashable {
        package var metrics: String?
        package var artifacts: [String: String]

        package init(metrics: String? = nil, artifacts: [String: String] = [:]) {
            self.metrics = metrics
            self.artifacts = artifacts
        }
    }

    package init(
        command: [String] = [], environmentFile: String? = nil, environmentDigest: Digest? = nil,
        environmentLocation: SourceLocation? = nil, seed: String? = nil, outputs: Outputs? = nil,
        metricTolerance: Double? = nil, location: SourceLocation
    ) {
        self.command = command
        self.environmentFile = environmentFile
        self.environmentDigest = environmentDigest
        self.environmentLocation = environmentLocation
        self.seed = seed
        self.outputs = outputs
        self.metricTolerance = metricTolerance
        self.location = location
    }
}

/// What goes into a model and comes out.
package struct Signature: Sendable, Hashable {
    package struct Tensor: Sendable, Hashable {
        package var name: String
        package var type: String
        /// Nil where no shape is declared; a nil length is any length.
        package var shape: [Int64?]?

        package init(name: String, type: String, shape: [Int64?]? = nil) {
            self.name = name
            self.type = type
            self.shape = shape
        }
    }

    package var inputs: [Tensor]
    package var outputs: [Tensor]
    package var location: SourceLocation

    package init(inputs: [Tensor], outputs: [Tensor], location: SourceLocation) {
        self.inputs = inputs
        self.outputs = outputs
        self.location = location
    }
}
