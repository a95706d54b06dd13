"""``formcheck history``: what was done over weeks, as a table, a page or a PDF."""

import sys
from collections.abc import Iterable
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from formcheck.care.trend import change_text
from formcheck.cli.options import StorePlace, Who
from formcheck.cli.printing import be_printable, say
from formcheck.cli.tables import plain_console
from formcheck.language import _
from formcheck.report.files import check_output
from formcheck.report.history import History, load_history
from formcheck.report.history_lines import Line
from formcheck.report.history_words import adherence_text, foot, nothing, span, title, week_lines
from formcheck.store.database import open_store
from formcheck.store.people import People


def history_command(
    *,
    person: Who = "",
    weeks: Annotated[
        int, typer.Option(min=1, max=520, metavar="NUMBER", help="So many weeks back.")
    ] = 12,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page to read and to print.")
    ] = None,
    pdf: Annotated[Path | None, typer.Option(metavar="FILE", help="Write a PDF.")] = None,
    store: StorePlace = "",
) -> None:
    """Show what was done over weeks: days, range, holds, good form, pain and effort.

    A change is called one only when it is larger than the error of measuring.
    """
    for path in (html, pdf):
        if path is not None:
            check_output(path)
    history = _loaded(store, person, weeks)
    if html is None and pdf is None:
        _print(history)
    # Late: what draws takes its time.
    if html is not None:
        import_module("formcheck.report.history_sheet").write_history_html(html, history)
        say(f"{html}")
    if pdf is not None:
        import_module("formcheck.report.history_paper").write_history_pdf(pdf, history)
        say(f"{pdf}")


def _loaded(place: str, person: str, weeks: int) -> History:
    with closing(open_store(place)) as store:
        if store.notice:
            typer.echo(store.notice, err=True)
        whole = load_history(store, People(store).named(person))
    return whole.since(whole.today - timedelta(weeks=weeks - 1))


def _print(history: History) -> None:
    be_printable()
    console = plain_console(sys.stdout)
    console.print(f"{title(history)}, {span(history)}")
    if history.empty:
        console.print(nothing())
        return
    console.print(adherence_text(history.adherence))
    for one in history.exercises:
        console.print(_table(one.title, one.lines))
        for line in week_lines(one):
            console.print(line)
    if history.told_lines:
        console.print(_table(_("Pain and effort"), history.told_lines))
    console.print(f"\n{foot()}")


def _table(name: str, lines: Iterable[Line]) -> Table:
    """Return the last week of each line, and how it compares with the first ones."""
    table = Table(title=f"\n{name}", title_justify="left", box=None, pad_edge=False)
    for column in (_("what"), _("last week"), _("compared with the first weeks")):
        table.add_column(column)
    for line in lines:
        last = line.scale.estimate(line.points[-1].estimate)
        table.add_row(line.title, last, change_text(line.change, line.scale))
    return table
