# Thin: every target calls one command.  `make demo` and `make test` set up all they need in .venv.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
EVAL ?= ../shared/eval

.PHONY: accept demo test units lint eval bench tagger lock contracts clean help

help:  ## List the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/'

demo: $(VENV)/.demo  ## Run everything on bundled feeds: broker, poller, worker, page; ends by itself
	$(BIN)/demarche demo $(ARGS)

test: $(VENV)/.dev  ## Lint, types, laws, units, and the pipeline on the real broker
	@$(MAKE) --no-print-directory -j2 lint units

units: $(VENV)/.dev
	$(BIN)/python -m pytest -q -n 3 --dist worksteal $(ARGS)

lint: $(VENV)/.dev  ## Style, types, layers
	$(BIN)/ruff check agents streams tests
	$(BIN)/ruff format --check agents streams tests
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(VENV)/.demo  ## Score the readers on a folder of gold: make eval EVAL=../shared/eval
	$(PYTHON) $(EVAL)/evaluate.py --demarche "$(CURDIR)/$(BIN)/demarche" $(ARGS)

accept: $(VENV)/.dev  ## Accept what is now read from our own texts; look at `python tests/corpus/freeze.py` first
	$(BIN)/python tests/corpus/freeze.py --accept
	$(BIN)/python tests/support/literals.py --accept

bench: $(VENV)/.dev  ## Measure: extraction and the whole pipeline, each beside a peer in the same run
	$(BIN)/demarche bench
	$(BIN)/python tests/bench/bench_pipeline.py

tagger: $(VENV)/.demo  ## Make the weights of the tagger anew from tagged text: make tagger TRAIN=FOLDER
	$(BIN)/python -m agents.extraction.parse.training $(TRAIN)

contracts: $(VENV)/.dev  ## Write schemas, AsyncAPI and the tables of the operator's book anew
	$(BIN)/demarche contracts deploy

lock: $(VENV)/.dev  ## Resolve the dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --extra embedded -o requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	  --extra embedded --extra mock --extra spacy --extra notify --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml

clean:  ## Remove the environment and everything built
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "demarche needs Python 3.11 or newer; say where: make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "no venv module: on Debian, apt install python3-venv"; exit 1; }

# Packages by hash, then this folder itself, then Kafka's jars (checked against streams/broker/jars.tsv).
$(VENV)/.demo: $(VENV)/bin/python requirements.lock pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps -e .
	$(BIN)/demarche broker install
	@touch $@

$(VENV)/.dev: $(VENV)/.demo requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
