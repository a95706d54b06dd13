"""Asking for known faults: a fault stops, no answer does not, and the two are told apart."""

import json
from pathlib import Path

from supply.audit import SERVICES, Answer, audit, read, report

GOOD = {"name": "numpy", "version": "2.4.6", "vulns": []}
BAD = {
    "name": "pillow",
    "version": "1.0",
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-2"], "fix_versions": ["1.1"]}],
}
SILENT = {"name": "six", "skip_reason": "Dependency not found"}


def said(*packages: object) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def test_a_known_fault_is_named_and_stops() -> None:
    text, status = report(read(said(GOOD, BAD)), ["a.lock"])
    assert status == 1
    assert "pillow 1.0: PYSEC-1 CVE-2, repaired in 1.1" in text


def test_nothing_known_is_said_with_how_many_were_asked_about() -> None:
    expected = ("audit: a.lock: no fault is known in 1 packages.", 0)
    assert report(read(said(GOOD)), ["a.lock"]) == expected
    text, status = report(read(said(GOOD, SILENT)), ["a.lock"])
    assert status == 0
    assert text.endswith("in 1 packages; no answer about six.")


def test_no_answer_is_neither_a_fault_nor_all_is_well() -> None:
    for silent in ("", "[]", "nonsense", said(SILENT), said()):
        text, status = report(read(silent), ["a.lock"])
        assert status == 0
        assert "could not ask" in text
        assert "no fault is known" not in text


def test_the_next_is_asked_when_the_first_knows_nothing(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(_lock: Path, service: str) -> str:
        asked.append(service)
        return said(SILENT) if service == SERVICES[0] else said(BAD)

    assert len(audit(tmp_path, ask).faults) == 1
    assert asked == list(SERVICES)
    asked.clear()
    assert audit(tmp_path, lambda _lock, _service: "") == Answer(0, (), ())
