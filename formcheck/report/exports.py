"""Every kind of file that a session can be exported to, by the ending of the file's name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from formcheck.errors import OutputError
from formcheck.language import N_, _
from formcheck.report.exported import Exported
from formcheck.report.files import check_output
from formcheck.report.json_report import write_record

Write = Callable[[Path, Exported], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file."""

    ending: str
    what: str
    """For people, in English."""
    module: str
    """Loaded when it is asked for: some take their time."""
    function: str
    landmarks: bool = False
    """Whether it needs the landmarks."""

    @property
    def write(self) -> Write:
        """What writes it."""
        found: Write = getattr(import_module(f"formcheck.report.{self.module}"), self.function)
        return found


_REPS: Final = N_("repetitions and holds")
_SERIES: Final = N_("all readings over time")
_EUROPEAN: Final = N_("the same for spreadsheets with decimal comma")
KINDS: Final = (
    Kind(".reps.csv", _REPS, "reps_table", "write_reps"),
    Kind(".reps.de.csv", _EUROPEAN, "reps_table", "write_european_reps"),
    Kind(".series.csv", _SERIES, "series_table", "write_series"),
    Kind(".series.de.csv", _EUROPEAN, "series_table", "write_european_series"),
    Kind(".de.csv", _EUROPEAN, "reps_table", "write_european_reps"),
    Kind(".csv", _REPS, "reps_table", "write_reps"),
    Kind(".parquet", _SERIES, "parquet", "write_parquet"),
    Kind(".trc", N_("landmarks, for OpenSim"), "trc", "write_trc", landmarks=True),
    Kind(".mot", N_("angles, for OpenSim"), "mot", "write_mot"),
    Kind(".fhir.json", N_("observations, as HL7 FHIR R4"), "fhir", "write_fhir"),
    Kind(".json", N_("the session record"), "exports", "write_json"),
)
"""A longer ending stands before the one it ends in."""


def write_json(path: Path, exported: Exported) -> None:
    """Write the session record, whole or not at all."""
    write_record(path, exported.record)


def kind_of(path: Path) -> Kind:
    """Return what kind of file a name stands for; raise OutputError with those that are known."""
    name = path.name.lower()
    found = next((kind for kind in KINDS if name.endswith(kind.ending)), None)
    if found is None:
        known = ", ".join(kind.ending for kind in KINDS)
        raise OutputError(
            _("{path} cannot be exported: expected a name that ends in one of {known}.").format(
                path=path, known=known
            )
        )
    return found


def check_exports(paths: Iterable[Path]) -> None:
    """Raise OutputError when one of the files cannot be written, before any work is done."""
    for path in paths:
        kind_of(path)
        check_output(path)


def write_exports(paths: Iterable[Path], exported: Exported) -> None:
    """Write every file, each of them whole or not at all; raise OutputError when one cannot be."""
    for path in paths:
        kind_of(path).write(path, exported)
