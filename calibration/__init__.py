"""Measures how far each feature is off, on rendered people whose true joints are known.

::

    grid --observe--> landmarks --samples--> true and measured --fit--> bins

``python -m calibration`` renders figures, lets the real estimator look at them and writes
``error_model.toml``. A development tool: only that file ships with the program.
"""
