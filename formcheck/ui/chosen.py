"""What holds of the settings, for one person: what was said at the start, or else was chosen."""

from collections.abc import Mapping

from formcheck.language import language, language_set_by
from formcheck.settings import EVERY_SETTING, LANGUAGE, Setting, of_computer, set_for_computer
from formcheck.store.people import People


class Chosen:
    """The settings of a person.

    Parameters
    ----------
    people
        Keeps what a person chose.
    person
        Id.
    given
        What the command line said, by the setting's name.

    Raises
    ------
    SettingError
        When command line or variable say what is no choice, or the computer's own settings
        cannot be read; StoreError when the person's cannot.
    """

    def __init__(self, people: People, person: str, given: Mapping[str, str]) -> None:
        self._people, self._person = people, person
        self._given = {one.name: given.get(one.name, "") for one in EVERY_SETTING}
        kept = people.settings(person)
        self._kept = {
            one.name: kept.get(one.name, "") if one.personal else of_computer(one)
            for one in EVERY_SETTING
        }
        for one in EVERY_SETTING:
            self.value(one)

    def value(self, setting: Setting) -> str:
        """Return what holds."""
        if setting is LANGUAGE and language_set_by():
            return language()
        return setting.value(self._given[setting.name], self._kept[setting.name])

    def set_by(self, setting: Setting) -> str:
        """Return the option or the variable that sets it, so that it cannot be chosen here."""
        if setting is LANGUAGE:
            return language_set_by()
        return setting.set_by(self._given[setting.name])

    def choose(self, setting: Setting, value: str) -> None:
        """Choose something, from now on; empty takes it back to the default.

        Raises
        ------
        FormcheckError
            When it cannot be kept: then it holds until the program is closed.
        """
        self._kept[setting.name] = value
        if setting.personal:
            self._people.set(self._person, setting.name, value or None)
        else:
            set_for_computer(setting, value)
