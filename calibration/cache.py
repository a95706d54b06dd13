"""What was observed so far, one setting a line, so that a second run goes on where it stopped."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from calibration import observe
from calibration.grid import Setting
from calibration.poses import ALL
from formcheck.paths import samples_dir
from formcheck.pose.pose import Pose, no_doubt

_DRAWN_BY: Final = (
    "body", "camera", "figure", "head", "parts", "people", "planar", "room", "scene", "shapes",
    "skeleton", "spine",
)  # fmt: skip
_DECIMALS: Final = 4


def fingerprint(model_sha256: str) -> str:
    """Return what all observations of a file have in common: the figure, the model, the method."""
    digest = hashlib.sha256(f"{model_sha256} {observe.FRAMES} {observe.USED}".encode())
    folder = samples_dir() / "mannequin"
    moves = {series.solver.__module__.rpartition(".")[2] for series in ALL}
    files = [folder / f"{name}.py" for name in _DRAWN_BY]
    for file in (*files, *(folder / "moves" / f"{name}.py" for name in sorted(moves))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


class Cache:
    """Observations by the key of their setting, kept in ``<folder>/<fingerprint>.jsonl``."""

    def __init__(self, folder: Path, model_sha256: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{fingerprint(model_sha256)}.jsonl"
        self._known: dict[str, list[Pose | None]] = {}
        for line in self._whole_lines():
            row = json.loads(line)
            self._known[row["key"]] = [_pose(one) for one in row["poses"]]

    def _whole_lines(self) -> list[str]:
        """Return the lines of the file, and cut off a last one that an interruption left short."""
        if not self.path.exists():
            return []
        text = self.path.read_text("utf-8")
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            self.path.write_text(whole, "utf-8")
        return whole.splitlines()

    def get(self, setting: Setting) -> list[Pose | None] | None:
        """Return what was observed, or None when it has not been yet."""
        return self._known.get(setting.key)

    def add(self, setting: Setting, poses: list[Pose | None]) -> None:
        """Keep what was observed."""
        row = {"key": setting.key, "poses": [_row(pose) for pose in poses]}
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
        # Through the rounding of the file, so that a run that goes on gives the same numbers.
        self._known[setting.key] = [_pose(_row(pose)) for pose in poses]


def _row(pose: Pose | None) -> dict[str, Any] | None:
    if pose is None:
        return None
    return {
        "px": pose.image_px.round(2).tolist(),
        "world": pose.world_m.round(_DECIMALS).tolist(),
        "visibility": pose.visibility.round(_DECIMALS).tolist(),
        "size": list(pose.image_size),
    }


def _pose(row: dict[str, Any] | None) -> Pose | None:
    if row is None:
        return None
    width, height = row["size"]
    return Pose(
        time_s=0.0,
        image_px=np.array(row["px"], float),
        world_m=np.array(row["world"], float),
        visibility=np.array(row["visibility"], float),
        image_size=(width, height),
        doubt=no_doubt(),
    )
