"""Real voices of Qt, loaded as late as the program does."""

from importlib import import_module

from formcheck.ui.quiet_qt import quiet_qt


def system_voice(language: str = "en", *engines: str):
    """Return a voice by a real engine of Qt; "mock" is the one that Qt ships for tests."""
    with quiet_qt():
        return import_module("formcheck.ui.voice_system").SystemVoice(
            language, engines or ("mock",)
        )


def tones():
    with quiet_qt():
        return import_module("formcheck.ui.voice_tones").Tones()
