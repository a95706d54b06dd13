"""``formcheck demo``: everything at once, on a sample clip whose truth is known."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from formcheck.cli.job import run_shown
from formcheck.cli.tables import plain_console, print_session
from formcheck.cli.truth import Truth, compare, find_sample, print_comparison
from formcheck.errors import OutputError
from formcheck.exercises.loader import load_exercise
from formcheck.language import _, language
from formcheck.paths import program, samples_dir
from formcheck.report.job import Job, Outputs

_DIFFERS: Final = 1
_DISPLAYS: Final = ("DISPLAY", "WAYLAND_DISPLAY")
_PATIENCE_S: Final = 180.0
"""The window closes by itself at the end of a clip of half a minute: beyond this it hangs."""
_SLOW: Final = -1


def demo_command(
    *,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="Where the results go.")] = Path(
        "out"
    ),
    exercise: Annotated[
        str, typer.Option(metavar="SLUG", help="Which exercise's sample to show.")
    ] = "bridge",
    no_window: Annotated[bool, typer.Option("--no-window", help="Open no window.")] = False,
) -> None:
    """Analyse a sample clip, compare with its truth, write every kind of result, show it live.

    Exit status 1 when something was found that is not in the clip, or missed.
    """
    chosen = load_exercise(exercise)
    truth = find_sample(samples_dir(), chosen.slug)
    _make_folder(out)
    name = truth.clip.stem
    outputs = Outputs(
        json=out / f"{name}.session.json",
        reports=(out / f"{name}.report.html", out / f"{name}.report.pdf"),
        annotated=out / f"{name}.annotated.mp4",
    )
    console = plain_console(sys.stdout)
    console.print(_("Analysing the sample clip {file}").format(file=truth.clip.name))
    record = run_shown(Job(source=_shown(truth.clip), exercise=chosen, outputs=outputs)).record
    print_session(console, record, chosen)
    comparisons = compare(record, truth, chosen)
    print_comparison(console, comparisons)
    files = outputs.files()
    if not no_window:
        console.print(_("Now the same clip in the live window, as if it were a camera"))
        files += show_live(truth, out / f"{name}.live.png")
    for file in files:
        console.print(_("Wrote {file}").format(file=file))
    if not all(line.agrees for line in comparisons):
        raise typer.Exit(_DIFFERS)


def _shown(clip: Path) -> str:
    """Return the clip's name as a user would type it: relative where that is possible."""
    here = Path.cwd()
    return str(clip.relative_to(here)) if clip.is_relative_to(here) else str(clip)


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            _("The folder {path} cannot be made ({reason}): choose another with --out.").format(
                path=out, reason=error.strerror
            )
        ) from error


def show_live(truth: Truth, picture: Path) -> list[Path]:
    """Play the clip in the live window, which closes at its end; return what was written.

    It runs in a process of its own, as a display that cannot be reached makes Qt end the process
    at once. Without a display, or with one like that, the window is drawn off the screen and a
    picture of it is kept.
    """
    command = [*program(), "live", "--exercise", truth.exercise]
    command += ["--source", str(truth.clip), "--language", language()]
    if _has_display():
        if _run([*command, "--close-at-end"], dict(os.environ), timeout_s=None) == 0:
            return []
        typer.echo(
            _("formcheck: the window could not open on this display: kept a picture."), err=True
        )
    hidden = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    status = _run([*command, "--screenshot", str(picture)], hidden, timeout_s=_PATIENCE_S)
    if status or not picture.is_file():
        raise OutputError(
            _("The live window ended without a picture of itself (status {status}).").format(
                status=status
            )
        )
    return [picture]


def _run(command: list[str], variables: dict[str, str], *, timeout_s: float | None) -> int:
    try:
        return subprocess.run(command, env=variables, timeout=timeout_s, check=False).returncode
    except subprocess.TimeoutExpired:
        return _SLOW


def _has_display() -> bool:
    return sys.platform != "linux" or any(os.environ.get(name) for name in _DISPLAYS)
