/// The header of a CSV file: what separates fields, and the names of columns.
struct CSVHeader {
    let delimiter: String
    let names: [String]

    private static let delimiters: [Unicode.Scalar] = [",", ";", "\t", "|"]

    /// - Parameter lines: the first lines of the file; nil where a line is empty.
    init(lines: [String?]) throws(EngineError) {
        guard let first = lines.first, let header = first.map(Self.withoutReturn), !header.isEmpty else {
            throw EngineError(.failed, "the first line is empty; a CSV file begins with the names of its columns")
        }
        let start = header.drop { $0 == " " }.prefix(5).lowercased()
        guard !start.hasPrefix("<") else {
            throw EngineError(
                .failed, "this is HTML or XML, not CSV",
                remedy: "Probably an error page was downloaded in place of the data.")
        }
        let record = try Self.record(lines)
        let counted = Self.delimiters.map { (delimiter: $0, fields: Self.fields(record, $0)) }
        let most = counted.compactMap { $0.fields?.count }.max() ?? 0
        guard let best = counted.first(where: { $0.fields?.count == most }), let fields = best.fields else {
            throw EngineError(.failed, "the quotes in the first line do not follow RFC 4180")
        }
        delimiter = String(best.delimiter)
        names = fields
    }

    private static func withoutReturn(_ line: String) -> String {
        line.unicodeScalars.last == "\r" ? String(line.unicodeScalars.dropLast()) : line
    }

    /// The first record: more than the first line where a quoted name holds line breaks.
    private static func record(_ lines: [String?]) throws(EngineError) -> [Unicode.Scalar] {
        var text = ""
        for line in lines {
            guard let line else { break }
            text += text.isEmpty ? line : "\n" + line
            if text.unicodeScalars.lazy.filter({ $0 == "\"" }).count % 2 == 0 {
                return Array(withoutReturn(text).unicodeScalars)
            }
        }
        throw EngineError(.failed, "a quote in the first line is never closed")
    }

    /// The fields of a record; nil where its quotes do not fit this delimiter.
    private static func fields(_ record: [Unicode.Scalar], _ delimiter: Unicode.Scalar) -> [String]? {
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var index = 0
        while true {
            if index < record.count, record[index] == "\"" {
                index += 1
                while true {
                    guard index < record.count else { return nil }
                    if record[index] != "\"" {
                        field.append(record[index])
                        index += 1
                    } else if index + 1 < record.count, record[index + 1] == "\"" {
                        field.append("\"")
                        index += 2
                    } else {
                        index += 1
                        break
                    }
                }
                guard index == record.count || record[index] == delimiter else { return nil }
            } else {
                while index < record.count, record[index] != delimiter {
                    guard record[index] != "\"" else { return nil }
                    field.append(record[index])
                    index += 1
                }
            }
            fields.append(String(field))
            field = String.UnicodeScalarView()
            guard index < record.count else { return fields }
            index += 1
        }
    }
}
