"""What was chosen, as the reminder takes it."""

from contextlib import closing
from datetime import time
from pathlib import Path

import pytest

from formcheck.desk.manners import Manners, Sensitivity, Span
from formcheck.desk.pace import LEAST_BATTERY, USUAL_S
from formcheck.errors import SettingError
from formcheck.language import use_language
from formcheck.settings import (
    DESK_SETTINGS,
    POSTURE_BATTERY,
    POSTURE_LOOKS,
    POSTURE_QUIET,
    POSTURE_SENSITIVITY,
    POSTURE_STYLE,
    Setting,
)
from formcheck.store.database import open_store
from formcheck.store.people import People
from formcheck.ui.chosen import Chosen
from formcheck.ui.desk.chosen_manners import (
    Style,
    kept_form,
    least_battery_of,
    manners_of,
    pace_of,
    shown_form,
    style_of,
)
from tests.ui.desk.chosen_by_hand import ByHand


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in DESK_SETTINGS:
        monkeypatch.delenv(one.variable, raising=False)


def test_the_defaults_are_those_of_the_rules() -> None:
    chosen = ByHand()
    assert manners_of(chosen) == Manners()
    assert style_of(chosen) is Style.NOTIFICATION
    assert pace_of(chosen) == USUAL_S
    assert least_battery_of(chosen) == LEAST_BATTERY


def test_what_is_chosen_holds() -> None:
    chosen = ByHand(
        posture_style="edge",
        posture_sensitivity="keen",
        posture_icon_after="30",
        posture_tell_after="300",
        posture_break_after="50",
        posture_quiet="22:00-07:00",
        posture_looks="4",
        posture_battery="off",
    )
    assert manners_of(chosen) == Manners(
        sensitivity=Sensitivity.KEEN,
        icon_after_s=30.0,
        tell_after_s=300.0,
        stand_after_s=3000.0,
        quiet=(Span(time(22), time(7)),),
    )
    assert style_of(chosen) is Style.EDGE
    assert (pace_of(chosen), least_battery_of(chosen)) == (0.25, 0.0)


@pytest.mark.parametrize("setting", DESK_SETTINGS, ids=lambda one: one.name)
def test_every_choice_is_taken(setting: Setting) -> None:
    for value in setting.choices:
        chosen = ByHand(**{setting.name: value})
        assert isinstance(manners_of(chosen), Manners)
        assert 0.0 < pace_of(chosen) <= 1.0
        assert 0.0 <= least_battery_of(chosen) < 1.0
        assert style_of(chosen) in Style
    assert set(POSTURE_STYLE.choices) == {one.value for one in Style}
    assert set(POSTURE_SENSITIVITY.choices) == {one.name.lower() for one in Sensitivity}


def test_quiet_hours_that_were_kept_and_cannot_be_read_count_as_none() -> None:
    assert manners_of(ByHand(posture_quiet="always")).quiet == ()


def test_quiet_hours_that_were_said_and_cannot_be_read_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(POSTURE_QUIET.variable, "always")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with closing(open_store(str(tmp_path / "store.sqlite"))) as store:
        people = People(store)
        chosen = Chosen(people, people.add("Ann").id, {POSTURE_LOOKS.name: "4"})
        assert (pace_of(chosen), chosen.set_by(POSTURE_LOOKS)) == (0.25, "--looks")
        with pytest.raises(SettingError, match="FORMCHECK_POSTURE_QUIET: Expected quiet hours"):
            manners_of(chosen)


def test_each_person_has_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with closing(open_store(str(tmp_path / "store.sqlite"))) as store:
        people = People(store)
        ann, ben = people.add("Ann"), people.add("Ben")
        Chosen(people, ann.id, {}).choose(POSTURE_STYLE, "spoken")
        assert style_of(Chosen(people, ann.id, {})) is Style.SPOKEN
        assert style_of(Chosen(people, ben.id, {})) is Style.NOTIFICATION


def test_typed_days_are_kept_in_one_language_and_shown_in_another() -> None:
    use_language("de")
    kept = kept_form(POSTURE_QUIET, "Mo-Fr 12-13")
    assert kept == "Mon-Fri 12:00-13:00"
    assert shown_form(POSTURE_QUIET, kept) == "Mo-Fr 12:00-13:00"
    assert shown_form(POSTURE_QUIET, "always") == "always"
    for form in (kept_form, shown_form):
        assert form(POSTURE_BATTERY, "20") == "20"
