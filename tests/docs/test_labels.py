"""Words on buttons and pages that a guide names in italics are those of the program."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

GUIDES = {"patient.md": "", "physio.md": "", "office.md": "", "patient.de.md": "de"}
ITALICS = re.compile(r"(?<![*\w])\*([^*\n]+(?:\n[^*\n]+)?)\*(?![*\w])")
KEY = re.compile(r" \([^)]+\)$")
OTHERS = {"AppIndicator", "Space"}
"""Names that are none of ours, and a key."""
MOST_WORDS = 7
"""What is longer is a sentence below a picture."""


def labels(text: str) -> set[str]:
    """Return the names of buttons in a page: what stands in italics and begins like one."""
    found = {" ".join(one.split()) for one in ITALICS.findall(text)}
    return {one for one in found if one[0].isupper() and len(one.split()) <= MOST_WORDS} - OTHERS


def known(root: Path, language: str) -> set[str]:
    """Return the texts of the program, also without the key that a button names."""
    folder = root / "formcheck" / "locale" / language / "LC_MESSAGES"
    path = folder / "formcheck.po" if language else root / "formcheck" / "locale" / "formcheck.pot"
    with path.open("rb") as file:
        messages = list(read_po(file))
    found = {one.string if language else one.id for one in messages}
    texts = {one.replace("&", "") for one in found if isinstance(one, str)}
    return texts | {KEY.sub("", one) for one in texts}


@pytest.mark.parametrize(("page", "language"), GUIDES.items())
def test_what_a_guide_names_is_there(page: str, language: str, repo_root: Path) -> None:
    named = labels((repo_root / "docs" / page).read_text("utf-8"))
    assert named
    assert named - known(repo_root, language) == set()


def test_names_of_buttons_are_found_in_a_page() -> None:
    page = "Choose *Start now* or *Send to\nyour physio…*, **not that**, for *you*. a*b*c"
    assert labels(page) == {"Start now", "Send to your physio…"}
