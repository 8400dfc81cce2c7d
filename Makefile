# What a newcomer, an editor's technician and a maintainer run. `make help` lists it.
# Prerequisites: python3 (3.11 or newer) and make. Everything else goes into .venv/ and var/.

PYTHON ?= python3
PORT ?= 8000
MINUTES ?= 10
RATE ?= 10
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

# Compiled modules halve the time that every start takes.
unexport PYTHONDONTWRITEBYTECODE

# An environment that stood elsewhere, or whose Python has gone, is made again.
ifneq ($(shell test -x $(BIN)/python && cat .venv/made-for 2>/dev/null),$(CURDIR))
$(shell rm -f .venv/ready .venv/ready-to-develop)
endif

.DEFAULT_GOAL = help
.PHONY: help run develop test faults bench load handbook lint format messages serve-production clean port

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: port .venv/ready ## set everything up and serve the site on http://127.0.0.1:8000 (PORT=… changes it)
	@$(MANAGE) run --port '$(PORT)'

develop: port .venv/ready-to-develop ## serve what `make run` has set up, with debug pages, reloading changed code
	@DEBUG=1 $(MANAGE) runserver '$(PORT)'

test: .venv/ready-to-develop ## run every check: style, types, migrations, translations, tests
	@$(BIN)/python tests/checks.py

faults: .venv/ready-to-develop ## stage faults for real: cache, database, disk, clocks, killed processes; nothing may be lost
	@$(BIN)/pytest tests/faults -q -s

bench: .venv/ready-to-develop ## measure the site with 70 and with 10,000 actions in six languages
	@$(BIN)/python -m tests.bench

load: .venv/ready-to-develop ## send readers, sign-ups and an editor to a whole installation (MINUTES=10, RATE=10 a second)
	@$(BIN)/python -m tests.load --minutes '$(MINUTES)' --rate '$(RATE)'

handbook: .venv/ready-to-develop ## make the pictures of the handbook anew, from the site itself (needs Chromium)
	@$(BIN)/python -m tests.handbook

lint: .venv/ready-to-develop ## run every check but the tests
	@$(BIN)/python tests/checks.py --static

format: .venv/ready-to-develop ## put Python and templates into the project's style
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .
	@$(BIN)/djlint --reformat --quiet templates || true

messages: .venv/ready ## collect the interface's strings into locale/ (needs the gettext tools)
	@$(MANAGE) makemessages
	@$(MANAGE) compilemessages

serve-production: .venv/ready ## serve with the production settings, read from the environment
	@DJANGO_SETTINGS_MODULE=config.settings.production sh -eu deploy/serve

clean: ## remove what the tools have made, except the database and the media in var/
	rm -rf .mypy_cache .pytest_cache .ruff_cache var/cache var/static var/postgres-test var/test-media
	find . -path ./.venv -prune -o \( -name __pycache__ -o -name '*.mo' \) -print | xargs rm -rf

# A port that is taken is said before anything is installed.
port:
	@if command -v '$(PYTHON)' >/dev/null; then '$(PYTHON)' site/config/ports.py '$(PORT)'; fi

# The virtual environment is ready when it holds what uv.lock names.
.venv/ready: pyproject.toml uv.lock
	@PYTHON='$(PYTHON)' sh -eu deploy/environment --no-dev
	@touch $@

.venv/ready-to-develop: pyproject.toml uv.lock
	@PYTHON='$(PYTHON)' sh -eu deploy/environment
	@touch .venv/ready $@
