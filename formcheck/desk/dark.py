"""Whether it is the dark that hides somebody, or a body right before the camera.

A plain shirt that fills the picture has as little contrast as a room without light. What tells the
two apart is how it came about: nobody's light fades within seconds and leaves the picture grey.
"""

import math
from dataclasses import dataclass
from typing import Final

from formcheck.capture.light import BLACK, LEAST_CONTRAST, Light, Lighting

WELL_LIT: Final = 2.0 * LEAST_CONTRAST
"""Far enough from the contrast at which people are lost (judgement)."""
GETS_UP_S: Final = 10.0
"""Getting up from a well lit seat takes no longer (judgement)."""


def is_black(light: Light | None) -> bool:
    """Whether nothing can be in a picture: what is found in it all the same is a mistake."""
    return light is not None and light.mean < BLACK


@dataclass(slots=True)
class Dark:
    """Follows the light from look to look."""

    _lit_s: float = -math.inf
    _since_s: float = math.inf

    def update(self, now_s: float, light: Light | None) -> bool:
        """Take in the light of one look; return whether it is too dark to see anybody."""
        if light is None or light.lighting is not Lighting.DARK:
            self._since_s = math.inf
            if light is None or light.contrast >= WELL_LIT:
                self._lit_s = now_s
            return False
        self._since_s = min(self._since_s, now_s)
        return is_black(light) or self._since_s - self._lit_s > GETS_UP_S
