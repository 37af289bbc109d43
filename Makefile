# Each target is one line; `make` alone lists them. All need only python3, git and make.
PYTHON ?= python3
LOCAL := $(PYTHON) -m deploy.local.bootstrap
BIN := .venv/bin
CODE := machiken services deploy bench tests

.DEFAULT_GOAL := help
.PHONY: help setup fmt lint test soak check demo up down status logs bench bench-reads bench-scale contracts migration words docs scanner screens

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## Start everything and play the main job, from a voucher to the ledger
	@$(LOCAL) demo

up: ## Start the servers and all processes, and wait until they are well
	@$(LOCAL) up

down: ## Stop everything; the data stays
	@$(LOCAL) down

status: ## Show each process's state and health
	@$(LOCAL) status

logs: ## Show and follow the logs (P="gateway auth-worker" selects)
	@$(LOCAL) logs $(P)

setup: ## Install what is missing, for tests too
	@$(LOCAL) --tests

test: setup ## Run the tests on servers of their own (T=path selects)
	@$(BIN)/pytest $(T)

soak: setup ## Race the money for hours, guess and storm (KIND=phones selects, SEED=… repeats, SOAK_SHARE=0.01 tastes)
	@SEED="$(SEED)" SOAK_SHARE="$(SOAK_SHARE)" $(BIN)/pytest tests/redemption/soak/races.py tests/auth/soak/guesses.py tests/access/soak/storm.py -s $(if $(KIND),-k $(KIND))

lint: setup ## Check style, formatting, types and who imports whom
	@$(BIN)/ruff check $(CODE) && $(BIN)/ruff format --check $(CODE) && $(BIN)/mypy && $(BIN)/lint-imports

check: lint ## Everything a change must pass: lint, contract drift, tests
	@$(BIN)/python -m deploy.contracts --check && $(BIN)/python -m deploy.translations --check && $(BIN)/pytest

fmt: setup ## Format the code
	@$(BIN)/ruff check --fix --quiet $(CODE); $(BIN)/ruff format $(CODE)

bench: setup ## Measure one redemption of five vouchers beside plain Flask and plain SQL
	@$(BIN)/python -m bench

bench-reads: setup ## Measure one read at the gateway's edge, a thousand of them
	@$(BIN)/python -m bench.reads

bench-scale: setup ## Measure with a million vouchers, and a merchant's 100,000 payments
	@$(BIN)/python -m bench.scale

contracts: setup ## Write schemas, verbs and the broker's shape from the code
	@$(BIN)/python -m deploy.contracts

words: setup ## Take new words of the pages into the English catalogue, and compile it
	@$(BIN)/python -m deploy.translations

migration: setup ## Begin a migration from the tables' change (s=redemption m="add x")
	@$(LOCAL) up && $(BIN)/python -m deploy.migration "$(s)" "$(m)"

scanner: ## Build what phones are given to read QRs with (needs Node.js and npm)
	@cd services/gateway/scanner && npm ci --ignore-scripts --silent && npm run --silent build

screens: setup ## Walk the manual in Chromium and renew the pictures of docs/screens
	@$(BIN)/pytest tests/browser/walk && cp build/screens/*.webp docs/screens/

docs: setup ## Check that the documents' links lead somewhere
	@$(BIN)/python -m deploy.documents
