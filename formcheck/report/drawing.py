"""How pictures on paper and on pages are drawn: one style, and pages that choose the colours.

A page (light, dark or print) has its colours in its style sheet; the picture gets stand-ins, each
of which is replaced by a variable of the page. On paper they are the colours of `PAPER`.
"""

import io
import re
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import ScalarFormatter
from typing_extensions import override

from formcheck.language import number

Colours = Mapping[str, str]

STAND_INS: Final[Colours] = {
    "ink": "#010203",
    "quiet": "#040506",
    "grid": "#070809",
    "good": "#0a0b0c",
    "warn": "#0d0e0f",
    "fault": "#101112",
    "unsure": "#131415",
    "second": "#161718",
}
"""No colour of its own ever reaches a page."""
PAPER: Final[Colours] = {
    "ink": "#000000",
    "quiet": "#333333",
    "grid": "#bbbbbb",
    "good": "#127567",
    "warn": "#8a6100",
    "fault": "#b3344a",
    "unsure": "#555555",
    "second": "#3a4fa0",
}


class Ticks(ScalarFormatter):
    """Numbers of an axis, with the decimal sign of the language."""

    @override
    def __call__(self, x: float, pos: int | None = None) -> str:
        return super().__call__(x, pos).replace(".", number(0.1)[1])


def style(colours: Colours = STAND_INS) -> AbstractContextManager[None]:
    """Return the style to draw in, as a context."""
    return mpl.rc_context(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "formcheck",
            "pdf.fonttype": 42,  # letters stay letters: they can be searched and read aloud
            "font.size": 10,
            "hatch.linewidth": 0.6,
            "text.color": colours["ink"],
            "axes.labelcolor": colours["ink"],
            "axes.edgecolor": colours["quiet"],
            "xtick.color": colours["quiet"],
            "ytick.color": colours["quiet"],
            "xtick.labelcolor": colours["ink"],
            "ytick.labelcolor": colours["ink"],
            "grid.color": colours["grid"],
            "legend.frameon": False,
        }
    )


def svg_of(figure: Figure) -> str:
    """Return the picture alone: no document type, no addresses, the page's colours."""
    text = io.StringIO()
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    figure.savefig(text, format="svg", transparent=True, metadata=nothing)
    svg = text.getvalue()[text.getvalue().index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    for name, colour in STAND_INS.items():
        svg = svg.replace(colour, f"var(--{name})")
    return svg
