# Leadworth's commands; `make help` lists them in the order in which a person needs them.
# Needs Python 3.11 or newer and make. What they build lies in .venv/ (packages) and var/ (data, secrets).

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
TESTERS ?= 3

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SERVICE := $(BIN)/python -m service
TRAINING := $(BIN)/python -m training
SAY := @echo leadworth:
serve_model = version=$$($(SERVICE) models add $(1)) && $(SERVICE) models promote "$$version"

.DELETE_ON_ERROR:
.PHONY: help run test lint secrets simulate train keys example-event-saas example-leadsmart bench bench-model \
	bench-score bench-worlds bench-trust bench-advice bench-pages deploy-secrets clean demo migrate environment

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-20s %s\n", $$1, $$2 }' Makefile

run: ## Simulate a company, train, and serve on http://127.0.0.1:8000 (PORT= changes it)
	@$(PYTHON) deploy/preflight.py "$(PORT)"
	@test -e var/leadworth.db || rm -f var/demo/.filled var/keys.env
	@$(PYTHON) deploy/alone.py var/run.lock $(MAKE) --no-print-directory demo

test: .venv/requirements-dev.lock.stamp lint ## Run every check and every test (ARGS= goes to pytest)
	$(SAY) running the tests
	@$(BIN)/python -m pytest -n $(TESTERS) $(ARGS)

lint: .venv/requirements-dev.lock.stamp ## Check style, types and which room imports which
	$(SAY) checking style, types and imports
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

environment: .venv/requirements.lock.stamp ## Build .venv: the packages, and nothing else

secrets: ## Write var/leadworth.env once: the keys that sign and encrypt
	@$(PYTHON) deploy/preflight.py
	@$(PYTHON) deploy/write_secrets.py local var/leadworth.env

simulate: var/demo/.simulated ## Simulate a company's history into var/demo

train: migrate ## Retrain on what the store has learnt since, and serve the new model
	$(SAY) training on the history in the store
	@$(SERVICE) snapshot --out var/history.parquet
	@$(TRAINING) fit --data var/history.parquet --schema var/demo/schema.toml --out var/artefact
	@$(call serve_model,var/artefact)

keys: var/keys.env ## Show one API key for each scope
	@cat var/keys.env

example-event-saas: environment secrets ## Import, train on and score a software company's real leads (DATA=folder)
	@test -f "$(DATA)/offers.csv" || { echo "leadworth: DATA= names no folder with leads.csv and offers.csv" >&2; exit 2; }
	@sh examples/event_saas/run.sh $(BIN)/python "$(DATA)" var/event_saas

example-leadsmart: environment secrets ## Import a property company's real spend and statuses (DATA=folder)
	@test -f "$(DATA)/insights.csv" || { echo "leadworth: DATA= names no folder with insights.csv" >&2; exit 2; }
	@sh examples/leadsmart/run.sh $(BIN)/python "$(DATA)" var/leadsmart

bench: var/demo/.trained ## Measure the API on this machine
	@$(BIN)/python -m bench.api

bench-model: .venv/requirements-bench.lock.stamp ## Measure the model against four general learners (DATA=folder)
	@$(BIN)/python -m bench.model $(DATA)

bench-score: environment ## Measure the scorer: microseconds a lead, exactness, factors
	@$(BIN)/python -m bench.score

bench-worlds: environment ## Measure money and calibration on simulated companies (ARGS="--worlds 50")
	@$(BIN)/python -m bench.worlds $(ARGS)

bench-trust: environment ## Measure intervals, verdicts, alerts and the bridge on simulated companies (ARGS="--worlds 20")
	@$(BIN)/python -m bench.trust $(ARGS)

bench-advice: environment ## Measure the budget advice against doing nothing and the lowest cost per lead (ARGS="--worlds 60")
	@$(BIN)/python -m bench.advice $(ARGS)

bench-pages: environment secrets ## Measure every page over 50,000 simulated leads (the first time fills a store)
	@$(BIN)/python -m bench.pages $(ARGS)

deploy-secrets: ## Write deploy/*.env once: the secrets that compose.yaml needs
	@$(PYTHON) deploy/preflight.py
	@$(PYTHON) deploy/write_secrets.py compose deploy

clean: ## Remove the packages and caches; var/ with data and secrets stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .schemathesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The demonstration has a store of its own, whatever the environment names: nothing simulated reaches a real one.
demo train keys migrate simulate: export LEADWORTH_DATABASE_URL = sqlite:///var/leadworth.db
demo: export LEADWORTH_SIMULATED = true

example-event-saas: export LEADWORTH_DATABASE_URL = sqlite:///var/event_saas/leadworth.db
example-event-saas: export LEADWORTH_CURRENCY = USD
example-leadsmart: export LEADWORTH_DATABASE_URL = sqlite:///var/leadsmart/leadworth.db
example-leadsmart: export LEADWORTH_CURRENCY = EGP
example-leadsmart: export LEADWORTH_REGION = EG
example-leadsmart: export LEADWORTH_TIMEZONE = Africa/Cairo

demo: var/keys.env
	@umask 077 && sh deploy/sign_in_links.sh "$(SERVICE)" sale-01 > var/links.env
	@umask 077 && sh deploy/welcome.sh $(PORT) var/keys.env var/links.env > var/welcome.txt
	@exec $(SERVICE) serve --port $(PORT) --workers $(WORKERS) --announce var/welcome.txt

# Reinstalled when the lock changes. `pip --version` fails where an earlier attempt stopped half way.
.venv/requirements.lock.stamp .venv/requirements-dev.lock.stamp .venv/requirements-bench.lock.stamp: .venv/%.stamp: %
	@$(PYTHON) deploy/preflight.py
	$(SAY) installing $$(grep -c == $<) packages into .venv, a minute or two
	@$(PIP) --version > /dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(PYTHON) deploy/alone.py var/install.lock $(PIP) install --quiet --require-hashes -r $<
	@touch $@

migrate: environment secrets
	@$(SERVICE) migrate

# Made once and kept: a newer checkout neither simulates nor fills again.
var/demo/.simulated: | environment
	$(SAY) simulating a year of leads, calls and deals into var/demo
	@$(TRAINING) simulate --out var/demo
	@touch $@

var/demo/.trained: var/demo/.simulated | secrets
	$(SAY) training on the simulated history
	@$(TRAINING) fit --data var/demo/leads.csv --schema var/demo/schema.toml --out var/demo/artefact
	@touch $@

var/demo/.filled: var/demo/.trained | migrate
	$(SAY) filling the store with the simulated history
	@$(call serve_model,var/demo/artefact)
	@sh examples/simulated/fill.sh "$(SERVICE)" var/demo
	@touch $@

var/keys.env: var/demo/.filled
	@umask 077 && sh deploy/create_keys.sh "$(SERVICE)" > $@
