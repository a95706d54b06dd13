"""Says what happens, one thing after the other, with whatever voice there is."""

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Final

from PyQt6.QtCore import QObject, QTimer, pyqtSignal

from formcheck.language import _
from formcheck.session.update import Update
from formcheck.training.narrator import Narrator
from formcheck.training.speech import Kind, Phrase, SpeechQueue
from formcheck.ui.voice_base import Sound, Voice, nobody_told

_LOOK_MS: Final = 50


class Speaker(QObject):
    """Owns what waits to be said, and the voice.

    Parameters
    ----------
    voice
        What speaks.
    clock
        Seconds that only grow.
    """

    changed = pyqtSignal()
    """What is heard, or whether anything is, has changed: read `status` and `trouble` again."""

    def __init__(
        self, voice: Voice, clock: Callable[[], float] = monotonic, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._voice, self._clock = voice, clock
        self._queue, self._narrator = SpeechQueue(), Narrator()
        self._muted = False
        self._heard = voice.sound
        # A voice need not tell when it is done, and what waits becomes late by itself.
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._go_on)
        voice.changed = self._look

    @property
    def muted(self) -> bool:
        """Whether it was asked to be silent."""
        return self._muted

    @property
    def status(self) -> str:
        """What is heard, in a few words, with the key that changes it."""
        texts = {
            Sound.SPEECH: (_("Voice on (V)"), _("Voice off (V)")),
            Sound.TONES: (_("Tones on (V)"), _("Tones off (V)")),
            Sound.NONE: (self._silent(), self._silent()),
        }
        return texts[self._voice.sound][self._muted]

    @property
    def trouble(self) -> str:
        """Why not all is heard that was wanted, and what to do; empty when all is well."""
        return self._voice.trouble

    def hear(self, update: Update, *, done: int | None = None, goal_s: float | None = None) -> None:
        """Say what there is to say about an update; see `Narrator.hear`."""
        self._add(self._narrator.hear(update, self._clock(), done=done, goal_s=goal_s))

    def tell(self, text: str, kind: Kind = Kind.GUIDE, keep_s: float | None = None) -> None:
        """Say this, when its turn comes and while it is worth it; an alert cuts others short."""
        if kind is Kind.ALERT and self._voice.speaking:
            self._voice.stop()
        self._add(self._narrator.tell(text, kind, self._clock(), keep_s))

    def hush(self) -> None:
        """Fall silent and forget what waits: something else begins."""
        self._queue.clear()
        if self._voice.speaking:
            self._voice.stop()

    def mute(self, *, on: bool) -> None:
        """Be silent, or speak again; what was not said in between is not made up for."""
        self._muted = on
        if on:
            self.hush()
        self.changed.emit()

    def toggle(self) -> None:
        """Mute, or speak again."""
        self.mute(on=not self._muted)

    def close(self) -> None:
        """Fall silent for good."""
        self.mute(on=True)
        self._voice.changed = nobody_told
        self._timer.stop()

    def _silent(self) -> str:
        return _("No voice") if self._voice.trouble else _("Voice off")

    def _add(self, phrases: Iterable[Phrase]) -> None:
        for phrase in phrases:
            if not self._muted:
                self._queue.add(phrase)
        self._go_on()

    def _go_on(self) -> None:
        phrase = self._queue.next(self._clock(), speaking=self._voice.speaking)
        if phrase is not None:
            self._voice.say(phrase)
        if not self._queue.waiting:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def _look(self) -> None:
        if self._heard is not self._voice.sound:
            self._heard = self._voice.sound
            self.changed.emit()
        self._go_on()
