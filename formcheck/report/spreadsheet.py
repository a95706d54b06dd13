"""Tables as text for spreadsheets and programs: two dialects, no NaN, and no formula in a text.

The standard dialect (comma, decimal point) is what programs and English spreadsheets read. German
and most other European spreadsheets split at a semicolon and want a decimal comma: they would put a
standard table into one column, or make a date of 1.5. As no file suits both, the name of the file
says which it is, not the language in use: a table made today goes with one made a year ago.
"""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Cell = str | int | float | None

_DIGITS: Final = 3
"""Decimals of every number, as in the session record: milliseconds, thousandths of a degree."""
_FORMULA: Final = re.compile(r"(^|[,;|])(?=[\"\s]*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""Where a spreadsheet would see a formula begin: at the start of a text, or behind a sign at which
another dialect splits; signs of full width count as well (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How cells are divided and decimals written."""

    delimiter: str
    decimal: str


STANDARD: Final = Dialect(",", ".")
EUROPEAN: Final = Dialect(";", ",")


def to_csv(
    names: Sequence[str], rows: Iterable[Sequence[Cell]], dialect: Dialect = STANDARD
) -> str:
    """Return a table with its line of names; what is missing, None or NaN, is an empty cell."""
    text = io.StringIO()
    out = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\n")
    out.writerow([harmless(name) for name in names])
    out.writerows([_cell(value, dialect) for value in row] for row in rows)
    return text.getvalue()


def harmless(text: str) -> str:
    """Return a text on one line that no spreadsheet takes for a formula."""
    return _FORMULA.sub(r"\1'", one_line(text))


def one_line(text: str) -> str:
    """Return a text without line breaks, tabs and other signs that cannot be seen."""
    seen = "".join(" " if unicodedata.category(sign) in ("Cc", "Cs") else sign for sign in text)
    return " ".join(seen.split())


def _cell(value: Cell, dialect: Dialect) -> str:
    match value:
        case None:
            return ""
        case str():
            return harmless(value)
        case float():
            if not math.isfinite(value):
                return ""
            return f"{value:z.{_DIGITS}f}".replace(".", dialect.decimal)
        case _:
            return str(value)
