"""Whether another program records sound: most often a call.

Linux tells which sound cards record (``/proc/asound``). The sound servers, PipeWire and PulseAudio,
let a card run only while somebody records, and for five seconds more; who that is they do not tell
here. Not told: a headset by Bluetooth, which is no card to the kernel, and sound from the network.
A level meter counts as recording, as it does for the desktop's own sign.

Windows: see `formcheck.around.consent`. macOS does not tell other programs.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

from formcheck.around.consent import Consent
from formcheck.around.probe import Probe, Untold

SOUND: Final = Path("/proc/asound")
_SYSTEM: Final[str] = sys.platform
_RECORDING: Final = "card*/pcm*c/sub*/status"
LIST_EVERY_S: Final = 30.0
"""A headset that was plugged in is known after so long at most (judgement)."""
LONGEST_S: Final = 4.0 * 3600.0
"""What records for so long without a pause is no call but a filter that always listens, a noise
canceller for example: it must not keep us silent for ever (judgement)."""


class SoundCards:
    """Asks Linux whether a sound card records."""

    def __init__(
        self,
        sound: Path = SOUND,
        *,
        own_pid: int | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._sound = sound
        self._owner = str(os.getpid() if own_pid is None else own_pid)
        self._clock = clock
        self._cards: tuple[Path, ...] = ()
        self._listed_s = -LIST_EVERY_S
        self._since_s: dict[Path, float] = {}
        """Since when each card that records does so."""

    def __call__(self) -> bool:
        """Ask."""
        now_s = self._clock()
        if now_s - self._listed_s >= LIST_EVERY_S:
            self._cards, self._listed_s = tuple(self._sound.glob(_RECORDING)), now_s
        running = [card for card in self._cards if self._records(card)]
        self._since_s = {card: self._since_s.get(card, now_s) for card in running}
        return any(now_s - since_s < LONGEST_S for since_s in self._since_s.values())

    def close(self) -> None:
        """Nothing to let go of."""

    def _records(self, card: Path) -> bool:
        try:
            text = card.read_text(encoding="ascii", errors="replace")
        except OSError:
            return False  # unplugged since
        told = dict(line.partition(":")[::2] for line in text.splitlines())
        told = {name.strip(): value.strip() for name, value in told.items()}
        return told.get("state") == "RUNNING" and told.get("owner_pid") != self._owner


def microphone() -> Probe:
    """Return who is to be asked on this system."""
    if _SYSTEM == "linux":
        return SoundCards()
    return Consent("microphone") if _SYSTEM == "win32" else Untold()
