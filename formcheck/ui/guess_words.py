"""What the window says while it finds out what somebody is doing."""

from formcheck.capture.light import Light
from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.session.guess import Guess
from formcheck.session.reasons import nobody
from formcheck.ui.theme import Shape
from formcheck.ui.wording import Banner


def title() -> str:
    """Return what the choice is called, in the list and beside the picture."""
    return _("Show me what you do")


def about() -> str:
    """Return what happens then."""
    return _(
        "Begin what you want to do, seen from the side, with your whole body in the picture. I say "
        "what I think it is. Nothing is counted until you take it."
    )


def banner(guess: Guess, light: Light | None = None) -> Banner:
    """Return the one sentence: what it seems to be, or what to do while it is not known."""
    if guess.pose is None and guess.offer is None:
        return _watching(_(nobody(light).mend))
    if guess.puzzled:
        return _watching(_("I do not know this one. Choose it yourself: E."))
    if guess.offer is None:
        return _watching(_("Show me what you do, two or three times."))
    text = _("I think this is: {title}. Enter to take it.").format(title=guess.offer.title)
    # Neither praise nor blame: nothing was judged.
    return Banner(text, Tone.UNSURE, Shape.DOTS, _("My guess"))


def note(guess: Guess) -> str:
    """Return what stands beside the picture."""
    if guess.offer is None:
        return about()
    told = [guess.offer.summary]
    if guess.alike:
        names = ", ".join(one.title for one in guess.alike)
        told.append(_("It could also be {names}: I cannot tell them apart.").format(names=names))
    told.append(_("Not right? Go on, or choose it yourself: E."))
    return "\n\n".join(told)


def _watching(text: str) -> Banner:
    return Banner(text, Tone.UNSURE, Shape.DOTS, _("Watching"))
