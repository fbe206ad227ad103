# profile: a customer data platform inside PostgreSQL
#
# This is the face: what people type.  The PGXS build proper is build.mk, kept
# apart so that `make check` also works on a machine that has no PostgreSQL yet
# (PGXS cannot even be included there).
#
#   make help        lists the targets
#   make check       everything, on a fresh machine
#   make install     what a packager wants (DESTDIR and PG_CONFIG are honoured)

PG_CONFIG ?= pg_config
export PG_CONFIG

BUILD   = $(MAKE) --no-print-directory -f build.mk PG_CONFIG='$(PG_CONFIG)'
HARNESS = test/harness

.DEFAULT_GOAL := all

# --- build: handed to PGXS --------------------------------------------------

.PHONY: all install uninstall installcheck clean
all install uninstall installcheck clean:
	@$(BUILD) $@

# --- test -------------------------------------------------------------------

.PHONY: check check-regress check-isolation check-tap check-conformance check-clients
check: dependencies clients ## build, stage, and run every test on a throw-away server
	@$(HARNESS)/check.sh regress isolation tap conformance clients

check-regress: dependencies ## only pg_regress (TESTS="a b" picks)
	@$(HARNESS)/check.sh regress

check-isolation: dependencies ## only the isolation specs (TESTS="a b" picks)
	@$(HARNESS)/check.sh isolation

check-tap: dependencies ## only the TAP tests (TESTS="001 002" picks)
	@$(HARNESS)/check.sh tap

check-conformance: dependencies ## only the tests on real data (skipped where it is absent)
	@$(HARNESS)/check.sh conformance

check-clients: dependencies clients ## only real clients, from Debian and npm, against the BI views and the API
	@$(HARNESS)/check.sh clients

.PHONY: dependencies
dependencies: ## install the Debian packages that are missing, and say which
	@$(HARNESS)/dependencies.sh

.PHONY: clients
clients: ## install the clients that check-clients reads with, from Debian and npm
	@CLIENTS=1 $(HARNESS)/dependencies.sh
	@$(HARNESS)/clients.sh

.PHONY: fuzz
fuzz: ## run the fuzz targets (FUZZ_RUNS=10000000 TARGETS="phone name" more of some)
	@FUZZ=1 $(HARNESS)/dependencies.sh
	@$(HARNESS)/fuzz.sh

# --- see it -----------------------------------------------------------------

.PHONY: demo try bench
demo: dependencies ## a company's data arrives: the tour, on a throw-away server; writes tmp_check/demo/dashboard.html
	@mkdir -p tmp_check
	@KEEP=tmp_check/demo $(HARNESS)/stage.sh test/demo/demo.sh

try: dependencies ## psql in a throw-away database with the extension and the demo's data
	@$(HARNESS)/stage.sh test/demo/try.sh

bench: dependencies ## run test/bench (BENCH="golden journey" picks)
	@$(HARNESS)/stage.sh test/bench/run.sh $(BENCH)

# --- documents --------------------------------------------------------------

.PHONY: reference
reference: dependencies ## write doc/reference.md anew from the catalog's comments
	@KEEP=tmp_check $(HARNESS)/stage.sh test/harness/reference.sh
	@cp tmp_check/reference.md doc/reference.md

# --- style ------------------------------------------------------------------

C_SOURCES = $(sort $(wildcard src/*/*.c src/*/*.h))

.PHONY: format format-check
format: ## rewrite the C sources in the house style (clang-format 14)
	@FORMAT=1 $(HARNESS)/dependencies.sh
	@clang-format-14 -i $(C_SOURCES)

format-check: ## fail if `make format` would change anything
	@FORMAT=1 $(HARNESS)/dependencies.sh
	@clang-format-14 --dry-run --Werror $(C_SOURCES)

.PHONY: help
help: ## this list
	@echo 'make [all]          build the extension'
	@echo 'make install        install it (DESTDIR, PG_CONFIG)'
	@echo 'make installcheck   pg_regress against a running server'
	@sed -n 's/^\([a-z][a-z-]*\):[^#]*## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  awk -F'|' '{ printf "make %-14s %s\n", $$1, $$2 }'
	@echo 'PG_CONFIG=/path/to/pg_config chooses the PostgreSQL installation.'
