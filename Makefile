# `make test` does all the set-up that it needs.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: help test format clean

help:
	@echo "make test     tests, linter, type checker"
	@echo "make format   set the code as ruff sets it"
	@echo "make clean    remove the virtual environment and all caches"

# The stamp is newer than pyproject.toml when the environment is complete, so a second run installs nothing.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "collate needs Python 3.11 or newer; this is %d.%d. Say which to use: make PYTHON=python3.12 ..." % v[:2])'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

test: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

format: $(VENV)/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
