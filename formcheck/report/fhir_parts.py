"""Small pieces of HL7 FHIR R4 resources, as plain dicts.

Of code systems only those are used whose codes were looked up: UCUM, FHIR's own
``observation-category``, and one of LOINC. Everything else is text: a wrong code is worse than
none.
"""

import math
from datetime import UTC, datetime
from typing import Any, Final

from formcheck.features.reading import Unit
from formcheck.report.spreadsheet import one_line

Json = dict[str, Any]

UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_DIGITS: Final = 3
"""Decimals of every number, as in the session record."""
_UCUM_OF: Final = {Unit.DEG: "deg", Unit.PERCENT: "%", Unit.RATIO: "1"}
_SHOWN: Final = {Unit.DEG: "°", Unit.PERCENT: "%", Unit.RATIO: "1"}


def text(words: str) -> Json:
    """Return a concept that has words and no code."""
    return {"text": one_line(words)}


def category(code: str) -> Json:
    """Return one of FHIR's own categories of observations: "activity" or "survey"."""
    return {"coding": [{"system": _CATEGORY, "code": code}]}


def quantity(value: float, shown: str, ucum: str) -> Json:
    """Return a finite number with its unit."""
    return {"value": round(value, _DIGITS) + 0, "unit": shown, "system": UCUM, "code": ucum}


def measure(value: float, unit: str) -> Json:
    """Return a finite reading with its unit."""
    return quantity(value, _SHOWN[Unit(unit)], _UCUM_OF[Unit(unit)])


def seconds(length_s: float) -> Json:
    """Return a length of time."""
    return quantity(length_s, "s", "s")


def repetitions(many: int) -> Json:
    """Return a number of repetitions."""
    return quantity(many, "repetitions", "{repetitions}")


def component(name: str, value: Json) -> Json:
    """Return a part of an observation."""
    return {"code": text(name), "valueQuantity": value}


def components(*parts: tuple[str, float, str]) -> list[Json]:
    """Return parts by name, reading and unit; without those that are NaN."""
    return [
        component(name, measure(value, unit)) for name, value, unit in parts if math.isfinite(value)
    ]


def moment(at: datetime) -> str:
    """Return a time of day to the second, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def period(start: datetime | None, end: datetime | None) -> Json:
    """Return when it was; empty when nobody knows."""
    ends = {"start": start, "end": end}
    known = {name: moment(one) for name, one in ends.items() if one is not None}
    return {"effectivePeriod": known} if start is not None else {}
