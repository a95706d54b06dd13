"""A table that grows by a row a frame, and can be looked at without being copied."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

_FIRST: Final = 256


class Growing:
    """Rows of one shape and type.

    A view that was handed out stays as it was: rows are only ever added, and a table that has
    become too small is replaced by a larger one.

    Parameters
    ----------
    entry
        Shape of a row.
    dtype
        Type of its numbers.
    """

    def __init__(self, entry: tuple[int, ...] = (), dtype: npt.DTypeLike = np.float64) -> None:
        self._table: npt.NDArray[Any] = np.empty((_FIRST, *entry), dtype)
        self._count = 0

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._count

    def add(self, row: npt.ArrayLike) -> None:
        """Add a row."""
        if self._count == len(self._table):
            larger = np.empty((2 * self._count, *self._table.shape[1:]), self._table.dtype)
            larger[: self._count] = self._table
            self._table = larger
        self._table[self._count] = row
        self._count += 1

    def view(self) -> npt.NDArray[Any]:
        """Return the rows so far, read-only."""
        rows = self._table[: self._count]
        rows.flags.writeable = False
        return rows
