"""Whether the computer runs on battery, and how full that is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, Protocol

import psutil

SUPPLIES: Final = Path("/sys/class/power_supply")
"""Where Linux lists what gives power, one folder each."""


class Charge(Protocol):
    """What the system says of its battery."""

    @property
    def percent(self) -> float:
        """How full it is."""

    @property
    def power_plugged(self) -> bool | None:
        """Whether it is plugged in; None where the system does not know."""


def ask_system() -> Charge | None:
    """Return what the system says of its battery; None where it has none."""
    found: Charge | None = psutil.sensors_battery()
    return found


def battery(
    ask: Callable[[], Charge | None] = ask_system, supplies: Path = SUPPLIES
) -> float | None:
    """Return the charge from 0 to 1 while the computer runs on battery.

    None on mains, where there is no battery, and where the system does not say which: a laptop
    that stops charging at a limit says neither.
    """
    if _of_a_device(supplies):
        return None
    try:
        found = ask()
    except OSError:
        return None  # Linux without the listing: in a container
    if found is None or found.power_plugged is not False:
        return None
    return min(max(found.percent / 100.0, 0.0), 1.0)


def _of_a_device(supplies: Path) -> bool:
    """Whether the battery that would be asked is that of a mouse or a headset.

    psutil takes the first by name, whosever it is.
    """
    try:
        listed = [entry.name for entry in supplies.iterdir()]
        names = [name for name in listed if name.startswith("BAT") or "battery" in name.lower()]
        return bool(names) and (supplies / min(names) / "scope").read_text().strip() == "Device"
    except OSError:
        return False  # another system, or a battery without a scope: the computer's own
