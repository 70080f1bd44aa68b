# `make report` and `make test` do all the set-up that they need.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# Some machines tell Python to keep no bytecode; then each of the many processes of the tests compiles all modules anew.
unexport PYTHONDONTWRITEBYTECODE
WORKS  := $(patsubst witnesses/%/collation.toml,%,$(wildcard witnesses/*/collation.toml))

# What the tests of the page, of print, of TEI and of graphs need in addition to Python; npm installs more readers.
SYSTEM := chromium chromium-driver texlive-xetex texlive-latex-extra texlive-humanities lmodern fonts-freefont-otf graphviz

# What is run a second time without the compiled kernel, on its twins in numpy.
TWINS := tests/test_cases.py tests/test_arrays.py tests/test_joining.py tests/test_doubt.py tests/test_writing.py

.PHONY: help report page pdf docs pictures test coverage types checks hunt bench format setup-full clean

help:
	@echo "make report   collate every work in witnesses/ and write reports/"
	@echo "make pdf      print each work (needs xelatex: make setup-full)"
	@echo "make docs     build the documentation site in site/; make pictures takes its pictures again (needs chromium)"
	@echo "make test     run linter and type checker, check the texts and that the reports are up to date, run the tests"
	@echo "make coverage run the tests, and report which lines and branches no test runs (also in .coverage-html/)"
	@echo "make hunt     run the property tests, and the fuzz of all settings, with new random inputs each time"
	@echo "make bench    measure against git, CollateX and gold alignments, and write bench/results.md"
	@echo "make page     check the modules of the page and join them (needs Node)"
	@echo "make format   format the code with ruff, and fix what ruff can fix"
	@echo "make setup-full   install a browser, TeX and readers of TEI (Debian, as root), for the tests that need them"
	@echo "make clean    remove the virtual environment and all caches"

# The stamp is newer than these when the environment is complete, so a second run installs nothing and compiles nothing.
$(VENV)/.installed: pyproject.toml hatch_build.py $(wildcard collate/kernel/source/*)
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if v >= (3, 11) else "collate needs Python 3.11 or newer; this is %d.%d. Name a newer one: make PYTHON=python3.12 ..." % v[:2])'
	@echo "setting up $(VENV) (once)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[dev]'
	@$(BIN)/collate --version
	@touch $@

report: $(VENV)/.installed
	@for work in $(WORKS); do \
	  $(BIN)/collate report witnesses/$$work -o reports/$$work || exit $$?; \
	done

# Node is needed by who changes the page, and by nothing else.
page: page/node_modules/.package-lock.json
	npm --prefix page run check
	npm --prefix page run build

page/node_modules/.package-lock.json: page/package-lock.json
	npm --prefix page ci --no-audit --no-fund
	@touch $@

# A PDF is not compared in CI: TeX writes other bytes on other computers.
pdf: $(VENV)/.installed
	@for work in $(WORKS); do \
	  rm -rf .print && mkdir .print && \
	  $(BIN)/collate report witnesses/$$work --format latex -o .print/apparatus.tex && \
	  for run in 1 2 3; do (cd .print && xelatex -interaction=batchmode -halt-on-error apparatus.tex) || exit $$?; done && \
	  cp .print/apparatus.pdf reports/$$work/apparatus.pdf || exit $$?; \
	done; rm -rf .print

$(VENV)/.docs: $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[dev,docs]'
	@touch $@

# A broken link, a page that is not in the navigation or a docstring that cannot be read stops the build.
docs: $(VENV)/.docs
	$(BIN)/python website/gather.py
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "open site/index.html, or run: $(BIN)/mkdocs serve"

pictures: $(VENV)/.docs
	$(BIN)/python website/pictures.py

# mypy runs on one core while the other checks the rest; then the tests run on both.
test: $(VENV)/.installed
	@$(MAKE) --no-print-directory --jobs=2 types checks
	$(BIN)/pytest -n auto --dist worksteal
	COLLATE_KERNEL=numpy $(BIN)/pytest -n auto --dist worksteal $(TWINS)

# Without the compiled kernel, so that its twins are run too.
coverage: $(VENV)/.installed
	COLLATE_KERNEL=numpy $(BIN)/pytest -n auto --dist worksteal --cov --cov-report=term --cov-report=html:.coverage-html

types: $(VENV)/.installed
	$(BIN)/mypy

checks: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@for work in $(WORKS); do \
	  echo "collate report --check witnesses/$$work"; \
	  $(BIN)/collate report --check witnesses/$$work -o reports/$$work || exit $$?; \
	done
	$(BIN)/collate check

hunt: $(VENV)/.installed
	HOSTILE_INPUTS=100000 $(BIN)/pytest --hypothesis-profile=hunt -m hypothesis

# An editable installation may have no bytecode, and Python would compile it on every run.
bench: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[bench]'
	$(BIN)/python -m compileall -q collate
	$(BIN)/python bench/report.py

setup-full: $(VENV)/.installed
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends $(SYSTEM)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --use-pep517 --editable '.[dev,readers,parquet,corpus,docs]'
	@if command -v npm >/dev/null; then npm install --silent --no-save --prefix $(VENV) CETEIcean @microsoft/sarif-multitool && npm ci --silent --prefix page; fi

format: $(VENV)/.installed
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) page/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
