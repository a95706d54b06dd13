"""What tones sound like, as samples made from sines: one shape for each kind of phrase."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from formcheck.training.speech import Kind

RATE_HZ: Final = 44_100
_LOUDNESS: Final = 0.25
"""Share of the greatest sample: heard across a room, and nobody starts."""
_EDGE_S: Final = 0.012
"""Time to swell and to fade: without it a tone begins and ends with a click."""
TAIL_S: Final = 0.15
"""Silence after each: a device that is stopped when it has read all may not have played all."""

_C5, _E5, _G5, _A5, _C6 = 523.25, 659.26, 783.99, 880.0, 1046.5
_SHAPES: Final[Mapping[Kind, tuple[tuple[float, float], ...]]] = {
    Kind.COUNT: ((_A5, 0.09),),
    Kind.GUIDE: ((_C5, 0.2),),
    Kind.PRAISE: ((_C5, 0.1), (_E5, 0.1), (_G5, 0.18)),
    Kind.CUE: ((_G5, 0.16), (_C5, 0.24)),
    Kind.END: ((_C6, 0.16), (_G5, 0.16), (_C5, 0.4)),
    Kind.ALERT: ((_A5, 0.22), (0.0, 0.1), (_A5, 0.22), (0.0, 0.1), (_A5, 0.22)),
}
"""Tones one after the other, each of so many Hz for so many seconds; 0 Hz is a rest. Up is praise,
down is a cue, longer down is the end."""


def samples(kind: Kind, volume: float = 1.0) -> NDArray[np.int16]:
    """Return the tones for a kind of phrase: (n,) samples, one channel, `RATE_HZ` a second.

    Parameters
    ----------
    kind
        Of the phrase.
    volume
        Share of the usual loudness, 0 to 1.
    """
    tones = (*_SHAPES[kind], (0.0, TAIL_S))
    return np.concatenate([_tone(hertz, length_s, volume) for hertz, length_s in tones])


def _tone(hertz: float, length_s: float, volume: float) -> NDArray[np.int16]:
    time_s = np.arange(round(length_s * RATE_HZ)) / RATE_HZ
    edge = np.minimum(time_s, time_s[::-1]) / _EDGE_S
    swell = np.sin(np.minimum(edge, 1.0) * np.pi / 2) ** 2
    wave = np.sin(2 * np.pi * hertz * time_s) * swell * _LOUDNESS * volume
    levels: NDArray[np.int16] = np.round(wave * np.iinfo(np.int16).max).astype(np.int16)
    return levels
