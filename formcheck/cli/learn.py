"""``formcheck exercises learn``: a demonstration becomes an exercise file to go through."""

from dataclasses import dataclass
from pathlib import Path

from formcheck.cli.look import poses_of, progress_bar
from formcheck.features.reading import Unit
from formcheck.session.learn import Demonstration, Moves, learn
from formcheck.session.learn_file import exercise_text


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt, as a file and in words."""

    text: str
    """The exercise file."""
    summary: str


def lesson(source: str, *, slug: str, title: str, model: str = "") -> Lesson:
    """Look at a demonstration, and return what it teaches; raise a FormcheckError otherwise."""
    path = Path(source).expanduser()
    with progress_bar(path.name) as show:
        poses = poses_of(path, model, show)
    shown = learn(poses)
    text = exercise_text(shown, slug=slug, title=title or _titled(slug), source=path.name)
    return Lesson(text, _summary(shown))


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _summary(shown: Demonstration) -> str:
    main, *others = shown.moves
    lines = [
        f"Seen from the {shown.view.value}: {len(main.turns)} repetitions of {_way(main)}.",
        f"They differ by {_number(main.spread, main)}.",
    ]
    if others:
        lines.append(f"Also moving with it: {', '.join(_way(one) for one in others[:3])}.")
    return "\n".join(lines)


def _way(one: Moves) -> str:
    start, end = (_number(value, one) for value in (one.rest, one.rest + one.way))
    return f"{one.feature.title.lower()} ({one.feature.name}) from {start} to {end}"


def _number(value: float, one: Moves) -> str:
    return f"{value:z.0f}°" if one.feature.unit is Unit.DEG else f"{value:z.2f}"
