"""Trains one version of the flight-delay model and scores it on the test data.

    python train.py --config configs/1.0.0.json --out out

reads ../data/train.parquet and ../data/test.parquet (made by prepare.py) and writes into `out`:

    model.onnx            the model; one input per feature, outputs `label` and `probabilities`
    predictions.parquet   flight_id and p_late, the probability of a late arrival, for every flight of the test data
    metrics.json          scikit-learn's metrics of those predictions
"""

import argparse
import json
import os
from pathlib import Path

# One thread, set before NumPy loads its libraries: sums over several threads may differ in the last digits.
for library in ("OMP", "OPENBLAS", "MKL", "VECLIB_MAXIMUM"):
    os.environ[f"{library}_NUM_THREADS"] = "1"

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn import metrics
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, VotingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

DATA = Path(__file__).resolve().parents[1] / "data"
LABEL = "late"
TEXT = ["origin", "carrier"]
CATEGORICAL = [*TEXT, "weekday"]  # a weekday is a number, but Sunday is not seven times Monday
THRESHOLD = 0.25  # from this probability on, a flight counts as "will be late"


def build(config: dict) -> Pipeline:
    """The untrained model: missing numbers are filled, categories one-hot encoded, then classified."""
    numbers = [name for name in config["features"] if name not in CATEGORICAL]
    text = [name for name in config["features"] if name in TEXT]
    features = ColumnTransformer([
        ("numbers", SimpleImputer(strategy="median"), numbers),
        ("text", OneHotEncoder(handle_unknown="ignore", sparse_output=False), text),
        ("weekday", OneHotEncoder(handle_unknown="ignore", sparse_output=False), ["weekday"]),
    ])
    # Newton's method runs on to the last digits of the optimum, whatever the order of additions on the way.
    # Scaling is the linear model's own step: trees compare plain values, which ONNX's 32 bits hold without loss.
    linear = make_pipeline(StandardScaler(), LogisticRegression(C=config["C"], solver="newton-cholesky", tol=1e-10))
    if config["blend"] == "lr":
        return Pipeline([("features", features), ("classifier", linear)])

    boosted = HistGradientBoostingClassifier(
        max_iter=config["max_iter"],
        learning_rate=config["learning_rate"],
        max_leaf_nodes=config["max_leaf_nodes"],
        min_samples_leaf=config["min_samples_leaf"],
        early_stopping=False,
        random_state=config["seed"],
    )
    # "soft" is the mean of both probabilities; the ONNX converter asks for flatten_transform=False.
    blend = VotingClassifier([("lr", linear), ("hgb", boosted)], voting="soft", flatten_transform=False)
    return Pipeline([("features", features), ("classifier", blend)])


def score(late: pd.Series, p_late: pd.Series) -> dict:
    predicted = p_late >= THRESHOLD
    return {
        "roc_auc": metrics.roc_auc_score(late, p_late),
        "average_precision": metrics.average_precision_score(late, p_late),
        "log_loss": metrics.log_loss(late, p_late),
        "brier_score": metrics.brier_score_loss(late, p_late),
        "accuracy": metrics.accuracy_score(late, predicted),
        "precision": metrics.precision_score(late, predicted),
        "recall": metrics.recall_score(late, predicted),
        "f1": metrics.f1_score(late, predicted),
    }


def write_model(model: Pipeline, features: list[str], path: Path) -> None:
    def tensor(name: str):
        if name in TEXT:
            return StringTensorType([None, 1])
        return Int64TensorType([None, 1]) if name in CATEGORICAL else FloatTensorType([None, 1])

    onnx = to_onnx(
        model,
        initial_types=[(name, tensor(name)) for name in features],
        options={"zipmap": False},  # probabilities as one tensor
        name="flight-delay",  # a random name otherwise
    )
    # The converter writes these in the order of a set, which changes from run to run.
    onnx.opset_import.sort(key=lambda operators: operators.domain)
    path.write_bytes(onnx.SerializeToString(deterministic=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=DATA)
    arguments = parser.parse_args()

    config = json.loads(arguments.config.read_text())
    train = pd.read_parquet(arguments.data / "train.parquet")
    test = pd.read_parquet(arguments.data / "test.parquet").sort_values("flight_id")

    model = build(config).fit(train[config["features"]], train[LABEL])
    p_late = model.predict_proba(test[config["features"]])[:, 1]

    arguments.out.mkdir(parents=True, exist_ok=True)
    write_model(model, config["features"], arguments.out / "model.onnx")
    pq.write_table(
        pa.table({"flight_id": pa.array(test["flight_id"], pa.int32()), "p_late": pa.array(p_late, pa.float64())}),
        arguments.out / "predictions.parquet",
        compression="zstd",
        compression_level=19,
        use_dictionary=False,
        column_encoding={"flight_id": "DELTA_BINARY_PACKED", "p_late": "PLAIN"},
        store_schema=False,
    )
    result = {"test": score(test[LABEL], p_late)}
    (arguments.out / "metrics.json").write_text(json.dumps(result, indent=4) + "\n")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
