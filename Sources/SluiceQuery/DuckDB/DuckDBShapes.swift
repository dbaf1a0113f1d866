import SluiceCore

/// Reads the columns of files, and reads text files (CSV, JSON lines) through once: DuckDB checks only the columns that
/// a statement uses, and a row that is ragged or not UTF-8 makes the file unusable, not one measure.
struct DuckDBShapes {
    let session: DuckDBSession

    func read(_ files: Set<DataFile>) async -> [DataFile: Result<FileShape, EngineError>] {
        let files = files.sorted { ($0.label, $0.digest) < ($1.label, $1.digest) }
        var shapes: [DataFile: Result<FileShape, EngineError>] = [:]
        let rows = await session.rows(files.flatMap(questions))
        var next = 0
        for file in files {
            let count = questions(file).count
            let answers = rows[next..<(next + count)]
            next += count
            do throws(EngineError) {
                var values: [JSON] = []
                for answer in answers { values.append(try answer.get()) }
                shapes[file] = .success(try shape(file, values))
            } catch {
                shapes[file] = .failure(error.about(file))
            }
        }
        await validate(&shapes)
        return shapes
    }

    private func reader(_ file: DataFile) -> DuckDBReader {
        // The path is one that Sluice chose: it holds no quote.
        DuckDBReader(file.format, path: "'\(session.sandbox.path(of: file))'")
    }

    private func questions(_ file: DataFile) -> [String] {
        let reader = reader(file)
        return switch file.format {
        case .parquet:
            [
                "SELECT list({n: name, t: type, c: num_children, v: converted_type, l: logical_type}) AS a "
                    + "FROM \(reader.parquetSchema)",
                "SELECT list(column_type) AS a FROM (DESCRIBE SELECT * FROM \(reader.parquetAsItIs))",
            ]
        case .csv, .csvGzip: ["SELECT list(line) AS a FROM (SELECT line FROM \(reader.csvLines) LIMIT 64)"]
        case .jsonLines:
            [
                "SELECT list({n: column_name, t: column_type}) AS a "
                    + "FROM (DESCRIBE SELECT * FROM \(reader.jsonLinesDetected))",
                "SELECT list(DISTINCT k) AS a FROM (SELECT unnest(json_keys(json)) AS k FROM \(reader.jsonLinesRaw))",
            ]
        }
    }

    private func shape(_ file: DataFile, _ answers: [JSON]) throws(EngineError) -> FileShape {
        let lists = answers.map { $0["a"]?.items ?? [] }
        let shape: FileShape
        switch file.format {
        case .parquet:
            let columns = ParquetSchema.columns(lists[0])
            let types = lists[1].map { $0.text ?? "" }
            guard columns.count == types.count, !columns.isEmpty else {
                throw EngineError(.failed, "the Parquet schema cannot be understood")
            }
            shape = FileShape(
                columns: zip(columns, types).map { column, type in
                    let kind = DuckDBTypes.columnType(type)
                    return ColumnInfo(
                        name: column.name, type: kind, physicalType: column.type ?? type, isUntyped: false)
                })
        case .csv, .csvGzip:
            guard !lists[0].isEmpty else { throw EngineError(.failed, "the file is empty") }
            let header = try CSVHeader(lines: lists[0].map(\.text))
            let columns = header.names.map { name in
                ColumnInfo(name: name, type: .text, physicalType: "text", isUntyped: true)
            }
            shape = FileShape(columns: columns, delimiter: header.delimiter)
        case .jsonLines: shape = try jsonLines(lists[0], keys: lists[1])
        }
        // Refuses names that engines take for the same.
        _ = try Schema(shape)
        return shape
    }

    private func jsonLines(_ columns: [JSON], keys: [JSON]) throws(EngineError) -> FileShape {
        var infos: [ColumnInfo] = []
        for column in columns {
            guard let name = column["n"]?.text, let type = column["t"]?.text else { throw DuckDBAnswers.unexpected }
            guard name.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
                throw EngineError(.failed, "a key holds a control character")
            }
            infos.append(
                ColumnInfo(name: name, type: DuckDBTypes.columnType(type), physicalType: type, isUntyped: false))
        }
        // DuckDB renames keys that differ in case only; then the names are not the file's.
        guard Set(keys.map { Array(($0.text ?? "").utf8) }) == Set(infos.map { Array($0.name.utf8) }) else {
            throw EngineError(
                .failed, "two keys differ in upper and lower case only",
                remedy: "Rename one of them: engines do not tell them apart.")
        }
        return FileShape(columns: infos)
    }

    private func validate(_ shapes: inout [DataFile: Result<FileShape, EngineError>]) async {
        var scans: [(file: DataFile, text: String)] = []
        for (file, shape) in shapes where file.format != .parquet {
            guard let shape = try? shape.get() else { continue }
            let names = shape.columns.indices.map { "c\($0)" }
            let dialect = DuckDBDialect()
            do throws(EngineError) {
                let source: String
                if file.format == .jsonLines {
                    var fields: [(String, String, String)] = []
                    for (column, name) in zip(shape.columns, names) {
                        let type = DuckDBTypes.jsonLinesType(column.physicalType)
                        fields.append((name, try dialect.text(column.name), type))
                    }
                    source = reader(file).jsonLines(fields: fields)
                } else {
                    source = reader(file).csv(names: names, delimiter: try dialect.text(shape.delimiter ?? ","))
                }
                let counts = names.map { "count(\($0))" }.joined(separator: ", ")
                scans.append((file, "SELECT list_sum([\(counts)]) AS a FROM \(source)"))
            } catch {
                shapes[file] = .failure(error.about(file))
            }
        }
        scans.sort { ($0.file.label, $0.file.digest) < ($1.file.label, $1.file.digest) }
        guard !scans.isEmpty else { return }
        for (scan, row) in zip(scans, await session.rows(scans.map(\.text))) {
            if case .failure(let error) = row { shapes[scan.file] = .failure(error.about(scan.file)) }
        }
    }
}

extension EngineError {
    /// The same error, naming the file where the message does not.
    func about(_ file: DataFile) -> EngineError {
        message.contains(file.label) ? self : EngineError(kind, "\(file.label): \(message)", remedy: remedy)
    }
}

/// The flattened schema of a Parquet file: a root, then each column followed by its children.
enum ParquetSchema {
    /// The top-level columns; `type` is the file's word, such as `INT64` or `BYTE_ARRAY (UTF8)`, nil for groups.
    static func columns(_ elements: [JSON]) -> [(name: String, type: String?)] {
        var columns: [(name: String, type: String?)] = []
        var index = 1
        while index < elements.count {
            let element = elements[index]
            // The newer annotation is printed as `UUIDType()`.
            let logical = element["l"]?.text.map { String($0.prefix { $0 != "(" }).replacing("Type", with: "") }
            let annotation = element["v"]?.text ?? logical
            let type = element["t"]?.text.map { type in annotation.map { "\(type) (\($0))" } ?? type }
            columns.append((element["n"]?.text ?? "", type))
            var children = 1
            while children > 0, index < elements.count {
                children += Int(elements[index]["c"]?.int ?? 0) - 1
                index += 1
            }
        }
        return columns
    }
}
