import FoundationEssentials
import SluiceChecks
import SluiceCore
import Testing

/// Values of scikit-learn, from `Tests/Golden/binary.json` (made by `Scripts/golden/binary.py`).
@Suite struct GoldenBinaryTests {
    @Test(arguments: try GoldenCase.all()) func `metrics equal scikit-learn's`(_ golden: GoldenCase) async throws {
        let bench = try await MetricBench()
        var model = MetricModel()
        let files = try golden.files(bench, &model)
        for isWeighted in [false, true] {
            guard let expected = golden.expectations(weighted: isWeighted) else {
                #expect(isWeighted, "every case has values without weights")
                continue
            }
            #expect(expected.count > 20)
            let values = try await bench.values(
                Array(expected.keys), model, test: files.test, predictions: files.predictions)
            for (name, number) in expected {
                let comment: Comment = "\(golden.name): \(name)"
                guard let number else {
                    guard case .undefined = values[name] else {
                        Issue.record("\(comment) is undefined, not \(String(describing: values[name]))")
                        continue
                    }
                    continue
                }
                let found = try #require(values[name]?.number, "\(comment): \(String(describing: values[name]))")
                #expect(abs(found - number) <= 1e-9 * max(1, abs(number)), comment)
            }
        }
    }
}

struct GoldenCase: Sendable, CustomTestStringConvertible {
    let json: JSON

    static func all() throws -> [GoldenCase] {
        let bytes = try Data(contentsOf: URL(filePath: "\(MetricBench.repository)/Tests/Golden/binary.json"))
        return (try JSON.parse(bytes)["cases"]?.items ?? []).map(GoldenCase.init)
    }

    var name: String { json["name"]?.text ?? "" }
    var testDescription: String { name }

    /// By canonical name; nil where the metric is undefined.
    func expectations(weighted: Bool) -> [String: Double?]? {
        guard let part = json[weighted ? "weighted" : "unweighted"], case .object(let metrics)? = part["metrics"] else {
            return nil
        }
        var expected: [String: Double?] = [:]
        for (name, value) in metrics {
            let (head, arguments) = name.hasSuffix(")") ? (String(name.dropLast()), true) : (name, false)
            expected[weighted ? head + (arguments ? "," : "(") + "weight=true)" : name] = value.double
        }
        for point in part["operatingPoints"]?.items ?? [] {
            guard let metric = point["metric"]?.text, case .object(let at)? = point["at"], let rate = at.first else {
                continue
            }
            let value = JSON.number(rate.value.double ?? .nan).compact
            expected["\(metric)(at=\(rate.key):\(value)\(weighted ? ",weight=true" : ""))"] = point["value"]?.double
        }
        return expected
    }

    /// The case's files, or files that hold its rows; the model is told how to read them.
    func files(_ bench: MetricBench, _ model: inout MetricModel) throws -> (test: String, predictions: String) {
        let positive =
            switch json["positiveLabel"] {
            case .string(let text)?: "\"\(text)\""
            case let value?: value.compact
            case nil: "1"
            }
        let threshold = json["threshold"]?.compact ?? "0.5"
        if let test = json["test"], let predictions = json["predictions"] {
            let text = { (part: JSON, key: String) in part[key]?.text ?? "" }
            model.data =
                "role: test, id: \(text(test, "id")), label: \(text(test, "label")), weight: \(text(test, "weight"))"
            model.predictions =
                "columns: {id: \(text(predictions, "id")), score: \(text(predictions, "score"))}, "
                + "positiveLabel: \(positive), threshold: \(threshold)"
            return (try bench.repositoryFile(text(test, "file")), try bench.repositoryFile(text(predictions, "file")))
        }
        model.data = "role: test, id: id, label: y, weight: w"
        model.predictions = "columns: {id: id, score: s}, positiveLabel: \(positive), threshold: \(threshold)"
        let labels = json["labels"]?.items ?? []
        let scores = json["scores"]?.items ?? []
        let weights = json["weights"]?.items
        // JSON lines keep what the labels are: numbers, booleans or texts.
        let test = labels.indices.map { row in
            JSON.object(["id": .integer(Int64(row)), "y": labels[row], "w": weights?[row] ?? .integer(1)]).compact
                + "\n"
        }
        let predictions = scores.indices.reversed().map { row in
            JSON.object(["id": .integer(Int64(row)), "s": scores[row]]).compact + "\n"
        }
        return (
            try bench.write("test.jsonl", test.joined()), try bench.write("predictions.jsonl", predictions.joined())
        )
    }
}
