# One word each: run · test · check · fix · bench · fuzz.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# In CI a missing browser or judge fails the tests; elsewhere they skip and say why.
export AUDITCHECK_BROWSER := $(if $(CI),required,)
export AUDITCHECK_OFFICE := $(if $(CI),required,)
export AUDITCHECK_NODE := $(if $(CI),required,)
JUDGES := tests/node/node_modules/.package-lock.json

.PHONY: run test coverage check fix bench browser node

run: $(READY)  ## the main job on the shipped audit
	$(BIN)/auditcheck evaluate evidence/ --report out/report.html --report out/report.md

test: $(READY) browser node  ## the tests
	$(BIN)/pytest -n 2

coverage: $(READY)  ## which branches of the inner rooms no test takes: measuring doubles the time
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered tests/files tests/model tests/language tests/engine tests/loading tests/hostile tests/proving

check: $(READY) browser node  ## all that must hold before a change lands
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/auditcheck test rules --fail-under 100 --mutate
	$(BIN)/auditcheck test packs/internkontroll --fail-under 100 --mutate
	$(MAKE) --no-print-directory test

fix: $(READY)  ## what can be mended by machine
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: $(READY)  ## what a run costs, as ratios
	$(BIN)/python bench/run.py

.PHONY: fuzz
TARGETS ?= reader evidence rules results escapes
SECONDS ?= 300
fuzz: $(READY)  ## each fuzzer for so many seconds: make fuzz TARGETS=rules SECONDS=1900
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[fuzz]'
	for target in $(TARGETS); do $(BIN)/python tests/fuzz $$target -max_total_time=$(SECONDS) || exit 1; done

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

browser:  ## Debian's chromium, the Pango that PDFs are drawn with, and Writer, where CI asks for them
	@if [ -n "$$CI" ] && ! { command -v chromium && ldconfig -p | grep -q libpangoft2; } >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq chromium libpango-1.0-0 libpangoft2-1.0-0 >/dev/null; fi
	@if [ -n "$$CI" ] && ! command -v soffice >/dev/null; then \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui >/dev/null; fi

node:  ## the judges from npm, and the Java that one of them needs, where CI asks for them
	@if [ -n "$$CI" ]; then \
		{ command -v npm >/dev/null && command -v java >/dev/null; } || \
			{ apt-get update -qq && apt-get install -y -qq nodejs npm default-jre-headless >/dev/null; }; \
		[ $(JUDGES) -nt tests/node/package-lock.json ] || npm ci --prefix tests/node --silent; fi
