"""The error model: bias removed, error stated, and a wrong file is told in one sentence."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.errors import CalibrationError
from formcheck.features.body import FEATURES
from formcheck.features.error_model import ErrorModel, FeatureError, load_error_model
from formcheck.features.reading import Unit

HASH = "ab" * 32
HIP = FEATURES["hip_deviation"]
MODEL = ErrorModel(
    "1-test", HASH, {"hip_deviation": FeatureError(bias=5.5, sd=4.0, source="a test")}
)
HEAD = f'version = "1-test"\nmodel_sha256 = "{HASH}"\n'
TABLES = {name: f'[features.{name}]\nbias = 1.5\nsd = 4\nsource = "s"\n' for name in FEATURES}
AGAIN = "Install formcheck again."


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def to_file(text: str) -> Path:
        path = tmp_path / "error_model.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return to_file


def message(path: Path) -> str:
    with pytest.raises(CalibrationError) as caught:
        load_error_model(path)
    text = str(caught.value)
    assert "\n" not in text
    assert str(path) in text
    assert text.endswith(AGAIN)
    return text


def test_bias_is_removed_and_the_error_stated() -> None:
    reading = MODEL.reading(HIP, -10.0)
    assert (reading.value, reading.sd, reading.unit) == (-15.5, 4.0, Unit.DEG)
    assert reading.judged


@pytest.mark.parametrize("raw", [math.nan, math.inf])
def test_what_was_not_measured_stays_unjudged(raw: float) -> None:
    reading = MODEL.reading(HIP, raw)
    assert not reading.judged
    assert reading.why_not == "not seen"
    assert math.isnan(reading.value)
    assert math.isnan(reading.sd)


def test_a_reason_against_judging_is_kept() -> None:
    reading = MODEL.reading(HIP, -10.0, "The camera stands in front.")
    assert reading.why_not == "The camera stands in front."
    assert not reading.judged
    assert math.isnan(reading.value)


def test_the_shipped_file_knows_every_feature() -> None:
    model = load_error_model()
    assert set(model.features) == set(FEATURES)
    assert all(one.source.strip() for one in model.features.values())
    assert len(model.model_sha256) == 64


def test_a_file_is_read(write: Callable[[str], Path]) -> None:
    model = load_error_model(write(HEAD + "".join(TABLES.values())))
    assert (model.version, model.model_sha256) == ("1-test", HASH)
    assert model.features["knee_angle"] == FeatureError(bias=1.5, sd=4.0, source="s")


def test_another_pose_model_is_refused() -> None:
    MODEL.require_model(HASH)
    MODEL.require_model("")  # a recording that does not say
    with pytest.raises(CalibrationError, match=r"^[^\n]*$") as caught:
        MODEL.require_model("cd" * 32)
    for part in ("'1-test'", HASH[:12], "cdcdcdcdcdcd", "Use the pose model that came with"):
        assert part in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    assert "No such file" in message(tmp_path / "none.toml")


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert "cannot be read" in message(tmp_path)


def test_a_file_that_is_no_toml(write: Callable[[str], Path]) -> None:
    assert "is not right" in message(write("version = "))


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "error_model.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert "is not right" in message(path)


@pytest.mark.parametrize(
    "table",
    [
        '[features.knee_angle]\nbias = "much"\nsd = 4\nsource = "s"\n',
        '[features.knee_angle]\nbias = 1\nsd = 0\nsource = "s"\n',
        '[features.knee_angle]\nbias = 1\nsd = -2\nsource = "s"\n',
        "[features.knee_angle]\nbias = 1\nsd = 4\n",
        '[features.knee_angle]\nbias = 1\nsd = 4\nsource = "s"\nmean = 0\n',
    ],
    ids=["type", "zero", "negative", "no source", "unknown key"],
)
def test_a_wrong_entry(write: Callable[[str], Path], table: str) -> None:
    others = "".join(text for name, text in TABLES.items() if name != "knee_angle")
    assert "is not right" in message(write(HEAD + others + table))


def test_missing_features_are_named(write: Callable[[str], Path]) -> None:
    rest = [text for name, text in TABLES.items() if name not in ("knee_angle", "arm_line")]
    assert "no entry for arm_line, knee_angle." in message(write(HEAD + "".join(rest)))
