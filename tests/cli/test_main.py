import sys

import pytest
import typer

from formcheck.cli import main
from formcheck.errors import SourceError
from tests.cli.conftest import Command

HEAVY = ("cv2", "mediapipe", "PyQt6", "matplotlib", "av", "numpy")


def test_help_lists_every_command(formcheck: Command) -> None:
    result = formcheck("--help")
    assert result.status == 0
    for name in ("live", "analyse", "demo", "models"):
        assert f" {name} " in result.stdout


def test_help_loads_nothing_heavy(program: Command) -> None:
    result = program("--help", PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & set(HEAVY)


def test_version(formcheck: Command) -> None:
    result = formcheck("--version")
    assert (result.status, result.stderr) == (0, "")
    assert result.stdout.startswith("formcheck ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "No such command 'nosuch'."),
        (["analyse"], "Missing argument"),
        (["analyse", "a.mp4", "--exercize", "plank"], "No such option: --exercize"),
    ],
)
def test_wrong_usage_is_one_line(formcheck: Command, arguments: list[str], sentence: str) -> None:
    result = formcheck(*arguments)
    assert (result.status, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert sentence in result.stderr


def _app_that(raises: BaseException) -> typer.Typer:
    app = typer.Typer()

    def command(word: str) -> None:
        raise raises

    app.command()(command)
    return app


@pytest.mark.parametrize(
    ("raised", "status", "said"),
    [
        (SourceError("Camera busy:\nclose the other program."), 2, "formcheck: Camera busy: close"),
        (KeyboardInterrupt(), 130, ""),
        (typer.Exit(1), 1, ""),
    ],
)
def test_how_a_command_ends(
    formcheck: Command,
    monkeypatch: pytest.MonkeyPatch,
    raised: BaseException,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr(main, "_app", lambda _: _app_that(raised))
    result = formcheck("word")
    assert result.status == status
    assert result.stderr.startswith(said)
    assert len(result.stderr.splitlines()) == bool(said)


def test_without_a_command_the_window_opens(
    formcheck: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(main, "_app", lambda given: asked.append(given) or _app_that(typer.Exit(0)))
    monkeypatch.setattr(sys, "argv", ["formcheck"])
    with pytest.raises(SystemExit):
        main.run()
    assert asked == [["home"]]


def test_errors_of_the_program_itself_are_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "_app", lambda _: _app_that(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main.run(["x"])
