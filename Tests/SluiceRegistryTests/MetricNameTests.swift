import SluiceCore
import SluiceRegistry
import Testing

@Suite struct MetricNameTests {
    @Test(arguments: [
        "roc_auc", "f1_macro", "recall_weighted", "ndcg@10", "precision@5", "pass@1", "pass^3", "top_k_accuracy@3",
        "fbeta(beta=2)", "fbeta(beta=0.5)", "recall(class=mel)", "recall(class=each)", "mean(safe)", "p95(latency_ms)",
        "recall(at=false_positive_rate:0.001)", "recall(class=a%2Cb%28c%29)", "recall(class=mél x)", "toxicity",
        "pinball_loss(alpha=0.9)", "precision(threshold=0.25,weight=true)", "roc_auc(score=p_late)",
        "roc_auc_ovr_weighted", "mean(latency_ms,weight=true)", "my_own_macro",
    ]) func canonicalNamesReadBack(_ name: String) {
        #expect(MetricReference(canonical: name)?.canonicalName == name)
    }

    @Test(arguments: [
        "", "ROC_AUC", "roc-auc", "fbeta(beta=2.0)", "fbeta(beta=2", "fbeta()", "fbeta(beta=)", "fbeta(beta=nan)",
        "ndcg@0", "ndcg@", "ndcg@1.5", "ndcg@010", "recall(class=)", "recall(class=mel,class=nv)", "mean(a,b)",
        "recall(threshold=0.5,class=mel)", "recall(class=%zz)", "recall (class=mel)", "f1_macro(gamma=1)",
        "roc_auc(weight=false)", "precision@99999999999",
    ]) func otherNamesAreRefused(_ name: String) { #expect(MetricReference(canonical: name) == nil) }

    @Test func theCanonicalFormOfAnotherSpellingIsKnown() {
        #expect(MetricReference(lenient: "fbeta(beta=2.0)")?.canonicalName == "fbeta(beta=2)")
        #expect(
            MetricReference(lenient: "precision(weight=true, threshold=0.50)")?.canonicalName
                == "precision(threshold=0.5,weight=true)")
    }

    @Test(arguments: [
        ("roc_auc", ModelTask.binaryClassification), ("f1_macro", .multiclassClassification), ("rmse", .regression),
        ("ndcg@10", .ranking), ("pass@1", .scored), ("pass^3", .scored), ("mean", .scored), ("mean(x)", .regression),
        ("artifact_size", .ranking), ("recall(at=false_positive_rate:0.01)", .binaryClassification), ("mine", .scored),
    ]) func metricsOfATaskAreKnown(_ name: String, _ task: ModelTask) {
        #expect(MetricReference(canonical: name)?.problem(for: task, own: ["mine": .lower]) == nil)
    }

    @Test(arguments: [
        ("roc_auc", ModelTask.regression, "no metric of a regression"),
        ("f1", .multiclassClassification, "for each class"),
        ("ndcg", .ranking, "needs `k`"), ("fbeta", .binaryClassification, "needs `beta`"),
        ("roc_auc(threshold=0.5)", .binaryClassification, "takes no `threshold`"),
        ("recall(at=recall:0.5)", .binaryClassification, "at its own rate"), ("mean", .regression, "needs `column`"),
        ("roc_auc_ovr_micro", .multiclassClassification, "no micro"), ("mine@1", .scored, "no metric"),
    ]) func otherMetricsAreNot(_ name: String, _ task: ModelTask, _ message: String) {
        let problem = MetricReference(lenient: name)?.problem(for: task, own: [:])
        #expect(problem?.message.contains(message) == true, "found: \(problem?.message ?? "nothing")")
    }

    @Test func theNearestNameIsProposed() {
        let problem = MetricReference(name: "roc_acu").problem(for: .binaryClassification, own: [:])
        #expect(problem?.remedy.hasPrefix("did you mean `roc_auc`?") == true)
    }

    @Test func aDeclaredDirectionServesAnAggregate() {
        var metric = MetricReference(name: "p95")
        metric.column = "latency_ms"
        #expect(metric.direction(for: .scored, own: [:]) == nil)
        #expect(metric.direction(for: .scored, own: ["latency_ms": .lower]) == .lower)
        #expect(MetricReference(name: "selection_rate").direction(for: .binaryClassification, own: [:]) == nil)
        #expect(MetricReference(name: "bias").direction(for: .regression, own: [:]) == .zero)
    }
}
