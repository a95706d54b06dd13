"""Buttons that do what an action does, and look as it is: the icon's menu has the same actions."""

from collections.abc import Sequence

from PyQt6.QtCore import QObject, QPoint
from PyQt6.QtGui import QAction
from PyQt6.QtWidgets import QMenu, QSizePolicy

from formcheck.ui.buttons import Button, push_button


def action_button(action: QAction, *, main: bool = False) -> Button:
    """Return a button for an action.

    Parameters
    ----------
    action
        Its text, and whether it can be pressed or is on, are the button's.
    main
        Whether it is the one thing to do next.
    """
    button = push_button("", main=main)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    _Follower(button, action)
    return button


def menu_button(text: str, name: str, actions: Sequence[QAction]) -> tuple[Button, QMenu]:
    """Return a button that opens a menu of actions, and the menu."""
    button = push_button(text, name=name)
    menu = QMenu(button)
    menu.setAccessibleName(name)
    menu.addActions(list(actions))
    button.clicked.connect(lambda: menu.popup(button.mapToGlobal(QPoint(0, button.height()))))
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return button, menu


class _Follower(QObject):
    """Ties a button to an action; goes with the button, for the action may live longer."""

    def __init__(self, button: Button, action: QAction) -> None:
        super().__init__(button)
        self._button, self._action = button, action
        action.changed.connect(self._follow)
        button.clicked.connect(self._press)
        self._follow()

    def _press(self) -> None:
        self._action.trigger()
        self._follow()  # a press has turned the button, and the action may not have followed

    def _follow(self) -> None:
        # The letter to press is the menu's: here it is Tab, or the action's own keys.
        text, on = self._action.text().replace("&", ""), self._action.isChecked()
        self._button.setText(f"✓ {text}" if on else text)
        self._button.setAccessibleName(text)
        self._button.setCheckable(self._action.isCheckable())
        self._button.setChecked(on)
        self._button.setEnabled(self._action.isEnabled())
        if self._action.isCheckable():
            self._mark("true" if on else "false")

    def _mark(self, on: str) -> None:
        """Give it the colour of what is on."""
        style = self._button.style()
        if self._button.property("main") != on and style is not None:
            self._button.setProperty("main", on)
            style.unpolish(self._button)
            style.polish(self._button)
