# Two commands for a new machine: `make demo` and `make test`. `make help` lists the others.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
RUN := $(BIN)/python
NEEDS := pyproject.toml .ci/constraints.txt .ci/prepare.py

.PHONY: help demo test lint bench pictures scenarios translations wheel clean

help:
	@echo "make demo          set up and open the city in a window"
	@echo "make test          set up and run every test"
	@echo "make lint          ruff, mypy, import-linter"
	@echo "make bench         figures beside those of the bare libraries; ONLY='kills load' for some"
	@echo "make pictures      render the pictures of docs/ again"
	@echo "make scenarios     play the six stories and write docs/scenarios.md"
	@echo "make translations  gather and compile the words of the window"
	@echo "make wheel         build the package"
	@echo "make clean         remove what these made"

$(VENV)/.demo: $(NEEDS)
	$(PYTHON) .ci/prepare.py demo

$(VENV)/.develop: $(NEEDS)
	$(PYTHON) .ci/prepare.py develop

demo: $(VENV)/.demo
	$(RUN) -m dashboard

# A hundred programs start in the tests: each would compile everything anew where nothing compiled is kept.
test: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.develop
	$(RUN) -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: $(VENV)/.develop
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(BIN)/lint-imports

bench: $(VENV)/.develop
	$(RUN) -m tests.bench $(ONLY)

pictures: $(VENV)/.develop
	$(RUN) -m tests.pictures

scenarios: $(VENV)/.develop
	$(RUN) -m tests.stories

translations: $(VENV)/.develop
	$(RUN) -m resources.translations

wheel: $(VENV)/.develop
	$(RUN) -m pip wheel --no-deps --wheel-dir dist .

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
