"""Makes Tests/Golden/binary.json: binary metrics as scikit-learn and NumPy compute them.

    python -m pip install -r Scripts/golden/requirements.txt
    python Scripts/golden/binary.py

Small data stands in the file itself; the flight-delay cases name Parquet files of this repository. `null` means that
the metric is undefined there (a zero denominator), even where scikit-learn returns a number with a warning. Rows of
weight 0 are left out before anything is computed.
"""

import json
import math
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import sklearn
from sklearn import metrics

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = ROOT / "Tests" / "Golden" / "binary.json"
FLIGHTS = "examples/flight-delay"
SLACK = 1e-12  # of weighted rates, whose sums are not exact


def of_predictions(actual: np.ndarray, predicted: np.ndarray, weight: np.ndarray) -> dict:
    """Metrics of 0/1 predictions."""
    positives, negatives = actual.any(), not actual.all()
    given = {"sample_weight": weight}
    recall = metrics.recall_score(actual, predicted, zero_division=np.nan, **given)
    specificity = metrics.recall_score(actual, predicted, pos_label=False, zero_division=np.nan, **given)
    both = positives and negatives
    return {
        "accuracy": metrics.accuracy_score(actual, predicted, **given),
        "balanced_accuracy": metrics.balanced_accuracy_score(actual, predicted, **given) if both else math.nan,
        "precision": metrics.precision_score(actual, predicted, zero_division=np.nan, **given),
        "recall": recall,
        "true_positive_rate": recall,
        "specificity": specificity,
        "false_positive_rate": np.average(predicted[~actual], weights=weight[~actual]) if negatives else math.nan,
        "f1": metrics.f1_score(actual, predicted, **given) if positives else math.nan,
        "fbeta(beta=2)": metrics.fbeta_score(actual, predicted, beta=2, **given) if positives else math.nan,
        "mcc": metrics.matthews_corrcoef(actual, predicted, **given) if both else math.nan,
        "selection_rate": np.average(predicted, weights=weight),
    }


def of_ranking(actual: np.ndarray, score: np.ndarray, weight: np.ndarray) -> dict:
    """Metrics that use only the order of the scores."""
    both = actual.any() and not actual.all()
    given = {"sample_weight": weight}
    return {
        "roc_auc": metrics.roc_auc_score(actual, score, **given) if both else math.nan,
        "average_precision": metrics.average_precision_score(actual, score, **given) if actual.any() else math.nan,
    }


def of_probabilities(actual: np.ndarray, score: np.ndarray, weight: np.ndarray) -> dict:
    """Metrics that take the score as a probability."""
    inner_edges = np.linspace(0, 1, 11)[1:-1]
    bins = np.searchsorted(inner_edges, score, side="left")  # a score on an edge belongs to the bin below
    gaps = np.bincount(bins, weights=weight * (score - actual), minlength=10)
    return {
        "log_loss": metrics.log_loss(actual, score, sample_weight=weight, labels=[False, True]),
        "brier_score": metrics.brier_score_loss(actual, score, sample_weight=weight, pos_label=True),
        "ece": np.abs(gaps).sum() / weight.sum(),
    }


def operating_threshold(
    rate: str, value: float, actual: np.ndarray, score: np.ndarray, weight: np.ndarray
) -> float | None:
    """The one threshold, among the distinct scores and +infinity, at which `rate` keeps to `value`."""
    tn, fp, fn, tp, thresholds = metrics.confusion_matrix_at_thresholds(actual, score, sample_weight=weight)
    none = (tn[0] + fp[0], 0.0, tp[0] + fn[0], 0.0, np.inf)  # at +infinity nothing is predicted
    tn, fp, fn, tp, thresholds = (np.r_[first, rest] for first, rest in zip(none, (tn, fp, fn, tp, thresholds)))
    with np.errstate(invalid="ignore"):
        rates = {
            "false_positive_rate": fp / (fp + tn),
            "selection_rate": (tp + fp) / (tp + fp + tn + fn),
            "specificity": tn / (fp + tn),
            "recall": tp / (tp + fn),
            "precision": tp / (tp + fp),
        }[rate]
    if rate in ("false_positive_rate", "selection_rate"):
        allowed = thresholds[rates <= value + SLACK]
    else:
        allowed = thresholds[rates >= value - SLACK]
    if not len(allowed):
        return None
    return float(allowed.max() if rate == "recall" else allowed.min())


OPERATING_POINTS = [
    ("recall", "false_positive_rate", 0.1),
    ("recall", "false_positive_rate", 0.2),
    ("recall", "false_positive_rate", 0.59),
    ("recall", "false_positive_rate", 0.6),
    ("recall", "false_positive_rate", 0.7),
    ("precision", "false_positive_rate", 0.2),
    ("accuracy", "selection_rate", 0.3),
    ("recall", "specificity", 0.9),
    ("specificity", "recall", 0.8),
    ("recall", "precision", 0.5),
]


def expected(case: dict, actual: np.ndarray, score: np.ndarray, weight: np.ndarray) -> dict:
    kept = weight > 0
    actual, score, weight = actual[kept], score[kept], weight[kept]
    values = of_ranking(actual, score, weight) | of_predictions(actual, score >= case["threshold"], weight)
    if case["probabilities"]:
        values |= of_probabilities(actual, score, weight)

    operating = []
    for metric, rate, value in OPERATING_POINTS:
        threshold = operating_threshold(rate, value, actual, score, weight)
        if threshold is None:
            result = math.nan
        else:
            result = of_predictions(actual, score >= threshold, weight)[metric]
        operating.append({"metric": metric, "at": {rate: value}, "value": plain(result)})
    return {"metrics": {name: plain(value) for name, value in sorted(values.items())}, "operatingPoints": operating}


def plain(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def with_expectations(case: dict, labels: np.ndarray, score: np.ndarray, weight: np.ndarray | None) -> dict:
    actual = labels == case["positiveLabel"]
    case["unweighted"] = expected(case, actual, score, np.ones(len(actual)))
    if weight is not None:
        case["weighted"] = expected(case, actual, score, weight)
    return case


def inline(name: str, labels, scores, weights=None, positive=1, threshold=0.5, probabilities=True) -> dict:
    case = {"name": name, "positiveLabel": positive, "threshold": threshold, "probabilities": probabilities,
            "labels": list(labels), "scores": list(scores)}
    if weights is not None:
        case["weights"] = list(weights)
    weight = None if weights is None else np.array(weights, dtype=np.float64)
    return with_expectations(case, np.array(labels), np.array(scores, dtype=np.float64), weight)


def pinned() -> list[dict]:
    """Cases that were worked out by hand, and the degenerate ones."""
    return [
        inline("B1", [0, 0, 0, 0, 0, 1, 1, 1, 1, 1], [0.1, 0.2, 0.6, 0.6, 0.9, 0.3, 0.6, 0.7, 0.8, 0.95],
               [1, 2, 1, 1, 1, 2, 1, 1, 3, 1], threshold=0.6),
        inline("B2: bin edges, 0 and 1", [0, 0, 1, 1, 0, 1, 1, 0],
               [0, 0.1, 0.1, 0.3, 0.30000000000000004, 0.7, 0.95, 1]),
        inline("ties in pairs", [1, 0, 1, 0, 1, 0], [0.9, 0.9, 0.8, 0.8, 0.7, 0.7]),
        inline("a certain positive given probability 0", [1, 0], [0, 0.5]),
        inline("all scores equal", [1, 0, 0, 1, 0], [0.5] * 5),
        inline("nothing predicted positive", [1, 0, 0, 1], [0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4]),
        inline("everything predicted positive", [1, 0, 0, 1], [0.6, 0.7, 0.8, 0.9]),
        inline("only negatives", [0, 0, 0], [0.1, 0.6, 0.7]),
        inline("only positives", [1, 1, 1], [0.1, 0.6, 0.7]),
    ]


def random_cases() -> list[dict]:
    rng = np.random.default_rng(20130101)

    def draw(count: int, digits: int):
        labels = rng.integers(0, 2, count)
        scores = np.clip(rng.normal(0.4 + 0.2 * labels, 0.25), 0, 1).round(digits)
        return labels, scores

    labels, scores = draw(60, 1)
    weights = rng.integers(0, 5, 60)
    cases = [inline("random, many ties, integer weights with zeros", labels.tolist(), scores.tolist(),
                    weights.tolist())]

    labels, scores = draw(80, 2)
    weights = rng.gamma(2.0, 1.0, 80).round(3)
    text = np.where(labels == 1, "späť", "on time").tolist()
    cases.append(inline("random, text labels, decimal weights", text, scores.tolist(), weights.tolist(),
                        positive="späť", threshold=0.4))

    labels, scores = draw(50, 3)
    cases.append(inline("random, the positive class is 0", labels.tolist(), (1 - scores).round(3).tolist(),
                        positive=0, threshold=0.55))

    labels, scores = draw(50, 1)
    margins = (20 * scores - 10).round(1)
    cases.append(inline("random, boolean labels, scores that are no probabilities", (labels == 1).tolist(),
                        margins.tolist(), rng.integers(1, 4, 50).tolist(), positive=True, threshold=0.0,
                        probabilities=False))
    return cases


def flight_cases() -> list[dict]:
    test_file = f"{FLIGHTS}/data/test.parquet"
    test = pq.read_table(ROOT / test_file, columns=["flight_id", "late", "distance"]).sort_by("flight_id")
    files = {version: f"{FLIGHTS}/predictions/{version}.parquet" for version in ("1.0.0", "1.1.0", "1.2.0")}
    files["worse"] = f"{FLIGHTS}/candidates/worse/predictions.parquet"

    cases = []
    for name, file in files.items():
        predictions = pq.read_table(ROOT / file).sort_by("flight_id")
        assert predictions["flight_id"].equals(test["flight_id"]), f"{file} and {test_file} hold other flights"
        case = {
            "name": f"flight-delay {name}", "positiveLabel": 1, "threshold": 0.25, "probabilities": True,
            "test": {"file": test_file, "id": "flight_id", "label": "late", "weight": "distance"},
            "predictions": {"file": file, "id": "flight_id", "score": "p_late"},
        }
        cases.append(with_expectations(case, test["late"].to_numpy(), predictions["p_late"].to_numpy(),
                                       test["distance"].to_numpy().astype(np.float64)))
    return cases


def main() -> None:
    golden = {
        "made": {"by": "Scripts/golden/binary.py", "scikit-learn": sklearn.__version__, "numpy": np.__version__},
        "cases": pinned() + random_cases() + flight_cases(),
    }
    OUTPUT.parent.mkdir(parents=True, exist_ok=True)
    OUTPUT.write_text(json.dumps(golden, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
