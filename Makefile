# The two commands that do everything: make report, make test. make help lists the rest.
ifeq ($(OS),Windows_NT)
  PYTHON ?= py -3
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
MAKEFLAGS += --no-print-directory
SET_UP := pyproject.toml constraints.txt tools/set_up.py
READY := .venv/.ready
READY_FOR_TESTS := .venv/.ready-for-tests

.DEFAULT_GOAL := help
.PHONY: report check import compare overview test template lint-template lint bench fuzz help clean

report: $(READY)
	@$(BIN)/python -m nkps_reports report $(if $(INPUT),"$(INPUT)")

check: $(READY)
	@$(BIN)/python -m nkps_reports check --annotate $(if $(INPUT),"$(INPUT)")

overview: $(READY)
	@$(BIN)/python -m nkps_reports overview $(if $(EXPECTED),--expected "$(EXPECTED)") $(if $(NEWEST),--newest) $(if $(FOLDER),"$(FOLDER)")

compare: $(READY)
	@$(BIN)/python -m nkps_reports compare $(if $(OLD),"$(OLD)") $(if $(NEW),"$(NEW)")

import: $(READY)
	@$(BIN)/python -m nkps_reports import $(if $(REPORT),"$(REPORT)")

template: $(READY)
	@$(BIN)/python -m nkps_reports template

lint-template: $(READY)
	@$(BIN)/python -m nkps_reports lint-template $(if $(TEMPLATE),"$(TEMPLATE)")

test: $(READY_FOR_TESTS)
	@$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term $(TESTS)

lint: $(READY_FOR_TESTS)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(READY_FOR_TESTS)
	@$(BIN)/python -m bench $(if $(BUSY),--busy)

fuzz: $(READY_FOR_TESTS)
	@$(BIN)/python -m tests.fuzz $(MINUTES)

help:
	@$(PYTHON) tools/set_up.py help

clean:
	@$(PYTHON) tools/set_up.py clean

# A name that is no command, in Norwegian where make would answer in English.
.DEFAULT:
	@$(PYTHON) tools/set_up.py unknown "$@"

$(READY): $(SET_UP)
	@$(PYTHON) tools/set_up.py report

$(READY_FOR_TESTS): $(SET_UP)
	@$(PYTHON) tools/set_up.py test
