"""A tiny grid through the real renderer and the real estimator, and going on after a stop."""

import math
from pathlib import Path

import pytest
from typer.testing import CliRunner

from calibration import __main__ as program
from calibration.cache import Cache
from calibration.grid import Setting, grid
from calibration.observe import observe
from calibration.samples import Sample, samples_of
from calibration.table import error_table
from formcheck.features.error_model import load_error_model
from formcheck.pose.model_file import default_model
from formcheck.pose.pose import Pose

pytestmark = [pytest.mark.model, pytest.mark.slow]


def square(settings: list[Setting]) -> Setting:
    """Return the one that is seen most squarely from the side."""
    return min(settings, key=lambda one: abs(one.off_deg))


@pytest.fixture(scope="module")
def setting() -> Setting:
    return square(grid(["bridge"], stills=2)[:11])


@pytest.fixture(scope="module")
def observed(setting: Setting) -> list[Pose | None]:
    return observe(setting)


def test_the_real_estimator_sees_a_rendered_bridge_about_as_it_is(
    setting: Setting, observed: list[Pose | None]
) -> None:
    samples = samples_of(setting, observed)
    knees = [one for one in samples if one.feature == "knee_angle"]
    assert len(knees) == 2
    for one in knees:
        assert one.error == pytest.approx(0.0, abs=20.0)
        assert one.error != 0.0
        assert one.yaw_deg == abs(setting.off_deg)
        assert 0.0 <= abs(one.seen_turn_deg) <= 40.0


def test_nobody_seen_is_lost_not_wrong(setting: Setting) -> None:
    samples = samples_of(setting, [None, None])
    assert samples
    assert all(math.isnan(one.measured) for one in samples)
    assert all(math.isfinite(one.true) for one in samples)


def key(samples: list[Sample]) -> list[str]:
    return [repr(one) for one in samples]


def test_a_second_run_goes_on_where_the_first_stopped(
    setting: Setting, observed: list[Pose | None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = default_model().sha256
    done = grid(["bridge"], stills=2)[10]
    both = [setting, done]
    first = Cache(tmp_path, sha)
    first.add(setting, observed)
    assert program.gather(both, first, most=0) == program.gather([setting], first)
    with first.path.open("a", encoding="utf-8") as file:
        file.write('{"key": "cut off in the mid')
    whole = program.gather(both, Cache(tmp_path, sha))
    assert {one.off_deg for one in whole} == {setting.off_deg, done.off_deg}

    def not_again(_: Setting) -> list[Pose | None]:
        raise AssertionError("rendered twice")

    monkeypatch.setattr(program, "observe", not_again)
    again = program.gather(both, Cache(tmp_path, sha))
    assert key(again) == key(whole)


def test_another_model_begins_anew(tmp_path: Path) -> None:
    assert Cache(tmp_path, "a").path != Cache(tmp_path, "b").path


def test_one_command_writes_an_error_model_that_the_program_reads(
    setting: Setting, observed: list[Pose | None], tmp_path: Path
) -> None:
    Cache(tmp_path / "work", default_model().sha256)
    out, plots = tmp_path / "model.toml", tmp_path / "plots"
    runner = CliRunner()
    options = ["--work", str(tmp_path / "work"), "--out", str(out), "--plots", str(plots)]
    options += ["--exercise", "bridge", "--most", "1"]
    result = runner.invoke(program.app, options)
    assert result.exit_code == 0, result.output
    model = load_error_model(out)
    assert model.model_sha256 == default_model().sha256
    assert (plots / "bridge-side.png").is_file()
    table = error_table(samples_of(setting, observed), model)
    assert table.row_count > 3
