#!/usr/bin/env bash
# Makes the data and all models again, from the locked packages, and compares them with the recorded files.
#
#   ./make_models.sh [WORK]             compare; exit 1 if anything differs by more than 1e-9
#   ./make_models.sh --record [WORK]    replace the recorded files by the new ones
#
# WORK keeps the environment and the outputs; without it, a temporary folder is used and removed.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
record=false
if [[ "${1:-}" == --record ]]; then
    record=true
    shift
fi
if [[ $# -gt 0 ]]; then
    mkdir -p "$1"
    work="$(cd "$1" && pwd)"
else
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
fi

python="$work/venv/bin/python"
"${PYTHON:-python3}" -m venv --clear "$work/venv"
"$python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.lock"

"$python" "$here/prepare.py" --out "$work/data"
for config in "$here"/code/configs/*.json; do
    name="$(basename "$config" .json)"
    echo "training $name"
    "$python" "$here/code/train.py" --config "$config" --data "$work/data" --out "$work/$name"
done

if $record; then
    "$python" "$here/compare.py" "$work" --record
else
    "$python" "$here/compare.py" "$work"
fi
