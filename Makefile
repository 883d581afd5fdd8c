# The two commands that do everything: make report, make test. make help lists the rest.
ifeq ($(OS),Windows_NT)
  PYTHON ?= py -3
  BIN := .venv/Scripts
else
  PYTHON ?= python3
  BIN := .venv/bin
endif
MAKEFLAGS += --no-print-directory
RUN := $(BIN)/python tools/from_make.py
SET_UP := pyproject.toml constraints.txt tools/set_up.py
SET_UP_PAGE := $(SET_UP) page/package.json page/package-lock.json
SET_UP_BENCH := $(SET_UP_PAGE) bench/package.json bench/package-lock.json
READY := .venv/.ready
READY_FOR_PAGE := .venv/.ready-for-page
READY_FOR_TESTS := .venv/.ready-for-tests
READY_FOR_BENCH := .venv/.ready-for-bench

# What is typed may be the name of any file, and a $ in one means something to make, a back-tick to a shell. So it
# goes by the environment to tools/from_make.py, as it was typed, in variables of our own. Make would expand what was
# typed while exporting it, for a variable of any name: so each is made to be its own text.
$(foreach name,$(.VARIABLES),$(if $(findstring command,$(origin $(name))),\
  $(if $(findstring $$,$(name)),,$(eval override $(name) := $$(value $(name))))))
export NKPS_INPUT = $(value INPUT)
export NKPS_CLUSTER = $(value CLUSTER)
export NKPS_EXPECTED = $(value EXPECTED)
export NKPS_NEWEST = $(value NEWEST)
export NKPS_FOLDER = $(value FOLDER)
export NKPS_OLD = $(value OLD)
export NKPS_NEW = $(value NEW)
export NKPS_REPORT = $(value REPORT)
export NKPS_TEMPLATE = $(value TEMPLATE)
export NKPS_FORMAT = $(value FORMAT)
export NKPS_TESTS = $(value TESTS)
export NKPS_BUSY = $(value BUSY)
export NKPS_QUICK = $(value QUICK)
export NKPS_MINUTES = $(value MINUTES)
export NKPS_COMMAND = $@

.DEFAULT_GOAL := help
.PHONY: report check import compare overview page pictures test template lint-template lint bench fuzz help clean

report: $(READY)
	@$(RUN) report

check: $(READY)
	@$(RUN) check

overview: $(READY)
	@$(RUN) overview

compare: $(READY)
	@$(RUN) compare

import: $(READY)
	@$(RUN) import

template: $(READY)
	@$(BIN)/python -m nkps_reports template

lint-template: $(READY)
	@$(RUN) lint-template

page: $(READY_FOR_PAGE)
	@$(BIN)/python -m tools.page

pictures: $(READY_FOR_TESTS)
	@$(BIN)/python -m tools.pictures

test: $(READY_FOR_TESTS)
	@$(RUN) test

lint: $(READY_FOR_TESTS)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@cd page && "$(CURDIR)/$(BIN)/node" node_modules/@biomejs/biome/bin/biome ci --error-on-warnings --colors=off
	@cd page && "$(CURDIR)/$(BIN)/node" node_modules/typescript/bin/tsc

bench: $(READY_FOR_BENCH)
	@$(RUN) bench

fuzz: $(READY_FOR_TESTS)
	@$(RUN) fuzz

help:
	@$(PYTHON) tools/set_up.py help

clean:
	@$(PYTHON) tools/set_up.py clean

# A name that is no command, in Norwegian where make would answer in English.
.DEFAULT:
	@$(PYTHON) tools/set_up.py unknown

$(READY): $(SET_UP)
	@$(PYTHON) tools/set_up.py report

$(READY_FOR_PAGE): $(SET_UP_PAGE)
	@$(PYTHON) tools/set_up.py page

$(READY_FOR_TESTS): $(SET_UP_PAGE)
	@$(PYTHON) tools/set_up.py test

$(READY_FOR_BENCH): $(SET_UP_BENCH)
	@$(PYTHON) tools/set_up.py bench
