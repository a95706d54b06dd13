"""Settings that a test holds in its hand."""

from formcheck.errors import OutputError
from formcheck.settings import Setting


class ByHand:
    """What holds of the settings; kept nowhere."""

    def __init__(self, **values: str) -> None:
        self.values = values
        self.by: dict[str, str] = {}
        """Options or variables, by the names of what they set."""
        self.broken = False
        """Whether nothing can be kept."""

    def value(self, setting: Setting) -> str:
        return setting.value(kept=self.values.get(setting.name, ""))

    def set_by(self, setting: Setting) -> str:
        return self.by.get(setting.name, "")

    def choose(self, setting: Setting, value: str) -> None:
        self.values[setting.name] = value
        if self.broken:
            raise OutputError("The disk is full.")
