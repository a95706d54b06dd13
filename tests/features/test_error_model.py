"""The error model: bias removed, error stated, and a wrong file is told in one sentence."""

import math
from collections.abc import Callable
from pathlib import Path

import pytest

from formcheck.errors import CalibrationError
from formcheck.features.body import FEATURES
from formcheck.features.error_model import (
    TOO_UNSURE,
    Bin,
    ErrorModel,
    FeatureError,
    load_error_model,
)
from formcheck.features.reading import ERROR_SDS, Unit

HASH = "ab" * 32
HIP = FEATURES["hip_deviation"]


def one_bin(**changes: object) -> Bin:
    table = {"view": "side", "yaw_from": 0, "yaw_to": 20, "bias": 5.5, "sd": 2.0, "lost": 0, "n": 9}
    return Bin.model_validate({**table, **changes})


def feature_error(*bins: Bin, floor: float = 4.0) -> FeatureError:
    return FeatureError(floor=floor, floor_source="a test", bins=bins)


MODEL = ErrorModel(
    "1-test",
    HASH,
    {
        "any": {"hip_deviation": feature_error(one_bin())},
        "plank": {
            "hip_deviation": feature_error(
                one_bin(bias=4.0, gain=0.8, sd=3.0),
                one_bin(yaw_from=20, yaw_to=35, bias=7.0, sd=9.0),
                one_bin(view="front", yaw_from=60, yaw_to=90, bias=1.0, sd=5.0),
            )
        },
    },
)
HEAD = f'version = "1-test"\nmodel_sha256 = "{HASH}"\n'


def table(name: str, entry: str = 'floor = 4\nfloor_source = "s"', one: str = "") -> str:
    numbers = one or 'view = "side"\nyaw_from = 0\nyaw_to = 90\nbias = 1.5\nsd = 4\nlost = 0\nn = 0'
    key = f"exercise.any.{name}"
    return f"[{key}]\n{entry}\n[[{key}.bins]]\n{numbers}\n"


TABLES = {name: table(name) for name in FEATURES}
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


def test_bias_and_gain_are_removed_and_the_error_stated() -> None:
    reading = MODEL.reading("plank", HIP, -12.0, "side", 3.0)
    assert (reading.value, reading.error, reading.unit) == (-20.0, 6.0, Unit.DEG)
    assert reading.judged


def test_the_stated_error_never_goes_below_its_floor() -> None:
    assert MODEL.reading("my-own", HIP, 0.0, "side", 3.0).error == 4.0
    assert MODEL.reading("plank", HIP, 0.0, "side", 27.5).error == 18.0


def test_an_exercise_that_was_not_measured_takes_the_pooled_error() -> None:
    assert MODEL.reading("my-own", HIP, -10.0, "side", 3.0).value == -15.5


@pytest.mark.parametrize(
    ("view", "turn_deg", "bias"),
    [
        ("side", -20.0, 2.0),
        ("side", -15.0, 2.0),
        ("side", -2.5, 3.0),
        ("side", 10.0, 4.0),
        ("side", 18.75, 5.5),
        ("side", 27.5, 7.0),
        ("side", 80.0, 7.0),
        ("oblique", 27.5, 7.0),
        ("front", 75.0, 1.0),
        ("front", 50.0, 1.0),
        ("unknown", math.nan, 7.0),
    ],
)
def test_the_error_lies_between_the_middles_of_the_bins(
    view: str, turn_deg: float, bias: float
) -> None:
    """The nearest where the view was not measured, the worst where the yaw is not known."""
    bins = (*MODEL.error("plank", "hip_deviation").bins, one_bin(yaw_from=-20, yaw_to=-10, bias=2))
    found = feature_error(*bins).at(view, turn_deg)
    assert found.bias == pytest.approx(bias)


def test_a_view_without_bins_takes_those_of_the_others() -> None:
    assert MODEL.error("any", "hip_deviation").at("front", 75.0).bias == 5.5


def test_a_limb_on_the_far_side_has_bins_of_its_own() -> None:
    error = feature_error(one_bin(), one_bin(limb="far", bias=-9.0, sd=6.0))
    assert error.at("side", 5.0, "near").bias == 5.5
    assert error.at("side", 5.0, "far").bias == -9.0
    assert feature_error(one_bin()).at("side", 5.0, "far").bias == 5.5


def test_a_correction_goes_with_the_view_from_frame_to_frame() -> None:
    correction, error = MODEL.correction("plank", HIP), MODEL.error("plank", HIP.name)
    for view, turn_deg in (("side", 3.0), ("side", 27.5), ("front", 75.0), ("side", 3.0)):
        found, stated = correction.error(view, turn_deg, "near"), error.at(view, turn_deg)
        assert found is not None
        assert (found.bias, found.gain) == (stated.bias, stated.gain)
        assert found.sd == max(stated.sd, error.floor / ERROR_SDS)


def test_what_is_measured_too_badly_is_not_judged() -> None:
    far = feature_error(one_bin(), one_bin(limb="far", sd=10.1))
    model = ErrorModel("1-test", HASH, {"any": {"hip_deviation": far}})
    assert model.reading("plank", HIP, 0.0, "side", 5.0, limb="near").judged
    reading = model.reading("plank", HIP, 0.0, "side", 5.0, limb="far")
    assert not reading.judged
    assert reading.why_not == TOO_UNSURE
    assert math.isnan(reading.value)


@pytest.mark.parametrize("raw", [math.nan, math.inf])
def test_what_was_not_measured_stays_unjudged(raw: float) -> None:
    reading = MODEL.reading("plank", HIP, raw, "side", 3.0)
    assert not reading.judged
    assert reading.why_not == "not seen"
    assert math.isnan(reading.value)
    assert math.isnan(reading.sd)


def test_the_shipped_file_knows_every_feature() -> None:
    model = load_error_model()
    assert set(model.exercises["any"]) == set(FEATURES)
    for features in model.exercises.values():
        assert all(one.floor_source.strip() for one in features.values())
    assert len(model.model_sha256) == 64


def test_a_file_is_read(write: Callable[[str], Path]) -> None:
    model = load_error_model(write(HEAD + "".join(TABLES.values())))
    assert (model.version, model.model_sha256) == ("1-test", HASH)
    error = model.error("bridge", "knee_angle")
    assert (error.floor, error.bins[0].bias, error.bins[0].gain) == (4.0, 1.5, 1.0)


def test_another_pose_model_is_refused() -> None:
    MODEL.require_model(HASH)
    MODEL.require_model("")  # a recording that does not say
    with pytest.raises(CalibrationError, match=r"^[^\n]*$") as caught:
        MODEL.require_model("cd" * 32)
    for part in ("'1-test'", HASH[:12], "cdcdcdcdcdcd", "or measure the errors of this one."):
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


BIN = 'view = "side"\nyaw_from = 0\nyaw_to = 90\nbias = 1\nsd = 4\nlost = 0\nn = 0'


@pytest.mark.parametrize(
    ("entry", "one"),
    [
        ('floor = "much"\nfloor_source = "s"', BIN),
        ('floor = 0\nfloor_source = "s"', BIN),
        ("floor = 4", BIN),
        ('floor = 4\nfloor_source = ""', BIN),
        ('floor = 4\nfloor_source = "s"\nmean = 0', BIN),
        ('floor = 4\nfloor_source = "s"', BIN.replace("sd = 4", "sd = -2")),
        ('floor = 4\nfloor_source = "s"', BIN.replace("bias = 1", "bias = nan")),
        ('floor = 4\nfloor_source = "s"', BIN.replace("yaw_to = 90", "yaw_to = 0")),
        ('floor = 4\nfloor_source = "s"', BIN.replace('"side"', '"above"')),
        ('floor = 4\nfloor_source = "s"', BIN + "\ngain = 3"),
    ],
    ids=[
        "type",
        "zero",
        "no source",
        "empty source",
        "unknown key",
        "negative",
        "no number",
        "no range",
        "view",
        "gain",
    ],
)
def test_a_wrong_entry(write: Callable[[str], Path], entry: str, one: str) -> None:
    others = "".join(text for name, text in TABLES.items() if name != "knee_angle")
    text = message(write(HEAD + others + table("knee_angle", entry, one)))
    assert "is not right: exercise.any.knee_angle" in text


def test_missing_features_are_named(write: Callable[[str], Path]) -> None:
    rest = [text for name, text in TABLES.items() if name not in ("knee_angle", "arm_line")]
    assert "no entry exercise.any for arm_line, knee_angle." in message(write(HEAD + "".join(rest)))
