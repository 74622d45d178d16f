# What a developer does here. `make demo` and `make test` need Python 3.11 or newer
# and nothing else: they make .venv and install into it, once.

VENV := .venv
BIN := $(VENV)/bin
PEERS := $(VENV)/peers
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python that runs and is new enough; `make PYTHON=…` overrides it.
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$python && break; done)

.PHONY: help demo test check format-check lint types format golden torture bench docs \
	docs-check clean

help:
	@echo 'make demo   screen examples/clients.csv, write demo/report.html'
	@echo 'make test   run the tests, on every processor; pytest runs them in one process'
	@echo 'make check  format, lint, types, tests: what a commit must pass'
	@echo 'and: format golden torture bench docs clean'

# Hits on bundled extracts are what the demonstration shows: 3 (hits) or 4
# (inconclusive) is right, and any other exit code is a fault.
demo: $(VENV)/.test
	@rm -rf demo && mkdir demo
	@$(BIN)/kycscreen screen examples/clients.csv --lists data/lists \
		--output demo/run --html demo/report.html; code=$$?; \
	if [ $$code -ne 3 ] && [ $$code -ne 4 ]; then \
		echo "demo: kycscreen answered $$code where 3 or 4 is right" >&2; exit 1; \
	fi; \
	echo "kycscreen answered $$code; now open demo/report.html in a browser" >&2

# As many processes as there are processors. Each begins with a stretch of the tests as
# they stand, so what a file makes once is made about once; who is done takes from others.
test: $(VENV)/.test
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: format-check lint types test

format-check: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

format: $(VENV)/.dev
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

golden: $(VENV)/.test
	$(BIN)/pytest --update-golden

# More instants at which a night or a fetch is killed, and more damaged files, complete
# ones among them, than every test run has time for: hours.
torture: $(VENV)/.test
	KYCSCREEN_INSTANTS=1000 $(BIN)/pytest -q tests/test_rescreen_state.py
	KYCSCREEN_INSTANTS=200 $(BIN)/pytest -q tests/test_fetching_killed.py
	KYCSCREEN_MUTANTS=10000 KYCSCREEN_WHOLE_MUTANTS=10000 $(BIN)/pytest -q \
		tests/test_mutation.py
	KYCSCREEN_EVERY_QUESTION=1 $(BIN)/pytest -q tests/test_registers.py -k garbage

bench: $(VENV)/.test $(PEERS)/.peers
	$(PEERS)/bin/python -m benchmarks.accuracy --peers
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.nights
	$(BIN)/python -m benchmarks.workers
	$(PEERS)/bin/python -m benchmarks.pairs
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.fetching
	$(BIN)/python -m benchmarks.advanced
	$(BIN)/python -m benchmarks.merging

docs: $(VENV)/.test
	$(BIN)/python -m docs.write

docs-check: $(VENV)/.test
	$(BIN)/python -m docs.write --check

# Leaves data/lists and runs alone: they are evidence.
clean:
	rm -rf demo dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

NO_PYTHON := kycscreen needs Python 3.11 or newer and found none: install it, or \
	name it with make PYTHON=python3.12
NO_VENV := cannot make virtual environments: install its venv package \
	(on Debian and Ubuntu: python3-venv)

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "$(PYTHON) $(NO_VENV)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# An installation compiles what it installs; a checkout is compiled here, or every
# start of the command would do it again where Python may not keep what it compiled.
COMPILE := $(BIN)/python -m compileall -q src

# The peers that the benchmarks measure beside us, apart from what we depend on.
$(PEERS)/.peers: benchmarks/peers.txt pyproject.toml | $(BIN)/python
	$(BIN)/python -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --editable . -r benchmarks/peers.txt
	@touch $@

# Stamps: what is installed, as of which pyproject.toml.
$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@$(COMPILE)
	@touch $(VENV)/.test $@
