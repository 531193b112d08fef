# One word each: run · test · check · fix · bench.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check fix bench browser

run: $(READY)  ## the main job on the shipped audit
	$(BIN)/auditcheck evaluate evidence/ --report out/report.html --report out/report.md

test: $(READY) browser  ## the tests
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered

check: $(READY) browser  ## all that must hold before a change lands
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) --no-print-directory test

fix: $(READY)  ## what can be mended by machine
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY)  ## what a run costs, as ratios
	$(BIN)/python bench/run.py

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

browser:
