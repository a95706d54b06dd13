"""The voice of the system, by QtTextToSpeech: speech-dispatcher, or that of Windows or the Mac.

Imported late, by name: Qt's part for it needs libraries that a computer may lack.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Final

from PyQt6.QtCore import QLocale, QObject, QTimer
from PyQt6.QtTextToSpeech import QTextToSpeech

from formcheck.language import N_, _
from formcheck.training.speech import Phrase
from formcheck.ui.quiet_qt import quiet_qt
from formcheck.ui.voice_base import Sound, nobody_told
from formcheck.ui.voice_recorder import spoken_s

PRETEND: Final = "mock"
"""Qt's engine for tests: nothing is heard of it."""
NONE: Final = "none"
"""No engine has this name."""
PATIENCE: Final = 3.0
GRACE_S: Final = 5.0
"""An engine that takes so much longer than a voice needs has got stuck."""

NO_ENGINE: Final = N_(
    "No voice is installed: install speech-dispatcher and espeak-ng, then start formcheck again."
)
NO_ENGINE_ELSEWHERE: Final = N_(
    "No voice is installed: add one in the system's settings, then start formcheck again."
)
NO_LANGUAGE: Final = N_(
    "No voice here speaks {language}: install one that does, then start formcheck again."
)
STUCK: Final = N_("The voice has stopped: start formcheck again to hear it.")

_State = QTextToSpeech.State
_QUIET: Final = frozenset({_State.Ready, _State.Error})


class SystemVoice(QObject):
    """Speaks in the language in use; an engine that does not work is trouble, never an error."""

    sound = Sound.SPEECH

    def __init__(self, language: str, engines: Sequence[str] = ()) -> None:
        super().__init__()
        self.changed: Callable[[], None] = nobody_told
        self.trouble = ""
        self._asked = False
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(lambda: self._give_up(_(STUCK)))
        with quiet_qt():
            for name in engines or _engines():
                self._engine = QTextToSpeech(name, self)
                self.trouble = _choose(self._engine, language)
                if not self.trouble:
                    break
        self._engine.stateChanged.connect(self._hear)

    @property
    def speaking(self) -> bool:
        """Whether something was asked for that is not over, or the engine is still at it."""
        return self._asked or self._engine.state() not in _QUIET

    def say(self, phrase: Phrase) -> None:
        """Begin to say it; Qt's thread or process does the work."""
        if not self.trouble:
            self._asked = True
            self._watch.start(round((spoken_s(phrase.text) * PATIENCE + GRACE_S) * 1000))
            self._engine.say(phrase.text)

    def stop(self) -> None:
        """Fall silent; the engine may need a moment, and counts as speaking until then."""
        self._asked = False
        self._engine.stop()

    def _hear(self, state: QTextToSpeech.State) -> None:
        if state is _State.Error:
            self._give_up(_(STUCK))
        elif state is _State.Ready:
            self._asked = False
            self._watch.stop()
            self.changed()

    def _give_up(self, trouble: str) -> None:
        self._asked, self.trouble = False, trouble
        self._watch.stop()
        self.changed()


def _engines() -> Sequence[str]:
    """Return the engines that Qt knows, the best first; one at least, though it may not open."""
    return [one for one in QTextToSpeech.availableEngines() if one != PRETEND] or [NONE]


def _choose(engine: QTextToSpeech, code: str) -> str:
    """Choose a voice, of the person's own country where there is one; return what is wrong."""
    if engine.state() is _State.Error:
        missing = NO_ENGINE if sys.platform == "linux" else NO_ENGINE_ELSEWHERE
        return _(missing)
    wanted = QLocale(code)
    found = [one for one in engine.availableLocales() if one.language() is wanted.language()]
    if found:
        own = QLocale.system()
        engine.setLocale(own if own in found else found[0])
    if found and engine.availableVoices():
        return ""
    return _(NO_LANGUAGE).format(language=wanted.nativeLanguageName() or code)
