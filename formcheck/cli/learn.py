"""``formcheck exercises learn``: a demonstration becomes an exercise file to go through."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from formcheck.cli.progress import progress_bar
from formcheck.exercises.spec import View
from formcheck.features.reading import Unit
from formcheck.language import N_, _, in_sentence, number
from formcheck.report.look import Eyes, poses_of
from formcheck.session.learn import Demonstration, Moves
from formcheck.session.lesson import lesson


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, as a file and in words."""

    text: str
    """The exercise file."""
    summary: str


def learn_from(source: str, *, slug: str, title: str, model: str = "") -> Learnt:
    """Look at a demonstration, and return what it teaches; raise a FormcheckError otherwise."""
    path = Path(source).expanduser()
    with progress_bar(path.name) as show:
        poses = poses_of(path, Eyes(model=model), show).poses
    found = lesson(poses, slug=slug, title=title or _titled(slug), source=path.name)
    return Learnt(found.text, _summary(found.shown))


def _titled(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


_SEEN: Final = {
    View.SIDE: N_("Seen from the side: {count} repetitions of {way}."),
    View.FRONT: N_("Seen from the front: {count} repetitions of {way}."),
}


def _summary(shown: Demonstration) -> str:
    main, *others = shown.moves
    seen = _(_SEEN[shown.view])
    lines = [
        seen.format(count=len(main.turns), way=_way(main)),
        _("They differ by {spread}.").format(spread=_number(main.spread, main)),
    ]
    if others:
        listed = ", ".join(_way(one) for one in others[:3])
        lines.append(_("Also moving with it: {listed}.").format(listed=listed))
    return "\n".join(lines)


def _way(one: Moves) -> str:
    start, end = (_number(value, one) for value in (one.rest, one.rest + one.way))
    title = in_sentence(_(one.feature.title))
    return _("{title} ({name}) from {start} to {end}").format(
        title=title, name=one.feature.name, start=start, end=end
    )


def _number(value: float, one: Moves) -> str:
    return f"{number(value, 0)}°" if one.feature.unit is Unit.DEG else number(value, 2)
