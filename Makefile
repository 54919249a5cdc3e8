# `make demo` installs and builds the example case; `make test` does what CI does.
PYTHON ?= python3
BIN := .venv/bin
UV := UV_PYTHON_DOWNLOADS=never UV_NO_CONFIG=1 $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --only-binary :all:

.PHONY: demo serve install develop test lint bench shots golden lock clean

demo: install
	@rm -rf demo
	@$(BIN)/muniment build examples/documents --case demo --custody examples/custody.csv --operator "demo" --title "The Sarn Bridge (an invented example)"

install: .venv/installed

.venv/bin/uv: requirements/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Muniment needs Python 3.11 or newer; name one with PYTHON=…" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "make: this Python has no venv module; on Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "installing into .venv (once; a few minutes on a slow line) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/uv.txt
	@touch $@

.venv/installed: .venv/bin/uv requirements/run.txt requirements/build.txt pyproject.toml
	@$(UV) -r requirements/run.txt -r requirements/build.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --offline -e .
	@touch $@

serve: .venv/serving
	@$(BIN)/muniment serve --case $(or $(CASE),demo)

.venv/serving: .venv/installed requirements/serve.txt
	@$(UV) -r requirements/serve.txt
	@touch $@

.venv/developing: .venv/installed requirements/dev.txt
	@$(UV) -r requirements/dev.txt
	@touch $@

develop: .venv/developing

lint: develop
	$(BIN)/ruff format --check muniment tests benchmarks training
	$(BIN)/ruff check muniment tests benchmarks training
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n 2 --dist loadfile

bench: develop
	$(BIN)/python -m benchmarks

shots: develop
	$(BIN)/python -m benchmarks.pages.shots

golden: develop
	$(BIN)/pytest tests/story tests/pages --golden

lock: .venv/bin/uv
	bash requirements/lock.sh

clean:
	rm -rf .venv demo case
