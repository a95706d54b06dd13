"""What speaks: the system's voice, tones, nothing, or a recorder; and which of them is used.

::

    auto    the system's voice, else tones, else silence
    system  the system's voice, else silence
    tones   tones, else silence
    record  nothing is heard, and all is kept with its times: for tests and demonstrations
    off     silence
"""

import logging
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any, Final

from formcheck.errors import SettingError
from formcheck.language import N_, _
from formcheck.ui.quiet_qt import quiet_qt
from formcheck.ui.voice_base import FirstThatWorks, Silence, Sound, Voice
from formcheck.ui.voice_recorder import Recorder

__all__ = ["VOICES", "Recorder", "Silence", "Sound", "Voice", "choose_voice"]


NO_PART: Final = N_("Sound needs {part}: install it, then start formcheck again.")

logger = logging.getLogger(__name__)


def _system(language: str) -> Voice:
    return load_voice("formcheck.ui.voice_system", lambda module: module.SystemVoice(language))


def _tones() -> Voice:
    return load_voice("formcheck.ui.voice_tones", lambda module: module.Tones())


def load_voice(name: str, make: Callable[[Any], Voice]) -> Voice:
    """Make a voice that needs a part of Qt which loads only where its libraries are."""
    try:
        with quiet_qt():
            module = import_module(name)
    except ImportError as error:
        logger.info("%s cannot be loaded: %s", name, error)
        # "libpulse.so.0: cannot open shared object file: ..." names what is missing.
        return Silence(_(NO_PART).format(part=error.name or str(error).split(":")[0]))
    return make(module)


_MAKERS: Final[Mapping[str, Callable[[str], Voice]]] = {
    "auto": lambda language: FirstThatWorks((lambda: _system(language), _tones)),
    "system": lambda language: FirstThatWorks((lambda: _system(language),)),
    "tones": lambda _language: FirstThatWorks((_tones,)),
    "record": lambda _language: Recorder(),
    "off": lambda _language: Silence(),
}
VOICES: Final = tuple(_MAKERS)
"""What can be chosen."""


def choose_voice(wanted: str, language: str) -> Voice:
    """Return what speaks.

    Parameters
    ----------
    wanted
        One of the words at the top of this file.
    language
        The code of the language that is spoken: ``de``.

    Raises
    ------
    SettingError
        When the word is another one.
    """
    if wanted not in _MAKERS:
        raise SettingError(
            _("Expected a voice of {known}, found {found!r}. Choose one of these.").format(
                known=", ".join(VOICES), found=wanted[:20]
            )
        )
    return _MAKERS[wanted](language)
