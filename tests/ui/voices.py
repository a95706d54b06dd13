"""Real voices of Qt, loaded as late as the program does."""

from importlib import import_module

from PyQt6.QtCore import QTimer

from formcheck.ui.quiet_qt import quiet_qt


def system_voice(language: str = "en", *engines: str):
    """Return a voice by a real engine of Qt; "mock" is the one that Qt ships for tests."""
    with quiet_qt():
        return import_module("formcheck.ui.voice_system").SystemVoice(
            language, engines or ("mock",)
        )


def late_voice():
    """Return a voice whose engine begins a moment after it was asked, as speech-dispatcher does."""
    voice = system_voice()
    parts = import_module("PyQt6.QtTextToSpeech")

    class Late(parts.QTextToSpeech):
        def say(self, text: str) -> None:
            QTimer.singleShot(20, lambda: super(Late, self).say(text))

    voice._engine = Late("mock", voice)
    voice._engine.stateChanged.connect(voice._hear)
    return voice


def tones():
    with quiet_qt():
        return import_module("formcheck.ui.voice_tones").Tones()
