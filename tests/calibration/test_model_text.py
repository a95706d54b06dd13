"""What is written is what the program reads, floors included."""

from pathlib import Path

import pytest

from calibration.floors import FLOORS, load_floors
from calibration.model_text import model_text
from formcheck.features.body import FEATURES
from formcheck.features.error_model import Bin, load_error_model

BIN = Bin(
    view="side", yaw_from=0.0, yaw_to=10.0, bias=-5.25, gain=0.97, sd=1.5, lost=0.01, n=480
)  # fmt: skip


def test_the_program_reads_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "error_model.toml"
    bins = {("bridge", "knee_angle"): (BIN,), ("any", "knee_angle"): (BIN,)}
    file.write_text(model_text("7", "abc", bins, load_floors()), "utf-8")
    model = load_error_model(file)
    assert (model.version, model.model_sha256) == ("7", "abc")
    assert model.error("bridge", "knee_angle").bins == (BIN,)
    floor = load_floors()["knee_angle"]
    reading = model.reading("bridge", FEATURES["knee_angle"], 100.0, "side", 5.0)
    assert reading.value == pytest.approx((100.0 + 5.25) / 0.97)
    assert reading.error == floor.error


def test_a_feature_that_was_not_measured_has_no_bias_and_its_floor(tmp_path: Path) -> None:
    file = tmp_path / "error_model.toml"
    file.write_text(model_text("7", "abc", {}, load_floors()), "utf-8")
    model = load_error_model(file)
    for name, floor in load_floors().items():
        (only,) = model.error("plank", name).bins
        assert (only.bias, only.gain, only.sd, only.n) == (0.0, 1.0, floor.error / 2.0, 0)


def test_every_feature_needs_a_floor(tmp_path: Path) -> None:
    text = FLOORS.read_text("utf-8")
    file = tmp_path / "floors.toml"
    file.write_text(text.replace("[knee_angle]", "[toe_angle]"), "utf-8")
    with pytest.raises(ValueError, match=r"knee_angle.*toe_angle"):
        load_floors(file)
