"""Keep a finished session on this computer: numbers only, never a picture."""

from datetime import datetime
from pathlib import Path

from formcheck.errors import OutputError
from formcheck.language import _
from formcheck.report.json_report import write_record
from formcheck.session.record import SessionRecord


def keep_session(record: SessionRecord, folder: Path, ended: datetime) -> str:
    """Write a session into a folder and return a sentence that says where, or why not."""
    path = folder / f"{ended:%Y-%m-%d_%H-%M-%S}_{record.exercise}.json"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_record(path, record)
    except (OSError, OutputError) as error:
        return _("The session could not be kept: {reason}").format(reason=error)
    return _("Kept on this computer as {file}.").format(file=path.name)
