import SluiceRegistry
import Testing

/// A file that must be refused with exactly one error, on one line.
struct HostileFile: Sendable, CustomTestStringConvertible {
    var kind: ManifestKind
    /// What is wrong.
    var name: String
    var text: String
    var line: Int
    /// A part of the message.
    var message: String

    var testDescription: String { "\(kind.rawValue): \(name)" }

    /// A good file of `kind` with one edit.
    static func edit(
        _ kind: ManifestKind, _ name: String, _ old: String, _ new: String, line: Int, _ message: String
    ) -> HostileFile {
        let text = good(kind).replacing(old, new)
        precondition(text != good(kind), "\(name) edits nothing")
        return HostileFile(kind: kind, name: name, text: text, line: line, message: message)
    }

    static func good(_ kind: ManifestKind) -> String {
        switch kind {
        case .registry: Fixture.policy
        case .model: Fixture.model
        case .modelVersion: Fixture.version("1.1.0", parent: "1.0.0")
        default: Fixture.pointer("1.0.0")
        }
    }

    static let all: [HostileFile] = yaml + policies + models + gates + versions + pointers + long

    /// Files that are refused before a key is read.
    static let yaml: [HostileFile] = [
        .edit(.model, "an anchor", "name: flight", "name: &a flight", line: 3, "an anchor"),
        .edit(.model, "an alias", "card: ./CARD.md", "card: *a", line: 6, "an alias"),
        .edit(.model, "a tag", "name: flight", "name: !!str flight", line: 3, "a tag"),
        .edit(.model, "an own tag", "name: flight", "name: !ruby/object:X flight", line: 3, "a tag"),
        .edit(.model, "a merge key", "card: ./CARD.md", "<<: {card: ./CARD.md}", line: 6, "a merge key"),
        .edit(.model, "a duplicate key", "card: ./CARD.md", "name: other", line: 6, "written twice"),
        .edit(.model, "a duplicate key in a flow", "min: 0.6", "min: 0.6, min: 0.1", line: 13, "written twice"),
        .edit(.model, "a second document", "card: ./CARD.md", "---\ncard: ./CARD.md", line: 6, "a second document"),
        HostileFile(
            kind: .model, name: "a directive", text: "%YAML 1.2\n---\n" + Fixture.model, line: 1, message: "a directive"
        ),
        HostileFile(
            kind: .model, name: "a byte order mark", text: "\u{FEFF}" + Fixture.model, line: 1,
            message: "byte order mark"),
        .edit(.model, "a lone carriage return", "name: flight\n", "name: flight\r", line: 3, ""),
        .edit(.model, "a next line character", "card: ./CARD.md", "title: a\u{85}card: x", line: 6, ""),
        .edit(.model, "a line separator", "card: ./CARD.md", "title: a\u{2028}card: x", line: 6, ""),
        .edit(.model, "a NUL", "card: ./CARD.md", "title: a\u{0}b", line: 6, ""),
        HostileFile(kind: .model, name: "nothing", text: "", line: 1, message: "empty"),
        HostileFile(kind: .model, name: "only a comment", text: "# nothing\n", line: 1, message: "empty"),
        HostileFile(kind: .model, name: "a list", text: "- a\n- b\n", line: 1, message: "must be a mapping"),
        HostileFile(kind: .model, name: "a text", text: "just text\n", line: 1, message: "must be a mapping"),
        HostileFile(
            kind: .model, name: "an alias bomb",
            text: "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n", line: 1, message: "an anchor"),
        HostileFile(
            kind: .model, name: "a deep list", text: "a: " + String(repeating: "[", count: 900) + "\n", line: 1,
            message: "deep"),
        HostileFile(
            kind: .model, name: "a wide list", text: "a: [" + String(repeating: "x,", count: 100_001) + "]\n", line: 1,
            message: "more than 100000 values"),
        HostileFile(
            kind: .model, name: "a key that is a list", text: "? [a, b]\n: c\n", line: 1,
            message: "a key that is a list"),
    ]

    static let policies: [HostileFile] = [
        .edit(.registry, "another version of the format", "sluice/v1", "sluice/v2", line: 1, "`apiVersion` must be"),
        .edit(.registry, "another kind", "kind: Registry", "kind: Model", line: 2, "`kind` must be `Registry`"),
        .edit(
            .registry, "an unknown key", "branch: main", "branch: main\nbranches: [main]", line: 6,
            "unknown key `branches`"),
        .edit(.registry, "a missing key", "branch: main\n", "", line: 1, "lacks the required key `branch`"),
        .edit(.registry, "an id in upper case", "3f1c7a52", "3F1C7A52", line: 4, "must be a UUID"),
        .edit(.registry, "a branch that is a flag", "main", "--upload-pack=x", line: 5, "must be a branch name"),
        .edit(.registry, "a branch that is a ref", "main", "refs/heads/main", line: 5, "must be a branch name"),
        .edit(.registry, "a stage like a version", "name: production", "name: 1.0.0", line: 8, "the name of a stage"),
        .edit(.registry, "a stage twice", "name: production", "name: staging", line: 8, "declared twice"),
        .edit(.registry, "a stage from nowhere", "stage: staging", "stage: canary", line: 9, "which is not declared"),
        .edit(
            .registry, "stages in a circle", "name: staging", "{name: staging, from: [{stage: production}]}", line: 7,
            ""),
        .edit(.registry, "a root above", "data/", "../data/", line: 11, "holds `..`"),
        .edit(.registry, "a root without slash", "data/", "data", line: 11, "ends in `/`"),
        .edit(.registry, "an absolute root", "data/", "/", line: 11, "`roots`"),
        .edit(
            .registry, "a soak that is a number", "{stage: staging}", "{stage: staging, soak: 24}", line: 9,
            "a duration"),
        .edit(
            .registry, "a family with an odd name", "name: staging", "{name: staging, requires: [a/b/c]}", line: 7, ""),
        .edit(
            .registry, "an unknown engine", "branch: main", "branch: main\nengines: {x: {kind: bash}}", line: 6,
            "one of duckdb"),
        .edit(
            .registry, "an engine's command", "branch: main", "branch: main\nengines: {x: {kind: duckdb, command: sh}}",
            line: 6, "unknown key `command`"),
        .edit(
            .registry, "a huge memory", "branch: main",
            "branch: main\nengines: {x: {kind: duckdb, memory: 99999999999GB}}", line: 6, "a size"),
        .edit(
            .registry, "a team without @", "branch: main", "branch: main\nteams: {release: [anna]}", line: 6,
            "a team is `@`"),
        .edit(
            .registry, "a wildcard principal", "branch: main", "branch: main\nteams: {\"@r\": [\"*\"]}", line: 6,
            "must be a principal"),
        .edit(
            .registry, "a team for approval that is missing", "    from: [{stage: staging}]",
            "    approvals: [{required: 1, from: [\"@x\"]}]", line: 9, "is not declared"),
        .edit(
            .registry, "a freeze that ends first", "    from: [{stage: staging}]",
            "    freeze: [{from: 2027-01-01T00:00:00Z, until: 2026-01-01T00:00:00Z, reason: x}]", line: 9, "ends before"
        ),
    ]

    static let models: [HostileFile] = [
        .edit(.model, "a name above", "name: flight", "name: ../flight", line: 3, "must be a name"),
        .edit(.model, "a look-alike", "name: flight", "name: fl\u{0456}ght", line: 3, "must be a name"),
        .edit(.model, "a zero-width name", "name: flight", "name: fli\u{200B}ght", line: 3, "must be a name"),
        .edit(
            .model, "an unknown task", "binary-classification", "clasification", line: 4, "one of binary-classification"
        ),
        .edit(.model, "owners as text", "[\"@flights\"]", "me", line: 5, "must be a list"),
        .edit(.model, "no owner", "[\"@flights\"]", "[]", line: 5, "names nobody"),
        .edit(.model, "a card above", "./CARD.md", "../../CARD.md", line: 6, "holds `..`"),
        .edit(.model, "a card on the web", "./CARD.md", "https://evil.example/c", line: 6, "has a scheme"),
        .edit(.model, "a card in .git", "./CARD.md", ".GIT/config", line: 6, "reaches into `.git`"),
        .edit(.model, "a contract with a wildcard", "flights.odcs", "*.odcs", line: 9, "`contract` holds one of"),
        .edit(.model, "an unknown role", "role: train", "role: trian", line: 8, "one of train"),
        .edit(.model, "NO as a boolean", "optional: true", "optional: NO", line: 8, "true or false"),
        .edit(.model, "an unknown column", "score: p_late", "scroe: p_late", line: 11, "unknown key `scroe`"),
        .edit(
            .model, "predictions of no dataset", "  test: {columns", "  tset: {columns", line: 11, "does not declare"),
        .edit(.model, "an infinite threshold", "p_late}}", "p_late}, threshold: .inf}", line: 11, "finite number"),
        .edit(
            .model, "a built-in metric as its own", "gates:", "metrics: {roc_auc: {direction: lower}}\ngates:",
            line: 12, "built-in metric"),
        .edit(
            .model, "an own metric without direction", "gates:", "metrics: {toxicity: {}}\ngates:", line: 12,
            "required key `direction`"),
        .edit(.model, "a label that is a list", "card: ./CARD.md", "labels: {a: [b]}", line: 6, "the label `a`"),
        .edit(
            .model, "a pin that is no digest", "role: train", "pin: \"sha256:abc\", role: train", line: 8,
            "must be a digest"),
        .edit(
            .model, "a model that continues itself", "card: ./CARD.md", "continues: flight", line: 6, "continues itself"
        ),
    ]

    static let gates: [HostileFile] = [
        .edit(.model, "a NaN bound", "min: 0.6", "min: .nan", line: 13, "finite number"),
        .edit(.model, "a bound that overflows", "min: 0.6", "min: 1e999", line: 13, "finite number"),
        .edit(.model, "a hexadecimal bound", "min: 0.6", "min: 0x1p-3", line: 13, "finite number"),
        .edit(.model, "an unknown metric", "metric: roc_auc", "metric: roc_acu", line: 13, "no metric of a binary"),
        .edit(.model, "an unknown dataset", "dataset: test", "dataset: tset", line: 13, "reads the dataset `tset`"),
        .edit(.model, "a gate that judges nothing", ", min: 0.6", "", line: 13, "judges nothing"),
        .edit(.model, "bounds the wrong way", "min: 0.6", "min: 0.6, max: 0.5", line: 13, "greater than `max`"),
        .edit(
            .model, "a negative worsening", "min: 0.6", "change: {against: target, maxWorsening: -0.1}", line: 13,
            "0 or greater"),
        .edit(.model, "a certain confidence", "min: 0.6", "min: 0.6, confidence: 1", line: 13, "below 1"),
        .edit(
            .model, "a change of what has no direction", "roc_auc, dataset: test, min: 0.6",
            "selection_rate, dataset: test, change: {against: target, maxWorsening: 0}", line: 13, "no direction"),
        .edit(
            .model, "a parameter twice", "metric: roc_auc", "metric: fbeta(beta=2), beta: 2", line: 13, "written twice"),
        .edit(
            .model, "a parameter of another metric", "metric: roc_auc", "metric: roc_auc, k: 3", line: 13,
            "takes no `k`"),
        .edit(
            .model, "a huge k", "metric: roc_auc", "metric: accuracy, k: 99999999999999999999", line: 13,
            "a whole number"),
        .edit(
            .model, "an id twice", "min: 0.6}",
            "min: 0.6}\n  - {id: auc-floor, metric: accuracy, dataset: test, min: 0}", line: 14, "used twice"),
        .edit(
            .model, "two rates", "metric: roc_auc", "metric: recall, at: {precision: 0.5, selection_rate: 0.1}",
            line: 13, "names one rate"),
        .edit(.model, "an unknown severity", "min: 0.6", "min: 0.6, severity: fatal", line: 13, "one of info"),
        .edit(
            .model, "fairness with a typing error", "min: 0.6", "fairness: {by: x, maxDiference: 0.1, minRatio: 0.8}",
            line: 13, "unknown key `maxDiference`"),
    ]

    static let versions: [HostileFile] = [
        .edit(
            .modelVersion, "a version with build metadata", "version: 1.1.0", "version: 1.1.0+b", line: 4,
            "must be a version"),
        .edit(
            .modelVersion, "a version with a leading zero", "version: 1.1.0", "version: 1.01.0", line: 4,
            "must be a version"),
        .edit(.modelVersion, "30 February", "2026-11-20", "2026-02-30", line: 5, "must be an instant"),
        .edit(.modelVersion, "a time zone", "10:00:00Z", "10:00:00+01:00", line: 5, "must be an instant"),
        .edit(.modelVersion, "an artifact above", "data/1.1.0.onnx", "../../etc/passwd", line: 8, "holds `..`"),
        .edit(.modelVersion, "an absolute artifact", "data/1.1.0.onnx", "/etc/passwd", line: 8, "is absolute"),
        .edit(
            .modelVersion, "an artifact with a glob", "uri: data/1.1.0.onnx", "uri: \"data/[a].onnx\"", line: 8,
            "holds one of"),
        .edit(
            .modelVersion, "an artifact on the web", "data/1.1.0.onnx", "s3://bucket/m.onnx", line: 8, "has a scheme"),
        .edit(
            .modelVersion, "a path with a bidirectional mark", "uri: data/1.1.0.onnx", "uri: \"data/\\u202Exnno.m\"",
            line: 8, "invisible"),
        .edit(
            .modelVersion, "a path with a line end", "uri: data/1.1.0.onnx", "uri: \"data/a\\nb\"", line: 8, "control"),
        .edit(
            .modelVersion, "a digest in upper case", "onnx, digest: \"sha256:aaaa", "onnx, digest: \"sha256:AAAA",
            line: 8, "must be a digest"),
        .edit(
            .modelVersion, "an unknown format", "name: model,", "name: model, format: exe,", line: 8,
            "one of safetensors"),
        .edit(
            .modelVersion, "an artifact twice", "artifacts:",
            "artifacts:\n  - {name: model, uri: data/x, digest: \"\(Fixture.digest)\"}", line: 9, "listed twice"),
        .edit(.modelVersion, "a negative count", "rows: 10", "rows: -1", line: 10, "a whole number"),
        .edit(
            .modelVersion, "rows beyond 64 bits", "rows: 10", "rows: 9223372036854775808", line: 10, "a whole number"),
        .edit(
            .modelVersion, "a table and a file", "digest: \"\(Fixture.digest)\", rows: 10",
            "table: t, engine: duckdb, fingerprint: x", line: 10, "exclude each other"),
        .edit(.modelVersion, "a claim of NaN", "roc_auc: 0.66", "roc_auc: nan", line: 12, "finite number"),
        .edit(
            .modelVersion, "a claim in another spelling", "roc_auc: 0.66", "\"fbeta(beta=2.0)\": 0.66", line: 12,
            "no canonical name"),
        .edit(.modelVersion, "a short commit", "metrics:", "code: {commit: 4f1c}\nmetrics:", line: 11, "a commit"),
        .edit(
            .modelVersion, "an environment without digest", "metrics:", "run: {environment: {file: data/l}}\nmetrics:",
            line: 11, "required key `digest`"),
        .edit(
            .modelVersion, "a shape with a fraction", "metrics:",
            "signature: {inputs: [{name: a, type: b, shape: [1.5]}]}\nmetrics:", line: 11, "a length or null"),
    ]

    static let long: [HostileFile] = [
        .edit(
            .model, "a thousand owners", "\"@flights\"", (0...1_000).map { "o\($0)" }.joined(separator: ","), line: 5,
            "entries"),
        .edit(
            .model, "a thousand gates", "gates:\n", "gates:\n" + String(repeating: "  - {}\n", count: 1_000), line: 13,
            "entries"),
        .edit(
            .registry, "a thousand stages", "stages:\n", "stages:\n" + String(repeating: "  - {}\n", count: 1_000),
            line: 7, "entries"),
    ]

    static let pointers: [HostileFile] = [
        .edit(
            .stagePointer, "a comment key", "stage: staging", "stage: staging\nnote: x", line: 5, "unknown key `note`"),
        .edit(
            .stagePointer, "a hold without a reason", "stage: staging", "stage: staging\nhold: \"1.0.0: \"", line: 5,
            "<version>: <reason>"),
        .edit(.stagePointer, "no digest", "digest: \"\(Fixture.digest)\"\n", "", line: 1, "required key `digest`"),
        .edit(.stagePointer, "a nested version", "version: 1.0.0", "version: {major: 1}", line: 5, "must be a version"),
    ]
}
