"""Whether a sentence with which a file is refused helps: what was expected or found, what to do."""

import re
from typing import Final

LONGEST: Final = 900
"""Characters. Some sentences name two places, or all measurements that there are."""
_TO_DO: Final = re.compile(
    r"\b(please|analyse|check|choose|copy|correct|save|delete|record|convert|install|update|rename|name|"
    r"change|give|write|open|see to|set|ask|kept|keep|mend|try|make|use|send|left as it is|"
    r"expected .{1,400}found)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Words that say what to do. "Expected …, found …" in a line of a file says it too: write that."""


def useless(told: str) -> str:
    """Return what is wrong with a sentence; empty when it helps."""
    if not told.strip():
        return "it says nothing"
    if not told.isprintable():
        return "it has letters that cannot be printed"
    if len(told) > LONGEST:
        return f"it has {len(told)} letters"
    if "Traceback" in told or " object at 0x" in told:
        return "it shows the program's inside"
    return "" if _TO_DO.search(told) else "it does not say what to do"
