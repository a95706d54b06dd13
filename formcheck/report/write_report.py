"""Files of a report: what it is written as is in the ending of the name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.report.content import Report
from formcheck.report.files import check_output
from formcheck.report.html_report import write_html
from formcheck.report.report_paper import write_pdf

_WRITERS: Final = {".html": write_html, ".htm": write_html, ".pdf": write_pdf}


def check_report(path: Path) -> None:
    """Raise OutputError when no report can be written to a file of this name."""
    check_output(path)
    if path.suffix.lower() not in _WRITERS:
        text = _("A report cannot be written to {path}: expected a name ending in .html or .pdf.")
        raise OutputError(text.format(path=path))


def write_report(path: Path, report: Report) -> None:
    """Write a report, whole or not at all; raise OutputError when that fails."""
    check_report(path)
    _WRITERS[path.suffix.lower()](path, report)


def write_reports(paths: Iterable[Path], report: Report) -> None:
    """Write a report to each of several files."""
    for path in paths:
        write_report(path, report)
