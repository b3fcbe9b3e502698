# `make demo` and `make test` need Python 3.11 or newer, git and make; they do the rest.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
PIP_ARGS ?=

.PHONY: demo test lint

$(VENV)/ready: pyproject.toml
	$(if $(PYTHON),,$(error Python 3.11 or newer is needed))
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet $(PIP_ARGS) -e '.[test]'
	touch $@

demo: $(VENV)/ready
	$(VENV)/bin/extractor read fixtures/question-1027.pdf --out out || [ $$? -eq 1 ]
	@echo "Written to out/:" && find out -type f | sort

test: $(VENV)/ready
	$(VENV)/bin/python -m pytest -n auto --dist loadfile

lint: $(VENV)/ready
	$(VENV)/bin/python -m pip install --quiet $(PIP_ARGS) -e '.[dev]'
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
