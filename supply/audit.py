"""Ask whether a fault is known in a package of the lock that somebody could exploit.

pip-audit asks; this tells apart what it does not: "asked, and nothing is known" from "could not
ask". A service that is out of reach, or does not know the packages, is nobody's mistake here and
no reason to stop; a known fault is.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from supply.parts import LOCK

SERVICES: Final = ("pypi", "osv")
"""Who is asked, one after the other until one answers."""
_PATIENCE_S: Final = 120.0

Ask = Callable[[Path, str], str]
"""Asks one service about a lock; returns pip-audit's JSON, or an empty text for no answer."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a lock."""

    asked: int
    """Packages about which there was an answer."""
    silent: tuple[str, ...]
    """Packages about which there was none."""
    faults: tuple[str, ...]
    """A line for each fault that is known."""


def audit(lock: Path = LOCK, ask: Ask | None = None) -> Answer:
    """Ask one service after the other; the answer of the first that knows any package counts."""
    answer = Answer(0, (), ())
    for service in SERVICES:
        answer = read(ask(lock, service) if ask else ask_pip_audit(lock, service))
        if answer.asked:
            break
    return answer


def ask_pip_audit(lock: Path, service: str) -> str:
    """Let pip-audit ask; it says nothing on its output when it could not."""
    words = [sys.executable, "-m", "pip_audit", "--require-hashes", "--disable-pip"]
    words += ["--requirement", str(lock), "--vulnerability-service", service]
    words += ["--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(
            words, capture_output=True, text=True, timeout=_PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


def read(said: str) -> Answer:
    """Read pip-audit's JSON."""
    try:
        packages = json.loads(said)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Answer(0, (), ())
    silent = tuple(one["name"] for one in packages if "skip_reason" in one)
    faults = tuple(
        f"{one['name']} {one['version']}: {_fault(fault)}"
        for one in packages
        for fault in one.get("vulns", [])
    )
    return Answer(len(packages) - len(silent), silent, faults)


def _fault(fault: Mapping[str, Any]) -> str:
    names = " ".join([fault["id"], *fault["aliases"]])
    return f"{names}, repaired in {', '.join(fault['fix_versions']) or 'no version'}"


def report(answer: Answer, locks: Sequence[str]) -> tuple[str, int]:
    """Return what is said of an answer, and the exit status: 1 for a known fault."""
    named = " ".join(locks)
    if answer.faults:
        lines = "\n".join(f"  {one}" for one in answer.faults)
        return f"audit: {named}: known faults:\n{lines}\n  take newer versions: make lock", 1
    if not answer.asked:
        return f"audit: {named}: could not ask: no service that knows of faults answered.", 0
    rest = f"; no answer about {', '.join(answer.silent)}" if answer.silent else ""
    return f"audit: {named}: no fault is known in {answer.asked} packages{rest}.", 0
