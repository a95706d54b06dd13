"""What is heard at the desk: the sentence spoken, or one soft tone. Made when first needed.

A loudspeaker may come later: what did not work is tried anew the next time.
"""

from collections.abc import Callable
from time import monotonic
from typing import Final

from formcheck.desk.view import Told
from formcheck.language import language
from formcheck.training.speech import Kind
from formcheck.ui.desk.ways import Failed
from formcheck.ui.speaker import Speaker
from formcheck.ui.voice import choose_voice, load_voice
from formcheck.ui.voice_base import FirstThatWorks, Sound, Voice

SOFT: Final = 0.3
"""Of the loudness that is heard across a room: at a desk one sits beside it (judgement)."""
FRESH_S: Final = 60.0
"""A voice that fails later than this had said what it was given (judgement)."""


class Heard:
    """Says what is told with whatever voice it is given.

    Parameters
    ----------
    make
        Makes the voice.
    clock
        Seconds that only grow.
    """

    def __init__(self, make: Callable[[], Voice], clock: Callable[[], float] = monotonic) -> None:
        self._make, self._clock = make, clock
        self._voice: Voice | None = None
        self._speaker: Speaker | None = None
        self._failed: Failed | None = None
        self._given_s = 0.0

    def tell(self, told: Told, failed: Failed) -> None:
        """Say the sentence; its title is for those who read."""
        if self._voice is None or self._speaker is None or self._voice.sound is Sound.NONE:
            self.close()
            self._voice = self._make()
            self._speaker = Speaker(self._voice)
            self._speaker.changed.connect(self._look)
        self._failed, self._given_s = failed, self._clock()
        if self._voice.sound is Sound.NONE:
            self._give_up(self._speaker.trouble)
        else:
            self._speaker.tell(told.text, Kind.GUIDE)

    def hush(self) -> None:
        """Fall silent."""
        if self._speaker is not None:
            self._speaker.hush()

    def close(self) -> None:
        """Fall silent for good."""
        if self._speaker is not None:
            self._speaker.close()
            self._speaker.deleteLater()
            self._speaker = self._voice = None

    def _look(self) -> None:
        if self._voice is not None and self._voice.sound is Sound.NONE:
            self._give_up(self._voice.trouble)

    def _give_up(self, trouble: str) -> None:
        failed, self._failed = self._failed, None
        if failed is not None and self._clock() - self._given_s < FRESH_S:
            failed(trouble)


def spoken() -> Heard:
    """Return what speaks the sentence."""
    return Heard(lambda: choose_voice("system", language()))


def soft_tone() -> Heard:
    """Return what plays one soft tone."""
    return Heard(lambda: FirstThatWorks((_soft,)))


def _soft() -> Voice:
    return load_voice("formcheck.ui.voice_tones", lambda module: module.Tones(SOFT))
