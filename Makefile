# The commands of the flight deck. Each sets up what it needs; nothing comes before it.

PYTHON := .venv/bin/python
RUNTIME := requirements.txt
DEVELOPMENT := requirements.txt requirements-dev.txt

.DEFAULT_GOAL := help
.PHONY: help run test lint audit bench docs clean

# Say what each command does
help:
	@awk '/^# /{said=substr($$0,3)} /^[a-z]+:/{sub(":.*","",$$1); printf "make %-6s %s\n",$$1,said}' Makefile

# Serve the flight deck on http://127.0.0.1:8050 (the first start builds synthetic data)
run:
	@scripts/venv.sh $(RUNTIME)
	@$(PYTHON) app.py

# Run every test: rules, worked examples, SQLite, PostgreSQL and a real browser (ARGS="-k word" for some)
test:
	@scripts/venv.sh $(DEVELOPMENT)
	@scripts/need.sh chromium postgresql
	@$(PYTHON) -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder --randomly-seed=2026 $(ARGS)

# Check form, types, the direction of imports and spelling
lint:
	@scripts/venv.sh $(DEVELOPMENT)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/codespell

# Look the pinned packages up in the public list of known weaknesses (needs the internet)
audit:
	@scripts/venv.sh $(DEVELOPMENT)
	.venv/bin/pip-audit --requirement requirements.txt

# Measure speed beside other tools and write docs/reference/performance.md
bench:
	@scripts/venv.sh $(DEVELOPMENT)
	@scripts/need.sh chromium postgresql
	@$(PYTHON) -m bench $(ARGS)

# Write the generated pages of docs/reference
docs:
	@scripts/venv.sh $(RUNTIME)
	@$(PYTHON) -m flightdeck docs

# Remove the environment and the caches; snapshots in var stay
clean:
	rm -rf .venv htmlcov .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache *.egg-info
