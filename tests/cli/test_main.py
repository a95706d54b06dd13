import gc
import sys
from contextlib import redirect_stdout
from io import StringIO

import pytest
import typer

from formcheck.cli import main
from formcheck.cli.late import Late
from formcheck.errors import SourceError
from tests.cli.conftest import Command

HEAVY = {
    *("cv2", "mediapipe", "PyQt6", "matplotlib", "av", "numpy", "scipy", "pyqtgraph", "PIL"),
    *("sqlalchemy", "alembic", "jinja2", "pyarrow"),
}
FOR_FILES = {"pydantic", "importlib.metadata", "email"}


def test_help_lists_every_command(formcheck: Command) -> None:
    result = formcheck("--help")
    assert result.status == 0
    for name in ("live", "analyse", "demo", "models"):
        assert f" {name} " in result.stdout


@pytest.mark.parametrize(
    ("arguments", "barred"),
    [
        (["--help"], HEAVY | FOR_FILES),
        # What reads the arguments of a command loads pydantic itself.
        *(([name, "--help"], HEAVY) for name in ("home", "live", "posture", "review", "analyse")),
    ],
)
def test_help_loads_nothing_heavy(program: Command, arguments: list[str], barred: set[str]) -> None:
    result = program(*arguments, PYTHONPROFILEIMPORTTIME="1")
    loaded = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & barred


def test_what_a_command_loads_is_not_looked_through_for_garbage() -> None:
    # GIVEN a module that nobody has loaded, and garbage that is collected as always
    assert gc.isenabled()
    kept, late = gc.get_freeze_count(), Late("this")
    # WHEN something of it is asked for the first time
    with redirect_stdout(StringIO()):
        assert late.d["A"] == "N"
    # THEN what was loaded is set aside, once, and garbage is collected again
    frozen = gc.get_freeze_count()
    assert frozen > kept
    assert gc.isenabled()
    assert late.d["A"] == "N"
    assert gc.get_freeze_count() <= frozen


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
