r"""Which programs use the camera or the microphone, on Windows.

Windows keeps, for each program that may, when it last began and ended to use them; that is what its
own sign beside the clock shows. A program that goes on has ended at 0.

::

    HKEY_CURRENT_USER\...\ConsentStore\webcam\<package>                   from the store
                                             \NonPackaged\C:#Apps#x.exe   all others

Reported to be stale on a test build of Windows of 2026 (hass-agent/HASS.Agent, pull request 476):
then it says "not used".
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import psutil

Kind = Literal["webcam", "microphone"]
_STORE: Final = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore"
_OTHERS: Final = "NonPackaged"
_EPOCH_S: Final = 11_644_473_600
"""Windows counts from 1601, everybody else from 1970."""
_TICKS_A_SECOND: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Use:
    """When a program last used something, in Windows' own time; 0 is never."""

    program: str
    """The name of a package, or the path of a program with ``#`` for the backslash."""
    began: int
    ended: int

    @property
    def began_s(self) -> float:
        """In seconds since 1970."""
        return self.began / _TICKS_A_SECOND - _EPOCH_S

    def is_by(self, executable: str) -> bool:
        """Whether the program is this executable, or the package that it is in."""
        path = executable.replace("\\", "#").casefold()
        name = self.program.casefold()
        # A package's folder is name_version_processor__publisher, the package name_publisher.
        return path == name or ("#windowsapps#" in path and all(p in path for p in name.split("_")))


if sys.platform == "win32":
    import winreg

    def read_uses(kind: Kind) -> Iterator[Use]:
        """Return what Windows has noted down; nothing where it notes nothing."""
        for folder in (rf"{_STORE}\{kind}", rf"{_STORE}\{kind}\{_OTHERS}"):
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, folder) as programs:
                    names = [winreg.EnumKey(programs, n) for n in range(_how_many(programs))]
            except OSError:
                continue
            for name in names:
                yield Use(
                    name, _time(rf"{folder}\{name}", "Start"), _time(rf"{folder}\{name}", "Stop")
                )

    def _how_many(key: winreg.HKEYType) -> int:
        return winreg.QueryInfoKey(key)[0]

    def _time(key: str, which: str) -> int:
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as program:
                return int(winreg.QueryValueEx(program, f"LastUsedTime{which}")[0])
        except (OSError, ValueError):
            return 0

else:

    def read_uses(kind: Kind) -> tuple[Use, ...]:
        """Return nothing: only Windows notes it down."""
        del kind
        return ()


def own_executable() -> str:
    """Return the program that runs, which need not be the one that was called."""
    return str(psutil.Process().exe())


class Consent:
    """Asks Windows whether another program uses the camera or the microphone."""

    def __init__(
        self,
        kind: Kind,
        *,
        read: Callable[[Kind], Iterable[Use]] = read_uses,
        executable: Callable[[], str] = own_executable,
        booted_s: Callable[[], float] = psutil.boot_time,
    ) -> None:
        self._kind: Kind = kind
        self._read = read
        self._executable = executable()
        self._booted_s = booted_s()

    def __call__(self) -> bool:
        """Ask."""
        return any(
            # Whoever was at it when the power failed is still noted down as being at it.
            use.began and not use.ended and use.began_s > self._booted_s
            for use in self._read(self._kind)
            if not use.is_by(self._executable)
        )

    def close(self) -> None:
        """Nothing to let go of."""
