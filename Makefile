# `make report` and `make test` do all the set-up that they need.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WORKS  := $(patsubst witnesses/%/collation.toml,%,$(wildcard witnesses/*/collation.toml))

.PHONY: help report test hunt bench format setup-full clean

help:
	@echo "make report   collate every work in witnesses/ and write reports/"
	@echo "make test     tests, linter, type checker, and: are the reports up to date?"
	@echo "make hunt     the properties once more, with other examples every time"
	@echo "make bench    measure beside git, CollateX and gold, and write bench/results.md"
	@echo "make format   set the code as ruff sets it"
	@echo "make setup-full   install a browser (Debian, as root) and readers of TEI too, for the tests that need them"
	@echo "make clean    remove the virtual environment and all caches"

# The stamp is newer than pyproject.toml when the environment is complete, so a second run installs nothing.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "collate needs Python 3.11 or newer; this is %d.%d. Say which to use: make PYTHON=python3.12 ..." % v[:2])'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[dev]'
	@touch $@

report: $(VENV)/.installed
	@for work in $(WORKS); do \
	  $(BIN)/collate report witnesses/$$work -o reports/$$work || exit $$?; \
	done

test: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@for work in $(WORKS); do \
	  echo "collate report --check witnesses/$$work"; \
	  $(BIN)/collate report --check witnesses/$$work -o reports/$$work || exit $$?; \
	done
	$(BIN)/pytest

hunt: $(VENV)/.installed
	$(BIN)/pytest --hypothesis-profile=hunt -m hypothesis

# An installed package has its bytecode; an editable one may not, and would be compiled on every run.
bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[bench]'
	$(BIN)/python -m compileall -q collate
	$(BIN)/python bench/report.py

setup-full: $(VENV)/.installed
	apt-get update -qq && apt-get install --yes --no-install-recommends chromium chromium-driver
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[dev,readers]'
	@if command -v npm >/dev/null; then npm install --silent --no-save --prefix $(VENV) CETEIcean; fi

format: $(VENV)/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
