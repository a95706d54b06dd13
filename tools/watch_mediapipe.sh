#!/bin/sh
# Watch formcheck with another version of the pose library: tools/watch_mediapipe.sh 1.2.2
#
# The test has to fail with every version that reaches for a network: from 0.10.35 on they all did.
# Nothing of .venv is changed: an environment of its own has that version in front of .venv's packages.
set -eu
cd "$(dirname "$0")/.."

version=${1:?usage: tools/watch_mediapipe.sh VERSION}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
.venv/bin/python -m venv "$folder/env"
"$folder/env/bin/python" -m pip install --quiet --no-input --disable-pip-version-check \
    --no-deps "mediapipe==$version"
packages='import sysconfig; print(sysconfig.get_paths()["purelib"])'
.venv/bin/python -c "$packages" >"$("$folder/env/bin/python" -c "$packages")/after.pth"
"$folder/env/bin/python" -c 'import mediapipe; print("watching with mediapipe", mediapipe.__version__)'
FORMCHECK_WATCHED_PYTHON=$folder/env/bin/python \
    .venv/bin/python -m pytest -p no:cacheprovider tests/privacy/test_runs.py
