#!/usr/bin/env python3
"""Writes a version manifest of flight-delay that differs from its parent's in what the arguments name.

Digests and sizes are taken from the files, so that the new manifest is true. The claimed metrics are left out when
the predictions differ: they belong to the parent's. Run it at the root of the repository.
"""
import argparse
import hashlib
import json
import pathlib
import re


def digest(path):
    return f'"sha256:{hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()}"'


def replaced(pattern, replacement, text):
    """Replaces exactly one occurrence: a manifest of another shape is an error, not a half-changed copy."""
    text, count = re.subn(pattern, lambda match: match.expand(replacement), text, flags=re.MULTILINE)
    if count != 1:
        raise SystemExit(f"{count} places match {pattern}")
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parent", help="the parent's version")
    parser.add_argument("version", help="the new version")
    parser.add_argument("--artifact", help="another model file")
    parser.add_argument("--predictions", help="other predictions on the test data")
    parser.add_argument("--config", help="the configuration under code/ that trained it, such as configs/worse.json")
    parser.add_argument("--train", help="other training data")
    parser.add_argument("--train-rows", type=int, help="the number of its rows")
    arguments = parser.parse_args()

    versions = pathlib.Path("registry/models/flight-delay/versions")
    text = (versions / f"{arguments.parent}.yaml").read_text(encoding="utf-8")
    text = replaced(r"^version: .*$", f"version: {arguments.version}", text)
    text = replaced(r"^parent: .*$", f"parent: {arguments.parent}", text)
    if path := arguments.artifact:
        size = pathlib.Path(path).stat().st_size
        text = replaced(
            r"(- name: model\n    uri: ).*\n(    digest: ).*\n(    size: ).*$",
            rf"\g<1>{path}\n\g<2>{digest(path)}\n\g<3>{size}", text)
    if path := arguments.predictions:
        text = replaced(
            r"^(predictions:\n  test:\n    uri: ).*\n(    digest: ).*$", rf"\g<1>{path}\n\g<2>{digest(path)}", text)
        text = replaced(r"^metrics:\n(?: .*\n)+", "", text)
    if config := arguments.config:
        params = json.loads(pathlib.Path("examples/flight-delay/code", config).read_text(encoding="utf-8"))
        features = params["features"]
        listed = {**params, "features": f"[{', '.join(features)}]"}
        lines = "".join(f"  {key}: {value}\n" for key, value in listed.items())
        text = replaced(r"^params:\n(?: .*\n)+", f"params:\n{lines}", text)
        text = replaced(r"configs/[^,]+\.json", config, text)
        head, inputs, rest = re.split(r"^(  inputs:\n(?:    .*\n)+)", text, flags=re.MULTILINE)
        kept = [line for line in inputs.splitlines()[1:] if re.search(r"name: (\w+)", line)[1] in features]
        text = "\n".join([head + "  inputs:", *kept, rest])
    if path := arguments.train:
        text = replaced(
            r"(  train:\n    uri: ).*\n(    digest: ).*\n(    rows: ).*$",
            rf"\g<1>{path}\n\g<2>{digest(path)}\n\g<3>{arguments.train_rows}", text)
    (versions / f"{arguments.version}.yaml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
