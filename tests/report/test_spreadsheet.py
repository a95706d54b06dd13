"""Tables for spreadsheets, read back by the csv module: numbers as they were, texts harmless."""

import csv
import io
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formcheck.report.spreadsheet import EUROPEAN, STANDARD, Dialect, harmless, one_line, to_csv
from tests.properties import PROPERTY

DIALECTS = pytest.mark.parametrize("dialect", [STANDARD, EUROPEAN])


def read(text: str, dialect: Dialect) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))


def test_both_dialects() -> None:
    rows = [("a, b", 1, -2.5, None, math.nan), ('say "no"; go', 0, 1e-9, math.inf, -1e-9)]
    names = ("t", "i", "x", "y", "z")
    assert to_csv(names, rows) == (
        't,i,x,y,z\n"a, b",1,-2.500,,\n"say ""no""; go",0,0.000,,0.000\n'
    )
    assert to_csv(names, rows, EUROPEAN) == (
        't;i;x;y;z\na, b;1;-2,500;;\n"say ""no""; go";0;0,000;;0,000\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\uff1d1", "'\uff1d1"),
        ("\t=1", "'=1"),
        ("\r\n =1", "'=1"),
        ('"=1', "'\"=1"),
        ("x;=1+1", "x;'=1+1"),
        ('x, "=1', "x,' \"=1"),
        ("held 2 s of 5 s", "held 2 s of 5 s"),
        ("a = b, c - d", "a = b, c - d"),
        ("zurück\nnach\0oben", "zurück nach oben"),
        ("", ""),
    ],
)
def test_no_text_is_a_formula(text: str, expected: str) -> None:
    assert harmless(text) == expected


@DIALECTS
@PROPERTY
@given(texts=st.lists(st.text(st.sampled_from("ab=+-@\"',;|\t\r\n \0\u2028")), min_size=1))
def test_a_text_stays_harmless_wherever_it_is_split(dialect: Dialect, texts: list[str]) -> None:
    text = to_csv(["x"] * len(texts), [texts], dialect)
    for delimiter in ",;|\t":
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            assert not [cell for cell in row if re.match(r'["\s]*[=+\-@]', cell)]


@DIALECTS
@PROPERTY
@given(row=st.lists(st.floats(-1e9, 1e9) | st.integers(-99, 99) | st.none(), min_size=1))
def test_numbers_come_back(dialect: Dialect, row: list[float | None]) -> None:
    found = read(to_csv(["x"] * len(row), [row], dialect), dialect)[1:]
    cells = found[0] if found else [""]
    for cell, number in zip(cells, row, strict=True):
        if number is None:
            assert cell == ""
        else:
            back = float(cell.replace(dialect.decimal, "."))
            assert back == pytest.approx(number, abs=0.00051)
            assert not (back == 0 and cell.startswith("-"))


def test_one_line() -> None:
    assert one_line(" a\tb\r\n\x1bc\u0085d\u2028 ") == "a b c d"
