"""How quick and how frugal it is, measured side by side: ``python -m benchmarks --help``."""
