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
from formcheck.language import _
from formcheck.pose.recorded import load_poses
from formcheck.report import parcel_words
from formcheck.report.programme_sheet import programme_lines
from formcheck.session.moves import moves_of
from formcheck.store.database import Store, open_store
from formcheck.store.parcel import Parcel, ParcelError, SentProgramme
from formcheck.store.parcel_files import keep_video
from formcheck.store.parcel_read import read_parcel
from formcheck.store.parcel_take import is_known, take_in_for, take_programme, whose
from formcheck.store.parcel_write import write_parcel, write_programme
from formcheck.store.people import People, Person
from formcheck.store.place import find_place


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
    say("\n".join([f"{file}", *parcel_words.inside(parcel), parcel_words.named(parcel)]))


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
    say("\n".join([parcel_words.sender(parcel), *parcel_words.inside(parcel)]))
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
    say("\n".join([f"{file}", *parcel_words.inside(parcel), parcel_words.named(parcel)]))


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
    say(parcel_words.sender(parcel))
    say(programme_lines(sent.programme, exercises, moves_of(exercises.values())))
    place = find_place(store).path
    if not take and place is not None and not place.exists():
        return
    with _opened(store) as opened:
        found = People(opened).named(person)
        if is_known(opened, parcel, found.id):
            say(parcel_words.known_already())
            return
        say("\n".join(["", *_changes(opened, sent, found)]))
        if take:
            if not yes:
                typer.confirm(_("Follow it from then on?"), abort=True)
            take_programme(opened, parcel, found.id, _today())
            say(_("{name} follows it from then on.").format(name=found.name))


def _taken(store: Store, parcel: Parcel, name: str) -> str:
    """Keep what is in a parcel, and say what was new."""
    if not (name or parcel.name):
        raise OutputError(_("Nobody is named in it: say whose sessions they are with --person."))
    called = name or whose(store, parcel)
    if not called:
        raise OutputError(
            _("{name} trains on this computer, too: say with --person whose they are.").format(
                name=parcel.name
            )
        )
    new = take_in_for(store, parcel, called)
    return parcel_words.taken(new, People(store).named(called).name)


def _changes(store: Store, sent: SentProgramme, person: Person) -> Iterator[str]:
    found = parcel_words.changed(store, sent, person, _today())
    yield found.heading(person.name, found.first.isoformat())
    yield from (f"  {one}" for one in found.lines)


def _table(parcel: Parcel) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in (_("begun"), _("exercise"), _("full"), _("time")):
        table.add_column(column, no_wrap=True)
    for one in parcel_words.rows(parcel):
        table.add_row(one.begun, one.title, str(one.full), one.length)
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
