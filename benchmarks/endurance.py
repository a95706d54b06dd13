"""Hours of use, and what they leave behind: ``python -m benchmarks.endurance --hours 8``.

::

    each hour:  12 x (a window, 5 minutes of exercise, kept)   at 30 pictures a second
                the first window, with every page
                an hour at the desk, a look every half second, written every minute
"""

import json
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from time import process_time
from typing import Annotated, Final

import typer

from benchmarks.endurance_gauge import Held, gauge
from benchmarks.endurance_model import watch_model
from benchmarks.endurance_page import write_page
from benchmarks.endurance_play import Day
from benchmarks.figures import REPO
from formcheck.store.database import open_store
from formcheck.ui.app import application

OUT: Final = REPO / "out" / "endurance"
PAGE: Final = REPO / "docs" / "endurance.md"
SESSIONS: Final = 12
"""In an hour."""
HOUR_S: Final = 3600.0
FPS: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endurance:
    """What hours of use came to."""

    name: str
    warm_up_h: float
    """So long nothing is said of growth: libraries are loaded, and stores fill up."""
    held: tuple[Held, ...]
    frames: int
    """That were judged live."""
    sessions: int
    windows: int
    """That were opened and closed."""
    cues: int
    """That were said."""
    cpu_s: float
    """Processor time of all of it."""

    def save(self, folder: Path) -> None:
        """Keep it for the page."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), indent=1)
        (folder / f"{self.name}.json").write_text(f"{text}\n", "utf-8")

    @classmethod
    def load(cls, path: Path) -> "Endurance":
        """Read what `save` kept."""
        told = json.loads(path.read_text("utf-8"))
        return cls(**(told | {"held": tuple(Held(**one) for one in told["held"])}))


def use(
    hours: float,
    folder: Path,
    *,
    sessions: int = SESSIONS,
    hour_s: float = HOUR_S,
    fps: float = FPS,
    watch: Callable[[Held], None] = lambda _held: None,
) -> Endurance:
    """Use the program for hours, looking at what it holds after each session.

    Parameters
    ----------
    hours
        How long.
    folder
        Where everything is kept meanwhile.
    sessions
        In an hour.
    hour_s
        How long an hour is: shorter ones test the same in less time.
    fps
        Pictures a second while somebody exercises.
    watch
        Called with each look.
    """
    app = application()
    began_s, held = process_time(), list[Held]()
    with closing(open_store(str(folder / "store.sqlite"))) as store:
        day = Day(store, folder, fps)
        for number in range(round(hours * sessions)):
            day.exercise(hour_s / sessions)
            day.sit(hour_s / sessions)
            day.look_at_home()
            held.append(gauge((number + 1) / sessions))
            watch(held[-1])
    del app
    return Endurance(
        name="use",
        warm_up_h=min(1.0, hours / 4),
        held=tuple(held),
        frames=day.frames,
        sessions=day.sessions,
        windows=day.windows,
        cues=day.cues,
        cpu_s=process_time() - began_s,
    )


def through_model(hours: float, watch: Callable[[Held], None]) -> Endurance:
    """Look at real pictures through the real model for hours, 30 a second."""
    app = application()
    began_s, held = process_time(), list[Held]()
    frames = round(hours * HOUR_S * FPS)
    for done in watch_model(frames, every=max(1, round(hours * HOUR_S * FPS / 60))):
        held.append(gauge(done / FPS / HOUR_S))
        watch(held[-1])
    del app
    return Endurance(
        name="model",
        warm_up_h=hours / 6,
        held=tuple(held),
        frames=frames,
        sessions=0,
        windows=0,
        cues=0,
        cpu_s=process_time() - began_s,
    )


def main(
    *,
    hours: Annotated[float, typer.Option(help="Hours of simulated use; 0 for none.")] = 0.0,
    model_hours: Annotated[float, typer.Option(help="Hours through the real model.")] = 0.0,
    fps: Annotated[float, typer.Option(help="Pictures a second of it.")] = FPS,
    page: Annotated[Path, typer.Option(help="The page to bring up to date.")] = PAGE,
) -> None:
    """See whether memory, threads and files stay what they are for hours, and write the page."""
    # Nobody has to look.
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found: Sequence[Endurance] = ()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_DATA_HOME"] = folder
        if hours > 0.0:
            found = (use(hours, Path(folder), fps=fps, watch=_say),)
        if model_hours > 0.0:
            found = (*found, through_model(model_hours, _say))
    for one in found:
        one.save(OUT)
    kept = [OUT / f"{name}.json" for name in ("use", "model")]
    write_page([Endurance.load(path) for path in kept if path.exists()], page)


def _say(held: Held) -> None:
    typer.echo(
        f"{held.hour:6.2f} h  {held.rss_mb:7.1f} MB  {held.tasks} threads  {held.files} files  "
        f"{held.widgets} widgets  {held.objects} objects"
    )


if __name__ == "__main__":
    typer.run(main)
