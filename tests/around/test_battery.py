import sys
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from formcheck.around.battery import ask_system, battery


@dataclass(frozen=True)
class Told:
    percent: float
    power_plugged: bool | None


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told(42.0, power_plugged=False), 0.42),
        (Told(104.0, power_plugged=False), 1.0),  # a worn battery that counts from what it was
        (Told(42.0, power_plugged=True), None),
        (Told(80.0, power_plugged=None), None),  # "not charging"
        (None, None),
    ],
)
def test_tells_the_charge_on_battery_only(
    tmp_path: Path, told: Told | None, expected: float | None
) -> None:
    assert battery(lambda: told, tmp_path) == expected


def test_no_listing_is_no_battery(tmp_path: Path) -> None:
    def missing() -> None:
        raise FileNotFoundError("no such folder")

    assert battery(missing, tmp_path / "nowhere") is None


def _supply(folder: Path, name: str, **told: str) -> None:
    (folder / name).mkdir()
    for key, value in told.items():
        (folder / name / key).write_text(value + "\n")


@pytest.mark.parametrize(
    ("supplies", "expected"),
    [
        ({"hidpp_battery_0": {"scope": "Device"}}, None),
        ({"hidpp_battery_0": {"scope": "Device"}, "BAT0": {}}, 0.3),
        ({"BAT0": {"scope": "System"}, "AC": {}}, 0.3),
    ],
)
def test_the_battery_of_a_mouse_is_not_the_computers(
    tmp_path: Path, supplies: dict[str, dict[str, str]], expected: float | None
) -> None:
    for name, told in supplies.items():
        _supply(tmp_path, name, **told)
    assert battery(lambda: Told(30.0, power_plugged=False), tmp_path) == expected


@pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: /sys")
@pytest.mark.parametrize(("status", "expected"), [("Discharging", 0.18), ("Charging", None)])
def test_reads_what_linux_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: str, expected: float | None
) -> None:
    # GIVEN a laptop's battery, listed as Linux does
    _supply(tmp_path, "BAT0", capacity="18", status=status, type="Battery")
    monkeypatch.setattr("psutil._pslinux.POWER_SUPPLY_PATH", str(tmp_path))
    # THEN
    assert battery(supplies=tmp_path) == expected


def test_this_computer_answers() -> None:
    try:
        found = psutil.sensors_battery()
    except OSError:
        pytest.skip("this computer lists no batteries at all")
    assert ask_system() == found
