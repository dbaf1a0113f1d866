import SluiceCore
package import SluiceQuery
package import SluiceRegistry

/// What the metrics of one version on one dataset are computed from: the predictions of the version, and the test data
/// that holds labels and weights. How they are read is the model's word.
package struct MetricSource: Sendable, Hashable {
    package let model: Model
    package let dataset: String
    package let test: RowSource?
    package let predictions: RowSource?

    /// - Parameters:
    ///   - version: how statements name the version, such as `flight-delay@1.1.0`.
    ///   - testVersion: the version under whose name the test data is read, where it differs: a baseline is compared on
    ///     the candidate's test data, so that both are read once.
    package init(
        model: Model, dataset: String, test: DataEntry?, predictions: DataEntry?, version: String,
        testVersion: String? = nil
    ) {
        self.model = model
        self.dataset = dataset
        self.test = test.map { RowSource($0, label: "\(testVersion ?? version):\(dataset)") }
        self.predictions = predictions.map { RowSource($0, label: "\(version):predictions/\(dataset)") }
    }

    var role: DataRole? { model.role(dataset) }
    var defaults: PredictionDefaults? { model.predictionDefaults(dataset) }

    /// What must be known of the files before any measure over them can be named.
    func needs(_ facts: Facts) -> [Need] {
        [test, predictions].compactMap { $0?.rows }.flatMap { rows -> [Need] in
            switch facts.bytes[rows.reference] {
            case nil: [.bytes(rows.reference)]
            case .present: [.shape(rows.file)]
            case .differs, .absent: []
            }
        }
    }

    /// The files and how they are read; nil while not all is known.
    ///
    /// - Parameter column: one more column of the predictions, for metrics over a named column.
    /// - Throws: why no metric can be computed.
    func layout(_ facts: Facts, column: String? = nil) throws(MetricProblem) -> PredictionLayout? {
        guard let predictions else {
            throw .errored("the version records no predictions on `\(dataset)`")
        }
        guard let test else {
            throw .errored("the version records predictions on `\(dataset)`, and no dataset of that name")
        }
        let files = try (test.ready(facts), predictions.ready(facts))
        guard let testFile = files.0, let predictionsFile = files.1 else { return nil }
        return try PredictionLayout(self, test: testFile, predictions: predictionsFile, column: column)
    }
}

/// A recorded file of rows, or why it is none.
package enum RowSource: Sendable, Hashable {
    case file(FileReference, DataFile)
    /// Not a file in a format of rows; the sentence says what it is.
    case unsupported(String)

    init(_ entry: DataEntry, label: String) {
        switch entry.source {
        case .file(let uri, let digest):
            if let format = DataFormat(path: uri) {
                let file = DataFile(digest: digest, format: format, label: label)
                self = .file(FileReference(path: uri, digest: digest), file)
            } else {
                self = .unsupported("`\(uri)` is in no format of rows that is read here: Parquet, CSV or JSON lines")
            }
        case .folder(let uri, _, _):
            self = .unsupported("`\(uri)` is a folder: metrics over folders are not built in this release")
        case .table(let name, _, _):
            self = .unsupported("`\(name)` is a table: metrics over tables are not built in this release")
        }
    }

    var rows: (reference: FileReference, file: DataFile)? {
        guard case .file(let reference, let file) = self else { return nil }
        return (reference, file)
    }

    /// The file with its columns; nil while they are not known.
    func ready(_ facts: Facts) throws(MetricProblem) -> ShapedFile? {
        let reference: FileReference
        let file: DataFile
        switch self {
        case .unsupported(let reason): throw .notRun(reason)
        case .file(let named, let rows): (reference, file) = (named, rows)
        }
        switch facts.bytes[reference] {
        case nil: return nil
        case .differs: throw .notRun("`\(reference.path)` has other bytes than those recorded (see data/digest)")
        case .absent(let sentence): throw .errored("the bytes of `\(reference.path)` are missing: \(sentence)")
        case .present: break
        }
        switch facts.shapes[file] {
        case nil: return nil
        case .failure(let error): throw .errored("`\(reference.path)` cannot be read: \(error.message)")
        case .success(let shape): return ShapedFile(file: file, shape: shape, path: reference.path)
        }
    }
}

/// A file of rows whose columns are known.
struct ShapedFile: Sendable {
    let file: DataFile
    let shape: FileShape
    /// Relative to the repository root, for messages.
    let path: String

    func column(_ name: String, as role: String) throws(MetricProblem) -> ColumnInfo {
        guard let column = shape.column(name) else {
            throw .errored("`\(path)` has no column `\(name)`, which model.yaml names as the \(role)")
        }
        return column
    }
}
