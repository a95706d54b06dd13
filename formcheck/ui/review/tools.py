"""The tools of the review's stage: names, keys and hands."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from formcheck.language import N_
from formcheck.ui.review.board import Board
from formcheck.ui.review.hands import EraseHand, Hand, MoveHand
from formcheck.ui.review.marking_hands import AngleHand, DrawHand, LineHand


class Tool(StrEnum):
    """What the mouse does on the picture; one at a time."""

    LOOK = "look"
    MOVE = "move"
    ANGLE = "angle"
    LINE = "line"
    DRAW = "draw"
    ERASE = "erase"


@dataclass(frozen=True, slots=True)
class ToolKind:
    """What a tool is called and how it is used."""

    title: str
    key: str
    tip: str
    hand: Callable[[Board], Hand]


TOOLS: Final = {
    Tool.LOOK: ToolKind(
        N_("Look"),
        "V",
        N_("Look at the picture. The wheel goes nearer; then the picture can be dragged."),
        Hand,
    ),
    Tool.MOVE: ToolKind(
        N_("Move"),
        "M",
        N_(
            "Put a landmark where it is seen: drag it. With the keys: Tab takes the next one, "
            "arrows move it, Enter puts it down."
        ),
        MoveHand,
    ),
    Tool.ANGLE: ToolKind(
        N_("Angle"),
        "A",
        N_(
            "Measure an angle: click one end, the joint, the other end. "
            "The points can be dragged afterwards."
        ),
        AngleHand,
    ),
    Tool.LINE: ToolKind(
        N_("Line"),
        "D",
        N_("Measure a line: its slope, and its length where one length is known."),
        LineHand,
    ),
    Tool.DRAW: ToolKind(N_("Draw"), "P", N_("Draw over the picture."), DrawHand),
    Tool.ERASE: ToolKind(
        N_("Erase"), "E", N_("Take away a drawing, an angle or a line: click it."), EraseHand
    ),
}
