"""What is said of a file that one person sends to another, on the terminal and in windows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from formcheck.care.programme import Programme
from formcheck.exercises.loader import list_exercises
from formcheck.language import _, ngettext
from formcheck.report import words
from formcheck.report.programme_changes import programme_changes
from formcheck.session.moves import known_moves, moves_of
from formcheck.store.database import Store
from formcheck.store.parcel import Parcel, SentProgramme
from formcheck.store.parcel_take import Taken
from formcheck.store.people import Person
from formcheck.store.versions import Versions

_MB: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class SentRow:
    """One session in a file, in words."""

    begun: str
    title: str
    full: int
    """Full repetitions."""
    length: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What a programme that was sent makes different for somebody."""

    first: date
    """From this day on."""
    before: Programme
    """What was to be followed on that day."""
    lines: tuple[str, ...]

    def heading(self, name: str, day: str) -> str:
        """Return what stands above the lines."""
        return _(
            "What changes for {name} from {day} on, when “{title}” was to be followed:"
        ).format(name=name, day=day, title=self.before.title)


def sender(parcel: Parcel) -> str:
    """Return who it is from, and of which day."""
    who = parcel.name or no_name()
    day = parcel.created_at.astimezone().date()
    return _("From {name}, written on {day}.").format(name=who, day=day)


def no_name() -> str:
    """Return what a sender without a name is called."""
    return _("somebody who gives no name")


def named(parcel: Parcel) -> str:
    """Return whether the sender's name is in it."""
    if parcel.name:
        return _("It says that it is from {name}.").format(name=parcel.name)
    return _("Your name is not in it.")


def inside(parcel: Parcel) -> Iterator[str]:
    """Give what is in it, a line each."""
    many, answers = len(parcel.sessions), len(parcel.answers)
    if many:
        yield ngettext("{number} session", "{number} sessions", many).format(number=many)
    if answers:
        text = ngettext(
            "{number} answer about pain or effort", "{number} answers about pain or effort", answers
        )
        yield text.format(number=answers)
    if parcel.programme is not None:
        yield _("the programme “{title}”").format(title=parcel.programme.programme.title)
    if parcel.poses is not None:
        yield _("the poses of a recording, {time}").format(
            time=words.seconds(float(parcel.poses.time_s[-1]))
        )
    if parcel.video is not None:
        yield _("a video of {size} MB").format(size=max(round(parcel.video.bytes / _MB), 1))


def left_out() -> str:
    """Return what is never in it."""
    return _(
        "Not in it: the answers to the safety questions, what you agreed to, days at the desk, "
        "other sessions and programmes, settings."
    )


def rows(parcel: Parcel) -> tuple[SentRow, ...]:
    """Return the sessions in it."""
    known = known_moves()
    found = []
    for one in parcel.sessions:
        title = one.record.title or one.record.exercise
        if one.record.exercise not in known:
            title = _("{exercise} (not known here)").format(exercise=title)
        found.append(
            SentRow(
                begun=one.started_at.astimezone().strftime("%Y-%m-%d %H:%M"),
                title=title,
                full=one.record.counts.full,
                length=words.seconds(one.record.source.duration_s),
            )
        )
    return tuple(found)


def changed(store: Store, sent: SentProgramme, person: Person, today: date) -> Changed:
    """Return what becomes different for a person who follows it.

    Raises
    ------
    StoreError
        When the store cannot be read; ProgrammeError when what holds cannot be.
    """
    first = max(sent.valid_from, today)
    before = Versions(store, person.id).on(first)
    exercises = {one.slug: one for one in list_exercises()}
    found = programme_changes(before, sent.programme, exercises, moves_of(exercises.values()))
    return Changed(first, before, found or (_("Nothing but its name and words."),))


def known_already() -> str:
    """Return what is said of a programme that was taken in before."""
    return _("It was taken in before.")


def taken(new: Taken, name: str) -> str:
    """Return what was new of the sessions that were taken in."""
    if not (new.sessions or new.answers or new.programme):
        return _("All of it was here already.")
    text = ngettext(
        "{number} session is new and now {name}'s.",
        "{number} sessions are new and now {name}'s.",
        new.sessions,
    )
    return text.format(number=new.sessions, name=name)
