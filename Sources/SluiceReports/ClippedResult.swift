import SluiceCore

extension CheckResult {
    /// This result with every text cut to more than any report shows of it, so that a document with megabytes of text
    /// costs one pass and not one per comparison. SQL is cut where it is shown.
    var clipped: CheckResult {
        var result = self
        clipText(&result.registryName)
        clipText(&result.registryPath)
        clipText(&result.notices)
        clipText(&result.scope)
        for index in result.subjects.indices { result.subjects[index].clip() }
        for index in result.findings.indices { result.findings[index].clip() }
        for index in result.statements.indices {
            clipText(&result.statements[index].engine)
            clipText(&result.statements[index].relation)
        }
        return result
    }
}

/// More scalars than any one text is shown with.
private let clipLength = 2_000

private func clipText(_ text: inout String) {
    guard text.utf8.count > clipLength else { return }
    text = String(String.UnicodeScalarView(text.unicodeScalars.prefix(clipLength)))
}

private func clipText(_ text: inout String?) {
    guard var present = text else { return }
    clipText(&present)
    text = present
}

private func clipText(_ texts: inout [String]) {
    for index in texts.indices { clipText(&texts[index]) }
}

private func clipKeys<Value>(_ values: inout [String: Value]) {
    guard values.keys.contains(where: { $0.utf8.count > clipLength }) else { return }
    let entries = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { key, value in
        var key = key
        clipText(&key)
        return (key, value)
    }
    values = Dictionary(entries) { first, _ in first }
}

extension Finding {
    fileprivate mutating func clip() {
        clipText(&check)
        for path in [\Finding.rule, \.model, \.version, \.stage, \.dataset, \.column, \.slice, \.observed, \.expected] {
            clipText(&self[keyPath: path])
        }
        clipText(&message)
        clipText(&remedy)
        clipText(&waiver)
        for index in samples.indices {
            clipKeys(&samples[index])
            for key in samples[index].keys { clipText(&samples[index][key]) }
        }
        guard let place = location, place.file.utf8.count > clipLength else { return }
        var file = place.file
        clipText(&file)
        location = SourceLocation(file: file, line: place.line, column: place.column)
    }
}

extension SubjectResult {
    fileprivate mutating func clip() {
        for path in [\SubjectResult.model, \.version, \.task, \.stage, \.reproducibility] {
            clipText(&self[keyPath: path])
        }
        if var present = baseline {
            clipText(&present.version)
            clipText(&present.stage)
            baseline = present
        }
        for index in metrics.indices { metrics[index].clip() }
        for index in slicesNotJudged.indices {
            clipText(&slicesNotJudged[index].slice)
            clipText(&slicesNotJudged[index].reason)
        }
        for index in distributions.indices {
            clipText(&distributions[index].column)
            clipText(&distributions[index].edges)
        }
        clipKeys(&changes.params)
        for key in changes.params.keys {
            changes.params[key] = changes.params[key]?.map { value in
                var value = value
                clipText(&value)
                return value
            }
        }
        for index in changes.data.indices { clipText(&changes.data[index].name) }
        for index in changes.artifacts.indices { clipText(&changes.artifacts[index].name) }
        clipText(&changes.code)
        clipText(&next)
        clipKeys(&digests)
    }
}

extension MetricRow {
    fileprivate mutating func clip() {
        clipText(&metric)
        clipText(&dataset)
        for path in [\MetricRow.slice, \.gate, \.baseline, \.method, \.limit] {
            clipText(&self[keyPath: path])
        }
    }
}
