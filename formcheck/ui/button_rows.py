"""Buttons beside each other, in as few rows as their words have room for."""

from collections.abc import Sequence

from PyQt6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from formcheck.ui.buttons import Button

Widths = Sequence[tuple[int, int]]
"""Of buttons, in their smallest letters and in their largest."""


class ButtonRows(QVBoxLayout):
    """Each as wide as the others, or where it is narrow as wide as its words ask for.

    Parameters
    ----------
    buttons
        In the order of the keyboard.
    spacing_px
        Between two of them.
    most
        So many rows at most: what stands above needs the height.
    """

    def __init__(self, buttons: Sequence[Button], spacing_px: int, *, most: int = 3) -> None:
        super().__init__()
        self._buttons, self._width_px, self._most = tuple(buttons), 0, most
        self._shares: list[list[int]] = []
        self.setSpacing(spacing_px)
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            button.renamed.connect(self._arrange)
        self._lay([[1] * len(self._buttons)])

    def fit(self, width_px: int) -> None:
        """Arrange them for a width; call it when they have other letters, too."""
        self._width_px = width_px
        self._arrange()

    def _arrange(self) -> None:
        if not self._width_px:
            return
        needed = [one.width_px() for one in self._buttons]
        ways = [_cut(needed, columns) for columns in range(len(needed), 0, -1)]
        ways = [way for way in ways if len(way) <= self._most]
        rows = next((way for way in ways if self._have_room(way)), ways[-1])
        self._lay([self._share(row) for row in rows])

    def _have_room(self, rows: Sequence[Widths]) -> bool:
        return all(self._room(len(row)) >= sum(least for least, _ in row) for row in rows)

    def _room(self, many: int) -> int:
        return self._width_px - (many - 1) * self.spacing()

    def _share(self, row: Widths) -> list[int]:
        even = all(largest * len(row) <= self._room(len(row)) for _, largest in row)
        return [1 if even else least for least, _ in row]

    def _lay(self, shares: list[list[int]]) -> None:
        """Put them into rows, each with its shares of the width."""
        if shares == self._shares:
            return
        self._shares = shares
        while (held := self.takeAt(0)) is not None:
            row = held.layout()
            while row is not None and row.takeAt(0) is not None:
                pass
        buttons = iter(self._buttons)
        for shared in shares:
            beside = QHBoxLayout()
            beside.setSpacing(self.spacing())
            for share in shared:
                beside.addWidget(next(buttons), share)
            self.addLayout(beside)


def _cut(needed: Widths, columns: int) -> list[Widths]:
    """Return rows of so many."""
    return [needed[n : n + columns] for n in range(0, len(needed), columns)]
