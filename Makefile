# Each target sets up what it needs first; a second run starts at once. PYTHON chooses the Python.
PY := .venv/bin/python
LOCK := $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --no-emit-index-url --quiet pyproject.toml

.PHONY: demo test guard benchmarks lint docs screenshots words lock package package-archive package-test supply sbom \
	audit clean setup setup-dev

demo: setup ## analyse a sample clip, write the results to out/, show the live window
	$(PY) -m formcheck demo

# The packages that decide, and touch neither camera, model, window nor disk: every branch is tested.
PURE := formcheck/toml/*,formcheck/features/*,formcheck/exercises/*,formcheck/care/*,formcheck/checking/*,formcheck/session/*,formcheck/training/*,formcheck/desk/*,formcheck/review/*,formcheck/overlay/*

test: setup-dev ## every test, with no window on the screen, and how much of the code they reach
	PYTHONDONTWRITEBYTECODE= QT_QPA_PLATFORM=offscreen $(PY) -m pytest \
		--numprocesses 3 --dist loadfile --no-loadscope-reorder --cov=formcheck --cov-report=
	$(PY) -m coverage report --skip-covered
	$(PY) -m coverage report --skip-covered --include='$(PURE)' --fail-under=100

guard: setup-dev ## whether it became slower: ratios measured side by side
	$(PY) -m benchmarks.guard

benchmarks: setup-dev ## how quick and how frugal it is: docs/performance.md, on a quiet computer
	$(PY) -m benchmarks

lint: setup-dev ## style, types and the direction of imports
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

docs: setup-dev ## the guide as a site: open out/site/index.html
	PYTHONPATH=. $(PY) tools/format_pages.py
	PYTHONPATH=. $(PY) tools/import_graph.py
	$(PY) -m mkdocs build --strict

screenshots: setup-dev ## every picture of the guide anew, from the real windows, into docs/images
	PYTHONPATH=. $(PY) tools/screenshots.py

words: setup-dev ## collect the texts for translators, and compile what they translated
	PYTHONPATH=. $(PY) tools/words.py

lock: setup-dev ## write both locks anew from pyproject.toml; "make lock UP=--upgrade" takes newer versions
	$(LOCK) --extra dev $(UP) --output-file requirements-dev.lock
	$(LOCK) $(UP) --constraint requirements-dev.lock --output-file requirements.lock

package: setup-dev ## the program for people without Python: dist/formcheck
	$(PY) packaging/build.py

package-archive: setup-dev ## the same, and packed: dist/formcheck-VERSION-SYSTEM.tar.gz
	$(PY) packaging/build.py --archive

package-test: package ## see that what was packaged runs, without a Python and from anywhere
	FORMCHECK_PACKAGED=dist/formcheck $(PY) -m pytest -p no:cacheprovider tests/packaging/test_program.py

supply: setup-dev ## docs/licences.md anew: what everything is made of, and under which terms
	$(PY) -m supply check
	$(PY) -m supply page

sbom: setup-dev ## a bill of materials: out/formcheck.cdx.json (CycloneDX)
	$(PY) -m supply bill out/formcheck.cdx.json

audit: setup-dev ## ask whether a fault is known in a package of the lock; no answer is none
	$(PY) -m supply audit

clean: ## remove what these targets made
	rm -rf .venv out dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage

setup:
	@sh tools/setup.sh run

setup-dev:
	@sh tools/setup.sh dev
