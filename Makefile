# The one door. `make run` opens the dashboard, `make test` runs every check; both work from a fresh clone.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
RUNTIME := $(VENV)/.runtime-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEVELOPMENT := $(VENV)/.development-$(shell cksum < requirements-dev.txt | cut -d' ' -f1)

.PHONY: run test check format sample bundle kernels browser postgres lock bench clean

run: sample bundle kernels ## open the dashboard on this machine
	@echo "The dashboard opens at http://127.0.0.1:$(PORT) (stop it with Ctrl-C)"
	@STREAMLIT_SERVER_PORT=$(PORT) $(BIN)/python -m dashboard

sample: $(RUNTIME) ## write the invented sample
	@$(BIN)/python sample_data/generate.py

bundle: $(RUNTIME) ## make the map's scripts from the installed packages
	@$(BIN)/python -c 'from dashboard.settings import static_folder; from dashboard.ui.leaflet_bundle import ensure_bundle; ensure_bundle(static_folder())'

kernels: $(RUNTIME) ## compile what is compiled, once; about half a minute the first time
	@$(BIN)/python -c 'from dashboard.engine.warm import warm; warm()'

test: $(DEVELOPMENT) kernels browser postgres static ## every check
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(DEVELOPMENT) static ## the quick subset, under a minute; tests/long.txt lists what it leaves out
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow and not browser" -q

.PHONY: static
static: $(DEVELOPMENT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(DEVELOPMENT) ## tidy the source
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

browser: $(DEVELOPMENT) ## bring a browser for the tests that need one
	$(BIN)/python -m tools.browser

postgres: $(DEVELOPMENT) ## bring a database server for the tests that need one
	$(BIN)/python -m tools.postgres

bench: $(DEVELOPMENT) ## print measured ratios; one of them with `python -m bench NAME`
	$(BIN)/python -m bench

lock: $(DEVELOPMENT) ## turn the short lists of dependencies into pinned and hashed ones
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt requirements.in
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-cluster.txt requirements-cluster.in
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-dev.txt requirements-dev.in

clean: ## remove everything that was made, but not what was loaded
	rm -rf $(VENV) dashboard/static .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name one with: make $(MAKECMDGOALS) PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUNTIME): | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(DEVELOPMENT): | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(RUNTIME)
