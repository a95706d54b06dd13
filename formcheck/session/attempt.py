"""The one place where what goes wrong in a thread becomes a sentence."""

import logging
from collections.abc import Callable
from typing import Final

from formcheck.errors import FormcheckError
from formcheck.language import N_, _

logger = logging.getLogger(__name__)

BROKEN: Final = N_(
    "Something went wrong inside formcheck, and it stopped watching. What came before is kept; "
    "please try again."
)


def attempt(work: Callable[[], None]) -> str:
    """Do ``work``; return what went wrong, for people, or nothing."""
    try:
        work()
    except FormcheckError as error:
        return str(error)
    except Exception:
        logger.exception("watching broke")
        return _(BROKEN)
    return ""
