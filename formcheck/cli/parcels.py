"""``formcheck data send`` and ``open``, ``formcheck programme send`` and ``open``: one file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from formcheck.care.programme_file import load_programme
from formcheck.cli.options import StorePlace, Who
from formcheck.cli.printing import be_printable, say
from formcheck.cli.tables import plain_console
from formcheck.errors import OutputError
from formcheck.exercises.loader import list_exercises
from formcheck.language import _, ngettext
from formcheck.pose.recorded import load_poses
from formcheck.report import words
from formcheck.report.programme_changes import programme_changes
from formcheck.report.programme_sheet import programme_lines
from formcheck.session.moves import known_moves, moves_of
from formcheck.store.database import Store, open_store
from formcheck.store.parcel import Parcel, ParcelError, SentProgramme
from formcheck.store.parcel_files import keep_video
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_take import has_own_sessions, is_known, take_in, take_programme
from formcheck.store.parcel_write import write_parcel, write_programme
from formcheck.store.people import People, Person
from formcheck.store.place import find_place
from formcheck.store.versions import Versions

_MB = 1_000_000


def _day(name: str, text: str) -> Any:
    return typer.Option(name, formats=["%Y-%m-%d"], metavar="DATE", help=text)


NewFile = Annotated[Path, typer.Argument(metavar="FILE", help="What to write: NAME.formcheck.")]
SentFile = Annotated[Path, typer.Argument(metavar="FILE", help="What you were sent.")]
OwnName = Annotated[
    str, typer.Option("--name", metavar="NAME", help="What you want to be called in it, if at all.")
]


def send_command(
    file: NewFile,
    *,
    since: Annotated[datetime | None, _day("--since", "Only from this day on.")] = None,
    until: Annotated[datetime | None, _day("--until", "Only before this day.")] = None,
    video: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A recording that goes along.")
    ] = None,
    poses: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Recorded poses that go along.")
    ] = None,
    name: OwnName = "",
    person: Who = "",
    store: StorePlace = "",
) -> None:
    """Write your sessions to one file for your physio; it is sent by you, not by formcheck."""
    recorded = None if poses is None else load_poses(poses)
    with _opened(store) as opened:
        parcel = write_parcel(
            file,
            opened,
            People(opened).named(person).id,
            since=_midnight(since),
            until=_midnight(until),
            name=name,
            video=video,
            poses=recorded,
        )
    say("\n".join([f"{file}", *_inside(parcel), _named(parcel)]))


def open_command(
    file: SentFile,
    *,
    take: Annotated[
        bool, typer.Option("--take-in", help="Keep the sessions; without it nothing is kept.")
    ] = False,
    video: Annotated[
        Path | None,
        typer.Option("--keep-video", metavar="FILE", help="Write the video that is in it."),
    ] = None,
    person: Annotated[
        str, typer.Option("--person", metavar="NAME", help="Whose they are to be, also new.")
    ] = "",
    store: StorePlace = "",
) -> None:
    """Show what is in a file that you were sent, and keep it if you say so."""
    parcel = read_parcel(file)
    say("\n".join([_from(parcel), *_inside(parcel)]))
    if parcel.sessions:
        be_printable()
        plain_console(sys.stdout).print(_table(parcel))
    if video is not None:
        keep_video(parcel, video)
        say(f"{video}")
    if take:
        with _opened(store) as opened:
            say(_taken(opened, parcel, person))
    elif parcel.sessions:
        say(_("Nothing was kept: --take-in keeps it."))
    else:
        say(_("To follow it: formcheck programme open {path} --take-in").format(path=file))


def send_programme_command(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="Which programme.")],
    file: NewFile,
    *,
    first: Annotated[datetime | None, _day("--from", "The first day; today when missing.")] = None,
    sender: OwnName = "",
) -> None:
    """Write a programme to one file that a patient opens."""
    valid_from = _today() if first is None else first.date()
    parcel = write_programme(file, load_programme(name), valid_from=valid_from, name=sender)
    say("\n".join([f"{file}", *_inside(parcel), _named(parcel)]))


def open_programme_command(
    file: SentFile,
    *,
    take: Annotated[
        bool, typer.Option("--take-in", help="Follow it; without it nothing changes.")
    ] = False,
    person: Who = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StorePlace = "",
) -> None:
    """Show a programme that you were sent and what it changes, and follow it if you say so."""
    parcel = read_parcel(file)
    sent = parcel.programme
    if sent is None:
        raise ParcelError(_("There is no programme in {path}.").format(path=file.name))
    exercises = {one.slug: one for one in list_exercises()}
    say(_from(parcel))
    say(programme_lines(sent.programme, exercises, moves_of(exercises.values())))
    place = find_place(store).path
    if not take and place is not None and not place.exists():
        return
    with _opened(store) as opened:
        found = People(opened).named(person)
        if is_known(opened, parcel, found.id):
            say(_("It was taken in before."))
            return
        say("\n".join(["", *_changes(opened, sent, found)]))
        if take:
            if not yes:
                typer.confirm(_("Follow it from then on?"), abort=True)
            take_programme(opened, parcel, found.id, _today())
            say(_("{name} follows it from then on.").format(name=found.name))


def _taken(store: Store, parcel: Parcel, name: str) -> str:
    """Keep what is in a parcel, and say what was new."""
    called = name or parcel.name
    if not called:
        raise OutputError(_("Nobody is named in it: say whose sessions they are with --person."))
    if not parcel.sessions:
        raise ParcelError(_("There are no sessions in {path}.").format(path=parcel.path.name))
    people = People(store)
    found = people.find(called)
    if found is not None and not name and has_own_sessions(store, found.id):
        raise OutputError(
            _("{name} trains on this computer, too: say with --person whose they are.").format(
                name=called
            )
        )
    found = people.add(called) if found is None else found
    new = take_in(store, parcel, found.id)
    if not (new.sessions or new.answers or new.programme):
        return _("All of it was here already.")
    text = ngettext(
        "{number} session is new and now {name}'s.",
        "{number} sessions are new and now {name}'s.",
        new.sessions,
    )
    return text.format(number=new.sessions, name=found.name)


def _changes(store: Store, sent: SentProgramme, person: Person) -> Iterator[str]:
    first = max(sent.valid_from, _today())
    before = Versions(store, person.id).on(first)
    exercises = {one.slug: one for one in list_exercises()}
    found = programme_changes(before, sent.programme, exercises, moves_of(exercises.values()))
    yield _("What changes for {name} from {day} on, when “{title}” was to be followed:").format(
        name=person.name, day=first, title=before.title
    )
    yield from (f"  {one}" for one in found or (_("Nothing but its name and words."),))


def _from(parcel: Parcel) -> str:
    who = parcel.name or _("somebody who gives no name")
    day = parcel.created_at.astimezone().date()
    return _("From {name}, written on {day}.").format(name=who, day=day)


def _named(parcel: Parcel) -> str:
    if parcel.name:
        return _("It says that it is from {name}.").format(name=parcel.name)
    return _("Your name is not in it.")


def _inside(parcel: Parcel) -> Iterator[str]:
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


def _table(parcel: Parcel) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in (_("begun"), _("exercise"), _("full"), _("time")):
        table.add_column(column, no_wrap=True)
    known = known_moves()
    for one in parcel.sessions:
        begun = one.started_at.astimezone().strftime("%Y-%m-%d %H:%M")
        title = one.record.title or one.record.exercise
        if one.record.exercise not in known:
            title = _("{exercise} (not known here)").format(exercise=title)
        length = words.seconds(one.record.source.duration_s)
        table.add_row(begun, title, str(one.record.counts.full), length)
    return table


def _midnight(day: datetime | None) -> datetime | None:
    """Return when a day begins where the person is."""
    return None if day is None else datetime.combine(day.date(), time()).astimezone()


def _today() -> date:
    return datetime.now().astimezone().date()


@contextmanager
def _opened(given: str) -> Iterator[Store]:
    opened = open_store(given)
    if opened.notice:
        typer.echo(opened.notice, err=True)
    try:
        yield opened
    finally:
        opened.close()
