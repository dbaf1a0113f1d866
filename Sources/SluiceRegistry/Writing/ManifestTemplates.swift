import SluiceCore
import SluiceYAML

/// The files that `init` writes: short, with comments for the people who will edit them.
package enum ManifestTemplates {
    /// `sluice.yaml`
    /// - Parameters:
    ///   - id: a new UUID in lower case.
    ///   - root: the registry's folder; empty for the root of the repository.
    package static func policy(name: String, id: String, branch: String, root: String) -> String {
        let own = root.isEmpty || root == "." ? "models/" : root + "/"
        return """
            # The registry: its stages, and where data may lie. A change to this file is judged by the file as it stands
            # on the branch below.
            apiVersion: sluice/v1
            kind: Registry
            \(line("name", name))
            \(line("id", id))  # never changes
            \(line("branch", branch))  # where promotions go
            stages:
              - name: staging
              - name: production
                from: [{stage: staging}]
            data:
              # Where manifests may point; nothing else is read.
              roots: [data/, \(value(own))]

            """
    }

    /// `model.yaml`
    /// - Parameter owner: a team or a person, such as git's `user.email`.
    package static func model(name: String, task: ModelTask, owner: String) -> String {
        """
        # What the model is for, who owns it, which data its versions use, and the gates that each version passes.
        apiVersion: sluice/v1
        kind: Model
        \(line("name", name))
        \(line("task", task.rawValue))
        owners: [\(quoted(owner))]
        card: ./CARD.md
        data:
          # `id` and `label` are columns of the test data. A contract holds the data to rules:
          # `sluice data infer FILE` proposes one, `contract: ./contracts/NAME.odcs.yaml` binds it.
          train: {role: train, optional: true}
          test: {role: test, id: id, label: label}
        predictions:
          # Columns of the predictions file: one row for each row of the test data.
          test: {columns: {id: id, \(predictionColumn(task))}}
        \(gates(task))

        """
    }

    /// `CARD.md`
    package static func card(name: String) -> String {
        """
        # \(name)

        ## Intended use

        What the model decides or supports, for whom, and what it is not for.

        ## Training data

        Where the data come from, which time they cover, and what was left out.

        ## Evaluation

        On which data the model was tested, and what the figures mean for its use.

        ## Limitations

        Where the model is known to be wrong, and who should not rely on it.

        """
    }

    private static func predictionColumn(_ task: ModelTask) -> String {
        switch task {
        case .binaryClassification, .scored: "score: score"
        case .multiclassClassification, .regression: "prediction: prediction"
        case .ranking: "query: query, score: score"
        }
    }

    /// A comparison with what the stage holds needs no number that only the team can know; where its unit is the
    /// data's own, it is left to the team.
    private static func gates(_ task: ModelTask) -> String {
        switch task {
        case .binaryClassification: changeGate("roc_auc")
        case .multiclassClassification: changeGate("accuracy")
        case .ranking: changeGate("ndcg@10")
        case .regression: commented("rmse", "max: 10")
        case .scored: commented("mean", "min: 0.8")
        }
    }

    private static func changeGate(_ metric: String) -> String {
        """
        gates:
          # At most this much worse than the version that the stage holds.
          - {metric: \(metric), dataset: test, change: {against: target, maxWorsening: 0.01}}
        """
    }

    private static func commented(_ metric: String, _ bound: String) -> String {
        """
        # gates:
        #   - {metric: \(metric), dataset: test, \(bound)}
        """
    }

    private static func line(_ key: String, _ text: String) -> String { "\(key): \(value(text))" }

    private static func value(_ text: String) -> String { scalar(.text(text)) }

    private static func quoted(_ text: String) -> String { scalar(.quoted(text)) }

    /// As `YAMLWriter` spells it.
    private static func scalar(_ value: YAMLValue) -> String {
        String(YAMLWriter.write([YAMLField("k", value)]).dropFirst(3).dropLast())
    }
}
