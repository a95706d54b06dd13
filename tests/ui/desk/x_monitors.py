"""Monitors of an X server that come and go: RandR 1.5, of which python-xlib has no requests."""

from collections.abc import Sequence

from Xlib.display import Display
from Xlib.ext import randr
from Xlib.protocol import rq

_SET, _DELETE = 43, 44


class _Set(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(_SET),
        rq.RequestLength(),
        rq.Window("window"),
        rq.Card32("name"),
        rq.Bool("primary"),
        rq.Bool("automatic"),
        rq.LengthOf("outputs", 2),
        rq.Int16("x"),
        rq.Int16("y"),
        rq.Card16("width_px"),
        rq.Card16("height_px"),
        rq.Card32("width_mm"),
        rq.Card32("height_mm"),
        rq.List("outputs", rq.Card32Obj),
    )


class _Delete(rq.Request):
    _request = rq.Struct(
        rq.Card8("opcode"),
        rq.Opcode(_DELETE),
        rq.RequestLength(),
        rq.Window("window"),
        rq.Card32("name"),
    )


class Monitors:
    """Plugs monitors in and out."""

    def __init__(self) -> None:
        self._display = Display()
        self._root = self._display.screen().root
        self._opcode = self._display.display.get_extension_major("RANDR")
        self._outputs = randr.get_screen_resources(self._root).outputs

    def real(self, name: str, width_px: int) -> None:
        """Make the server's own output a monitor of this width, at the left."""
        self._set(name, 0, width_px, self._outputs)

    def plug(self, name: str, x: int, width_px: int) -> None:
        """Add one beside it."""
        self._set(name, x, width_px, ())

    def unplug(self, name: str) -> None:
        """Take one away."""
        atom = self._display.intern_atom(name)
        _Delete(display=self._display.display, opcode=self._opcode, window=self._root, name=atom)
        self._display.sync()

    def _set(self, name: str, x: int, width_px: int, outputs: Sequence[int]) -> None:
        _Set(
            display=self._display.display,
            opcode=self._opcode,
            window=self._root,
            name=self._display.intern_atom(name),
            primary=False,
            automatic=False,
            x=x,
            y=0,
            width_px=width_px,
            height_px=720,
            width_mm=300,
            height_mm=200,
            outputs=list(outputs),
        )
        self._display.sync()
