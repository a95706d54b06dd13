"""The language that a person reads. Texts are translated when they are shown, not before.

The source is English, and its texts are the keys of the catalogues in ``locale``: a text without a
translation stays as it is. Slugs, ids and keys of files are for machines and never translated.
"""

import gettext
import os
import sys
from functools import cache
from typing import Final

from formcheck.errors import LanguageError
from formcheck.paths import locale_dir

if sys.platform == "win32":
    import ctypes
    import locale

SOURCE: Final = "en"
"""The language of the source: it needs no catalogue."""
VARIABLE: Final = "FORMCHECK_LANGUAGE"
PROGRAM: Final = "formcheck"
EXERCISES: Final = "exercises"
"""The two domains: texts of the program, and of the built-in exercises."""
_SYSTEM: Final = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Where a system says its language: the first that is set counts, as for other programs."""


class _Used:
    """The language in use; found when the first text is shown, if nobody chose one before."""

    code: str = ""
    by: str = ""
    """The option or the variable that asked for it; empty when nobody did before the program."""


def _marked(text: str) -> str:
    return text


N_ = _marked
"""Marks a text in a table: the catalogues get it, and ``_`` translates it where it is shown."""


def _(text: str) -> str:
    """Return a text of the program in the language in use."""
    return _catalogue(PROGRAM, language()).gettext(text) if text else ""


def ngettext(one: str, many: str, number: float) -> str:
    """Return the form of a text that goes with a number of things."""
    whole = int(number) if number == int(number) else 2
    return _catalogue(PROGRAM, language()).ngettext(one, many, whole)


def pgettext(context: str, text: str) -> str:
    """Return a text whose translation depends on where it stands."""
    return _catalogue(PROGRAM, language()).pgettext(context, text)


def of_exercise(text: str) -> str:
    """Return a text of a built-in exercise in the language in use."""
    return _catalogue(EXERCISES, language()).gettext(text) if text else ""


def number(value: float, digits: int | None = None, *, sign: bool = False) -> str:
    """Write a number for a person.

    Parameters
    ----------
    value
        The number; one that rounds to zero is never written as -0.
    digits
        How many after the decimal sign; None: as many as it needs.
    sign
        Whether a number above zero gets its sign, too.
    """
    plus = "+" if sign else "-"
    text = f"{value:{plus}g}" if digits is None else f"{value:{plus}z.{digits}f}"
    # Translators: the sign between whole and decimal digits of a number.
    return text.replace(".", pgettext("decimal sign", "."))


def in_sentence(title: str) -> str:
    """Write a translated title as a word inside a sentence: English makes its letters small."""
    return title.lower() if language() == SOURCE else title


def says(text: str, part: str) -> bool:
    """Whether a text has this marked part, in English or in the language in use."""
    return part in text or _(part) in text


def languages() -> tuple[str, ...]:
    """Return the codes of the languages that can be chosen, English first."""
    found = {path.parents[1].name for path in locale_dir().glob(f"*/LC_MESSAGES/{PROGRAM}.mo")}
    return (SOURCE, *sorted(found - {SOURCE}))


def language() -> str:
    """Return the code of the language in use."""
    if not _Used.code:
        _Used.code = _known(os.environ.get(VARIABLE, "")) or _known(_of_system()) or SOURCE
    return _Used.code


def use_language(code: str, *, by: str = "") -> None:
    """Use a language from now on: ``de``, or with a country as systems write it, ``de_AT.UTF-8``.

    Parameters
    ----------
    code
        Which.
    by
        The option or the variable that asks for it; empty for a choice within the program.

    Raises
    ------
    LanguageError
        When there is no such language.
    """
    known = _known(code)
    if not known:
        listed = ", ".join(languages())
        raise LanguageError(
            _("Expected a language of {known}, found {code!r}. Choose one of these.").format(
                known=listed, code=code[:20]
            )
        )
    _Used.code, _Used.by = known, by


def language_set_by() -> str:
    """Return the option or the variable that set the language in use; empty when none."""
    return _Used.by


def use_default_language() -> None:
    """Use the language of the variable or else of the system.

    Raises
    ------
    LanguageError
        When the variable asks for a language that there is not.
    """
    _Used.code = _Used.by = ""
    if os.environ.get(VARIABLE):
        use_language(os.environ[VARIABLE], by=VARIABLE)


def _known(code: str) -> str:
    """Return the code of a language without its country; empty when there is none of it."""
    plain = code.replace("-", "_").split(".")[0].split("_")[0].lower()
    return plain if plain in languages() else ""


def _of_system() -> str:
    """Return what the system says; of a list of languages the first."""
    said = next((os.environ[name] for name in _SYSTEM if os.environ.get(name)), "")
    if not said and sys.platform == "win32":
        said = locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    return said.split(":")[0]


@cache
def _catalogue(domain: str, code: str) -> gettext.NullTranslations:
    return gettext.translation(domain, locale_dir(), [code], fallback=True)
