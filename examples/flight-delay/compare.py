"""Compares newly made data and models with the recorded ones, or records them.

    python compare.py WORK [--record]

Files are equal when their bytes are. Another processor may round the last digit of a sum differently; then
predictions must agree within 1e-9, and a model is as good as the predictions it made.
"""

import argparse
import hashlib
import shutil
import sys
from pathlib import Path

import pandas as pd

HERE = Path(__file__).resolve().parent
ARTIFACTS = HERE.parents[1] / "registry" / "models" / "flight-delay" / "artifacts"
TOLERANCE = 1e-9


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def recorded_paths(name: str) -> tuple[Path, Path]:
    """Where the model and the predictions of a version, or of the candidate `worse`, are recorded."""
    if name[0].isdigit():
        return ARTIFACTS / name / "model.onnx", HERE / "predictions" / f"{name}.parquet"
    return HERE / "candidates" / name / "model.onnx", HERE / "candidates" / name / "predictions.parquet"


def pairs(work: Path) -> list[tuple[Path, Path]]:
    """Every new file with its recorded place; a model comes right after its predictions."""
    found = [(work / "data" / f"{split}.parquet", HERE / "data" / f"{split}.parquet")
             for split in ("train", "test", "serving")]
    for config in sorted((HERE / "code" / "configs").glob("*.json")):
        model, predictions = recorded_paths(config.stem)
        found.append((work / config.stem / "predictions.parquet", predictions))
        found.append((work / config.stem / "model.onnx", model))
    return found


def predictions_agree(new: Path, recorded: Path) -> tuple[bool, str]:
    left, right = pd.read_parquet(new), pd.read_parquet(recorded)
    if not left["flight_id"].equals(right["flight_id"]):
        return False, "DIFFERENT flight ids"
    largest = (left["p_late"] - right["p_late"]).abs().max()
    if largest > TOLERANCE:
        return False, f"DIFFERENT by up to {largest:.3g}"
    return True, f"other bytes, agrees within {TOLERANCE:g} (largest difference {largest:.3g})"


def compare(work: Path) -> bool:
    everything_agrees = True
    agrees = False
    for new, recorded in pairs(work):
        if not recorded.exists():
            agrees, verdict = False, "not recorded yet"
        elif digest(new) == digest(recorded):
            agrees, verdict = True, f"equal, sha256:{digest(new)}"
        elif new.name == "predictions.parquet":
            agrees, verdict = predictions_agree(new, recorded)
        elif new.name == "model.onnx":
            verdict = "other bytes, " + ("its predictions agree" if agrees else "its predictions DIFFER too")
        else:
            agrees, verdict = False, "DIFFERENT bytes"
        everything_agrees &= agrees
        print(f"{recorded.relative_to(HERE.parents[1])}: {verdict}")
    return everything_agrees


def record(work: Path) -> None:
    for new, recorded in pairs(work):
        recorded.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(new, recorded)
        print(f"{recorded.relative_to(HERE.parents[1])}: recorded, sha256:{digest(recorded)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--record", action="store_true")
    arguments = parser.parse_args()
    if arguments.record:
        record(arguments.work)
    elif not compare(arguments.work):
        sys.exit("Some files are missing or differ by more than rounding.")


if __name__ == "__main__":
    main()
