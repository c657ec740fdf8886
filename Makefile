# The front door. `make` lists the targets; the work is done by tools/ and by the `wraparound` command.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help demo check bench format lock

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## install, import the bundled sample and serve it on 127.0.0.1 (PORT=8000)
	@$(PYTHON) tools/environment.py run
	@$(BIN)/wraparound demo --port $(PORT)

check: ## lint, types, floors and all tests (CI=true: a missing server fails instead of skipping)
	@$(PYTHON) tools/environment.py dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/yamllint --strict docker-compose.yml
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 --dist loadfile

bench: ## build 100,000 synthetic listings and print speed and memory (LISTINGS=100000)
	@$(PYTHON) tools/environment.py dev
	$(BIN)/python -m tools.bench --listings $(or $(LISTINGS),100000)

format: ## format the code and mend what the linter can mend
	@$(PYTHON) tools/environment.py dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: ## pin the dependencies of pyproject.toml anew, with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	  pyproject.toml --extra dev -c requirements/run.txt -o requirements/dev.txt
	echo 'setuptools>=77' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate - -o requirements/build.txt
