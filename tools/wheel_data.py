#!/usr/bin/env python3
"""Build hook: put the data that formcheck needs at run time inside the wheel, and no sources.

In a checkout the data folders lie beside the package; `formcheck/paths.py` finds them in both.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PATTERNS = (
    "models/*.task",
    "models/*.toml",
    "models/*.md",
    "models/*.txt",
    "calibration/error_model.toml",
    "samples/*.mp4",
    "samples/*.npz",
    "samples/*.json",
)


class WheelData(BuildHookInterface[Any]):
    """Adds every data file to the wheel under ``formcheck/_data``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files. Called by hatchling before it builds; "editable" needs no copies."""
        if version == "editable":
            return
        root = Path(self.root)
        for pattern in PATTERNS:
            for file in sorted(root.glob(pattern)):
                name = file.relative_to(root).as_posix()
                build_data["force_include"][str(file)] = f"formcheck/_data/{name}"
