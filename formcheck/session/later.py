"""What few read need not be worked out for every frame."""

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

from typing_extensions import override

One = TypeVar("One")


class Later(Sequence[One]):
    """A sequence that is worked out when it is first read; equal to what it then is.

    ``make`` depends on nothing that changes, so that it does not matter when that is.
    """

    __slots__ = ("_found", "_make")

    def __init__(self, make: Callable[[], tuple[One, ...]]) -> None:
        self._make = make
        self._found: tuple[One, ...] | None = None

    def _all(self) -> tuple[One, ...]:
        if self._found is None:
            self._found = self._make()
        return self._found

    @overload
    def __getitem__(self, index: int) -> One: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[One, ...]: ...
    @override
    def __getitem__(self, index: int | slice) -> One | tuple[One, ...]:
        return self._all()[index]

    @override
    def __len__(self) -> int:
        return len(self._all())

    @override
    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Later) else other)

    @override
    def __hash__(self) -> int:
        return hash(self._all())

    @override
    def __repr__(self) -> str:
        return repr(self._all())

    @override
    def __reduce__(self) -> tuple[type[tuple[One, ...]], tuple[tuple[One, ...]]]:
        """Travel to another process as what it is."""
        return tuple, (self._all(),)
