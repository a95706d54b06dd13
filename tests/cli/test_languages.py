"""The command line and what it writes, in German: no English left, and files as before."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from formcheck.pose.estimator import ModelInfo
from formcheck.pose.recorded import PoseRecorder
from tests.cli.conftest import Command
from tests.session.motion import at, bridge
from tests.signals import times

ENGLISH = re.compile(
    r"\b(the|and|of|with|your|you|from|to|judged|noticed|repetitions?|time|seen|picture|error|"
    r"held|full|left|right|both|none|degrees|kind|side|hold|exercise|camera|limits?|sources?)\b",
    re.IGNORECASE,
)


class Page(HTMLParser):
    """Collects the words of a page, without its style."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.language = ""
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in {"style", "metadata"}
        if tag == "html":
            self.language = str(dict(attrs)["lang"])

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in {"style", "metadata"}

    def handle_data(self, data: str) -> None:
        if not self._hidden and data.strip():
            self.words.append(data.strip())


@pytest.fixture
def moves(tmp_path: Path) -> Path:
    """Three bridges by a formula, the last with the feet out of the picture for a moment."""
    recorder = PoseRecorder((1280, 720), ModelInfo("formula", ""))
    for t in times(21.0, 15):
        recorder.add(t, at(bridge, t) if t < 20 else None)
    path = tmp_path / "moves.npz"
    recorder.save(path)
    return path


def english_in(texts: list[str]) -> list[str]:
    return [text for text in texts if ENGLISH.search(text)]


@pytest.mark.parametrize("place", [0, 3], ids=["before the command", "after it"])
def test_a_list_of_exercises(formcheck: Command, place: int) -> None:
    arguments = ["exercises", "list"]
    arguments[min(place, 2) : 0] = ["--language", "de"] if place == 0 else []
    arguments += ["--language=de"] if place else []
    result = formcheck(*arguments)
    assert (result.status, result.stderr) == (0, "")
    assert "Brücke" in result.stdout
    assert "Ihre eigenen Übungen:" in result.stdout
    # Slugs and kinds are names for machines, a path is what it is.
    told = [re.split(r"\s{2,}", line) for line in result.stdout.splitlines()]
    titles = [line[1] for line in told if len(line) > 2]
    assert len(titles) > 20
    assert english_in(titles) == []


@pytest.mark.parametrize("arguments", [["--help"], ["analyse", "--help"], ["exercises", "--help"]])
def test_help(formcheck: Command, arguments: list[str]) -> None:
    result = formcheck(*arguments, "--language", "de")
    assert result.status == 0
    assert "Optionen" in result.stdout
    assert "Diese Hilfe zeigen und beenden." in result.stdout
    assert not re.search(r"\b(the|and|of|Print|Show|Write)\b", result.stdout)
    assert "Options" in formcheck(*arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nosuch"], "formcheck: Den Befehl 'nosuch' gibt es nicht."),
        (["analyse", "a.mp4", "--exercize", "plank"], "formcheck: Die Option --exercize gibt es"),
        (["analyse"], "formcheck: Es fehlt: 'RECORDING'."),
        (["analyse", "a.npz", "--zero", "x"], "formcheck: Für '--zero' nicht richtig:"),
        (["exercises", "show", "brige"], "formcheck: Eine Übung 'brige' gibt es nicht. Meinten"),
    ],
)
def test_errors(formcheck: Command, arguments: list[str], said: str) -> None:
    result = formcheck("--language", "de", *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert result.stderr.startswith(said)


@pytest.mark.parametrize("arguments", [["--language"], ["--language", "xx"], ["--language="]])
def test_a_language_that_there_is_not(formcheck: Command, arguments: list[str]) -> None:
    result = formcheck("exercises", "list", *arguments)
    assert (result.status, result.stdout) == (2, "")
    assert "Expected a language of en, de, found" in result.stderr


def test_the_variable_asks_for_a_language(
    formcheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORMCHECK_LANGUAGE", "de")
    assert "Beobachtet Übungen" in formcheck("--help").stdout
    assert "Watch exercises" in formcheck("--help", "--language", "en").stdout


def test_one_exercise(formcheck: Command) -> None:
    text = formcheck("exercises", "show", "squat", "--language", "de").stdout
    lines = [line for line in text.splitlines() if line and not line.startswith(" ")]
    assert "Wie gezählt oder gestoppt wird" in lines
    assert english_in(lines) == []
    assert "1,5 s" in text


def test_a_file_of_ones_own_is_explained_and_right(formcheck: Command, tmp_path: Path) -> None:
    path = tmp_path / "my-squat.toml"
    assert formcheck("exercises", "new", "my-squat", "--out", path, "--language=de").status == 0
    written = path.read_text("utf-8")
    assert "# Ihr Name für Menschen." in written
    assert 'kind = "reps"' in written
    checked = formcheck("exercises", "check", path, "--language", "de")
    assert (checked.status, checked.stdout) == (0, f"{path}: stimmt.\n")
    path.write_text(written.replace("version = 1", "version = 0"), "utf-8")
    told = formcheck("exercises", "check", path, "--language", "de").stdout
    assert "version: erwartet: ein Wert von mindestens 1; gefunden: 0" in told


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value[:3]:
            yield from _keys(inner)


def test_a_report_in_german(formcheck: Command, moves: Path, tmp_path: Path) -> None:
    report, json_file = tmp_path / "bericht.html", tmp_path / "bericht.json"
    arguments = ["analyse", moves, "--exercise", "bridge", "--report", report, "--json", json_file]
    result = formcheck(*arguments, "--language", "de")
    assert (result.status, result.stderr) == (0, "")
    assert "Brücke: 3 volle Wiederholungen" in result.stdout
    assert english_in([re.sub(r"\S+\.(npz|html|json)", "", result.stdout)]) == []
    page = Page(report.read_text("utf-8"))
    assert page.language == "de"
    assert "Was gut war" in page.words
    told = [one for one in page.words if "moves.npz" not in one and "judgement" not in one]
    assert english_in(told) == []
    german = json.loads(json_file.read_text("utf-8"))
    assert formcheck(*arguments, "--language", "en").status == 0
    english = json.loads(json_file.read_text("utf-8"))
    assert list(_keys(german)) == list(_keys(english))
    assert german["counts"] == english["counts"]
    assert [one["kind"] for one in german["reps"]] == ["full"] * 3
    assert german["view"]["name"] == english["view"]["name"] == "side"
    assert (german["title"], english["title"]) == ("Brücke", "Glute bridge")
