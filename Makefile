# `make` lists what there is. Needs Python 3.11 or newer and make; everything else goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
SEEDS := seeds/interfax.txt seeds/web-news.txt
CODE := checker tests training benchmarks docs
INPUTS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup demo test fmt lint types golden eval bench docs ci clean

help:  ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-8s %s\n", $$1, $$2 }'

# A stamp for each set of packages: it is older than pyproject.toml or constraints.txt when they change.
$(VENV)/.base: $(INPUTS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "checker needs Python 3.11 or newer: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	$(PIP) -e '.[test,lint]'
	@touch $@

setup: $(VENV)/.dev  ## Install everything for development into .venv

demo: $(VENV)/.base  ## Compare the two seed articles
	@$(BIN)/check $(SEEDS) || test $$? -eq 1

test: $(VENV)/.dev  ## Run all tests
	$(BIN)/python -m pytest

fmt: $(VENV)/.dev  ## Format the code
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix-only --quiet $(CODE)

lint: $(VENV)/.dev  ## Check style, formatting and the layers
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/lint-imports

types: $(VENV)/.dev  ## Check types
	$(BIN)/mypy

golden: $(VENV)/.dev  ## Write the golden reports anew; read the diff before you commit it
	GOLDEN=1 $(BIN)/python -m pytest tests/report/test_golden.py

eval: $(VENV)/.dev  ## Fill docs/evaluation.md: make eval SETS=folder SCORE=score.py DATA=folder
	@test -n "$(SETS)" -a -n "$(SCORE)" || { echo "make eval SETS=folder SCORE=score.py [DATA=folder]" >&2; exit 2; }
	$(BIN)/python training/eval/stories.py --sets $(SETS) --score $(SCORE) --write docs/evaluation.md
	$(BIN)/python training/eval/pairs.py --sets $(SETS) $(if $(DATA),--data $(DATA)) --write docs/evaluation.md

bench: $(VENV)/.base  ## Measure the time and memory of a cold start
	$(BIN)/python benchmarks/cold_start.py

docs: $(VENV)/.base  ## Write docs/rules.md and the examples in README.md from the code
	$(BIN)/python -m checker.explain > docs/rules.md.tmp && mv docs/rules.md.tmp docs/rules.md
	$(BIN)/python docs/fill.py

ci:  ## Run what CI runs
	.ci/run

clean:  ## Remove everything that was built, .venv too
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find checker tests training benchmarks docs -name __pycache__ -type d -prune -exec rm -rf {} +
