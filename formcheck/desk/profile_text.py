"""A profile as text, for whoever keeps it: JSON, checked when it is read again."""

from typing import Final

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from formcheck.desk.baseline import Profile
from formcheck.errors import SettingError, explain
from formcheck.language import _


@checked(config=ConfigDict(ser_json_inf_nan="constants"))
class _Kept:
    """What is not known from one side is NaN, and JSON has no word for it."""

    profile: Profile


_TEXT: Final = TypeAdapter(_Kept)


def to_text(profile: Profile) -> str:
    """Return a profile as JSON."""
    return _TEXT.dump_json(_Kept(profile)).decode()


def from_text(text: str) -> Profile:
    """Return the profile that was kept.

    Raises
    ------
    SettingError
        When it is not one: then a new baseline is needed.
    """
    try:
        return _TEXT.validate_json(text).profile
    except ValidationError as error:
        raise SettingError(
            _(
                "How you sit was expected as it was kept, but it cannot be read ({reason}). Sit "
                "tall for five seconds to learn it again."
            ).format(reason=explain(error))
        ) from error
