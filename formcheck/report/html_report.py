"""A report as one page that needs nothing else: no script, no network, its pictures inside."""

from base64 import b64encode
from pathlib import Path

from markupsafe import Markup

from formcheck.report.content import SIGNS, Picture, Plot, Report
from formcheck.report.files import write_text
from formcheck.report.pages import page
from formcheck.report.plot import plot_svg


def html_report(report: Report) -> str:
    """Return the page of a report."""
    return page("report.html.j2", report=report, svg=_svg, data=_data, signs=SIGNS)


def write_html(path: Path, report: Report) -> None:
    """Write the page to a file, whole or not at all; raise OutputError when that fails."""
    write_text(path, html_report(report))


def _svg(plot: Plot) -> Markup:
    return Markup(plot_svg(plot.record, plot.exercise))  # our own drawing; its texts are escaped


def _data(picture: Picture) -> str:
    return f"data:image/jpeg;base64,{b64encode(picture.jpeg).decode()}"
