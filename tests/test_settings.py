"""What holds, of all that can be said, and what is kept for everybody on a computer."""

from pathlib import Path

import pytest

from formcheck.errors import OutputError, SettingError
from formcheck.settings import (
    CAMERA,
    EVERY_SETTING,
    LETTERS,
    STORE,
    Setting,
    of_computer,
    set_for_computer,
)
from formcheck.store.place import find_place


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for one in (LETTERS, CAMERA, STORE):
        monkeypatch.delenv(one.variable, raising=False)
    return tmp_path / "formcheck"


@pytest.mark.parametrize(
    ("said", "holds", "by"),
    [
        (("150", "125", "200"), "150", "--letters"),
        (("", "125", "200"), "125", "FORMCHECK_LETTERS"),
        (("", "", "200"), "200", ""),
        (("", "", ""), "100", ""),
        (("", "", "133"), "100", ""),
    ],
)
def test_what_holds(
    monkeypatch: pytest.MonkeyPatch, said: tuple[str, str, str], holds: str, by: str
) -> None:
    given, variable, kept = said
    monkeypatch.setenv(LETTERS.variable, variable)
    assert LETTERS.value(given, kept) == holds
    assert LETTERS.set_by(given) == by


@pytest.mark.parametrize(("given", "where"), [("133", "--letters"), ("", "FORMCHECK_LETTERS")])
def test_what_is_no_choice_is_told(monkeypatch: pytest.MonkeyPatch, given: str, where: str) -> None:
    monkeypatch.setenv(LETTERS.variable, "133")
    with pytest.raises(SettingError, match=f"one of 100, 125, 150, 200 for {where}, found '133'"):
        LETTERS.value(given)


@pytest.mark.parametrize("text", ["/a/b c", 'with "quotes"', "back\\slash", "ü 漢 🙂", "\x7f\n"])
def test_what_is_the_computers_is_kept(data: Path, text: str) -> None:
    assert of_computer(STORE) == ""
    set_for_computer(STORE, text)
    set_for_computer(CAMERA, "2")
    assert (of_computer(STORE), of_computer(CAMERA)) == (text, "2")
    set_for_computer(STORE, "")
    assert (of_computer(STORE), of_computer(CAMERA)) == ("", "2")


def test_a_store_that_was_set_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_for_computer(STORE, str(tmp_path / "set.sqlite"))
    assert find_place().path == tmp_path / "set.sqlite"
    monkeypatch.setenv(STORE.variable, str(tmp_path / "variable.sqlite"))
    assert find_place().path == tmp_path / "variable.sqlite"
    assert find_place(str(tmp_path / "given.sqlite")).path == tmp_path / "given.sqlite"


def test_a_file_that_is_not_right_is_told(data: Path) -> None:
    data.mkdir()
    (data / "settings.toml").write_text("store = /a/b\n")
    with pytest.raises(SettingError, match=r"settings\.toml cannot be read: correct the file"):
        of_computer(STORE)


def test_what_cannot_be_written_is_told(data: Path) -> None:
    (data / "settings.toml").mkdir(parents=True)
    with pytest.raises(SettingError):
        set_for_computer(STORE, "x")
    (data / "settings.toml").rmdir()
    data.rmdir()
    data.write_text("no folder")
    with pytest.raises((OutputError, SettingError)):
        set_for_computer(STORE, "x")


@pytest.mark.parametrize("setting", EVERY_SETTING, ids=lambda one: one.name)
def test_each_can_be_set_in_every_way(setting: Setting) -> None:
    assert setting.option.startswith("--")
    assert setting.variable.startswith("FORMCHECK_")
    assert setting.title
    assert setting.help.endswith(".")
    assert not setting.choices or setting.default in setting.choices


def test_no_two_have_the_same_name() -> None:
    for names in zip(*((one.name, one.variable, one.option) for one in EVERY_SETTING), strict=True):
        assert len(set(names)) == len(EVERY_SETTING)
