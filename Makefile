# Two commands for a stranger: `make demo` and `make test`. Both set up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SERVE ?= 1
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: demo test test-datasette1 check lint install dev lock clean

demo: install
	$(BIN)/nianbao demo $(if $(filter 0,$(SERVE)),--no-serve)

test: dev
	$(BIN)/python -m pytest -q --numprocesses auto --maxprocesses 4 --dist loadfile

# Without the tests of a browser and of load: what a reader sees and gets.
test-datasette1: $(VENV)/datasette1/.installed
	$(VENV)/datasette1/bin/python -m pytest -q -p no:cacheprovider -k "not attackers and not 300_megabytes" \
		$(addprefix tests/test_site_,$(addsuffix .py,changes exports language limits pages queries security sharing))

check: lint test

lint: dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/cog --check -I . docs/*.md README.md

install: $(VENV)/.installed
dev: $(VENV)/.installed-dev $(VENV)/pywb/.installed

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nianbao needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing the pinned packages (once)…" >&2
	$(PIP) install --require-hashes --requirement requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	$(PIP) install --require-hashes --requirement requirements-dev.lock
	@touch $@

# pywb, which only tests what we export, asks for an older pyOpenSSL than Scrapy: it lives in a room of its own.
$(VENV)/pywb/.installed: requirements-pywb.lock | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/pywb
	$(VENV)/pywb/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	@touch $@

# The site on the newest alpha of Datasette 1.0: docs/decisions/0003-datasette-line.md says what it cannot do.
$(VENV)/datasette1/.installed: requirements-datasette1.lock pyproject.toml | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/datasette1
	$(VENV)/datasette1/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<
	$(VENV)/datasette1/bin/python -m pip --disable-pip-version-check --quiet install --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv (pip install uv) and network; the lock files hold hashes and no registry address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
		pyproject.toml requirements-build.in --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
		pyproject.toml requirements-build.in --extra ocr --group dev --constraint requirements.lock --output-file requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
		requirements-pywb.in --output-file requirements-pywb.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --quiet \
		requirements-datasette1.in requirements-build.in --output-file requirements-datasette1.lock

clean:
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache
