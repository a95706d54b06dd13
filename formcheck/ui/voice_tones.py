"""Short tones where no voice is installed.

Imported late, by name: Qt's part for sound needs libraries that a computer may lack.
"""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import QBuffer, QIODevice, QObject, QTimer
from PyQt6.QtMultimedia import QAudio, QAudioFormat, QAudioSink, QMediaDevices

from formcheck.language import N_, _
from formcheck.training.speech import Phrase
from formcheck.ui.quiet_qt import quiet_qt
from formcheck.ui.tone_shapes import RATE_HZ, samples
from formcheck.ui.voice_base import Sound, nobody_told

NO_DEVICE: Final = N_(
    "No loudspeaker was found: connect one and start again. All that is said stands here, too."
)
LOST: Final = N_("The loudspeaker does not answer any more: connect it and start again.")
GRACE_S: Final = 2.0
"""A device that takes so much longer than the tones has got stuck."""


class Tones(QObject):
    """Plays one tone after the other; a computer without sound is trouble, never an error.

    Parameters
    ----------
    volume
        Share of the usual loudness, 0 to 1.
    """

    sound = Sound.TONES

    def __init__(self, volume: float = 1.0) -> None:
        super().__init__()
        self.changed: Callable[[], None] = nobody_told
        self._volume = volume
        self._buffer = QBuffer(self)
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._give_up)
        with quiet_qt():
            device = QMediaDevices.defaultAudioOutput()
            self._sink = QAudioSink(device, _format(), self)
        self.trouble = _(NO_DEVICE) if device.isNull() else ""
        self._sink.stateChanged.connect(self._hear)

    @property
    def speaking(self) -> bool:
        """Whether a tone is being played."""
        return self._buffer.isOpen()

    def say(self, phrase: Phrase) -> None:
        """Begin to play the tone of its kind."""
        if self.trouble:
            return
        played = samples(phrase.kind, self._volume)
        self._buffer.setData(played.tobytes())
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._watch.start(round((played.size / RATE_HZ + GRACE_S) * 1000))
        with quiet_qt():
            self._sink.start(self._buffer)
        if self._sink.state() is QAudio.State.StoppedState:
            self._give_up()

    def stop(self) -> None:
        """Fall silent."""
        # Closed first: what the sink says about its end is no news then.
        self._buffer.close()
        self._watch.stop()
        self._sink.stop()

    def _hear(self, state: QAudio.State) -> None:
        if not self._buffer.isOpen():
            return
        if state is QAudio.State.StoppedState:
            self._give_up()
        elif state is QAudio.State.IdleState:
            self.stop()
            self.changed()

    def _give_up(self) -> None:
        self.trouble = _(LOST)
        self.stop()
        self.changed()


def _format() -> QAudioFormat:
    wanted = QAudioFormat()
    wanted.setSampleRate(RATE_HZ)
    wanted.setChannelCount(1)
    wanted.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return wanted
