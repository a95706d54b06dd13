"""The settings page: a row for each entry of the table, and what is chosen holds at once.

What the command line or a variable has set is shown with the name of it, and cannot be changed.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from PyQt6.QtCore import QLocale, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QResizeEvent
from PyQt6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.language import N_, SOURCE, _, languages
from formcheck.settings import CAMERA, LANGUAGE, POSTURE_QUIET, SETTINGS, STORE, Setting
from formcheck.ui.buttons import Button, push_button
from formcheck.ui.choice import Choice
from formcheck.ui.look import Look

_BESIDE = 45
"""Width from which the fields stand beside their words, in sizes of the letters."""
Field = QComboBox | QLineEdit
_HINTS: Final = {STORE.name: N_("The usual file"), POSTURE_QUIET.name: N_("None")}
"""What is typed into a line, and what an empty line stands for."""


class Choices(Protocol):
    """What holds of the settings: `formcheck.ui.chosen.Chosen` is one."""

    def value(self, setting: Setting) -> str:
        """Return what holds."""
        ...

    def set_by(self, setting: Setting) -> str:
        """Return the option or the variable that sets it; empty when it can be chosen."""
        ...


def _as_kept(_setting: Setting, value: str) -> str:
    return value


class SettingsPage(QWidget):
    """Tab goes from row to row, arrows change a row, Esc goes home.

    Parameters
    ----------
    cameras
        Returns name and source of every camera that the system lists.
    rows
        What can be set here, in this order.
    shown
        Returns what was kept of a setting as it is shown.
    home_button
        The way back; the one to today's programme where none is given.
    """

    changed = pyqtSignal(object, str)
    """A `Setting`, and what was chosen; empty for its default."""
    home = pyqtSignal()
    people = pyqtSignal()

    def __init__(
        self,
        cameras: Callable[[], Sequence[tuple[str, str]]],
        rows: Sequence[Setting] = SETTINGS,
        *,
        shown: Callable[[Setting, str], str] = _as_kept,
        home_button: Button | None = None,
    ) -> None:
        super().__init__()
        self._cameras, self.rows, self._shown = cameras, tuple(rows), shown
        self.fields: dict[str, Field] = {one.name: _field(one) for one in rows}
        self._told = {one.name: _label("", small=True) for one in rows}
        self.people_button = push_button(_("People on this computer"))
        self.home_button = home_button or push_button(
            _("Home (Esc)"), name=_("Back to today's programme")
        )
        # Whose everything is belongs to where it is kept.
        self._buttons = (
            (self.home_button, self.people_button) if STORE in self.rows else (self.home_button,)
        )
        self.told_place = _label("", small=True)
        self._row_layouts: list[QBoxLayout] = []
        self._body_px = 1
        self._refused = ""
        self._scroll = QScrollArea()
        self._compose()
        self._connect()

    def show_settings(self, chosen: Choices, place: str = "") -> None:
        """Show what holds now, and where everything is kept."""
        self.told_place.setText(_("Now everything is kept in {place}.").format(place=place))
        for setting in self.rows:
            field, by = self.fields[setting.name], chosen.set_by(setting)
            self._fill(setting, field, self._shown(setting, chosen.value(setting)))
            field.setEnabled(not by)
            words = _("Set by {name}, and not to be changed here.").format(name=by)
            self._tell(setting, words if by else "")

    def told_by(self, setting: Setting) -> str:
        """Return what is said of who set it, or of what is wrong; empty when nothing is."""
        told = self._told[setting.name]
        return told.text() if told.isVisibleTo(self) else ""

    def refuse(self, setting: Setting, why: str) -> None:
        """Say why something was not taken; what was typed stays, to be mended."""
        self._tell(setting, why, warning=True)
        # The words take their place when the rows are laid out anew.
        self._refused = setting.name
        QTimer.singleShot(0, self._show_refused)

    def tell_next(self, place: str) -> None:
        """Say where everything is kept from the next start on."""
        words = _("Everything is kept in {place} from the next start on: close formcheck once.")
        self.told_place.setText(words.format(place=place))

    def focus_first(self) -> None:
        """Put the focus on the first row that can be changed."""
        for field in self.fields.values():
            if field.isEnabled():
                field.setFocus()
                # Somebody may have scrolled away from it before.
                self._scroll.ensureWidgetVisible(field)
                return

    def dress(self, look: Look) -> None:
        """Show it in other sizes; colours come with the style sheet of the window."""
        self._body_px = look.body_px
        for button in self._buttons:
            look.dress_button(button)
        self._arrange()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._arrange()

    def _arrange(self) -> None:
        """Put what can be chosen beside its words, or below."""
        way = QBoxLayout.Direction
        beside = self.width() >= _BESIDE * self._body_px
        for row in self._row_layouts:
            row.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _show_refused(self) -> None:
        for one in (self.fields[self._refused], self._told[self._refused]):
            self._scroll.ensureWidgetVisible(one, 0, self._body_px)

    def _tell(self, setting: Setting, words: str, *, warning: bool = False) -> None:
        told = self._told[setting.name]
        told.setText(words)
        told.setProperty("small", "false" if warning else "true")
        told.setProperty("warning", "true" if warning else "false")
        style = told.style()
        if style is not None:  # it looks at properties once only
            style.unpolish(told)
            style.polish(told)
        told.setVisible(bool(words))
        help_words = _(setting.help)
        told_all = f"{help_words} {words}".strip() if warning else help_words
        self.fields[setting.name].setAccessibleDescription(told_all)

    def _fill(self, setting: Setting, field: Field, value: str) -> None:
        if isinstance(field, QLineEdit):
            field.setText(value)
            return
        rows = list(self._rows(setting))
        if value not in [one for _words, one in rows]:
            rows.insert(1, (value, value))
        field.blockSignals(True)
        field.clear()
        for words, one in rows:
            field.addItem(words, one)
        field.setCurrentIndex([one for _words, one in rows].index(value))
        field.blockSignals(False)

    def _rows(self, setting: Setting) -> Iterator[tuple[str, str]]:
        """Give what can be chosen: its words and its value."""
        if setting is LANGUAGE:
            yield _("As the system"), ""
            yield from ((_language_name(code), code) for code in languages())
        elif setting is CAMERA:
            yield _("The first one that is found"), ""
            yield from self._cameras()
        else:
            yield from ((_(words), value) for value, words in setting.choices.items())

    def _connect(self) -> None:
        for setting in self.rows:
            field = self.fields[setting.name]
            if isinstance(field, QLineEdit):
                field.editingFinished.connect(lambda one=setting: self._edited(one))
            else:
                field.activated.connect(lambda _row, one=setting: self._edited(one))
                edit = field.lineEdit()
                if edit is not None:
                    edit.editingFinished.connect(lambda one=setting: self._edited(one))
        self.people_button.clicked.connect(self.people)
        self.home_button.clicked.connect(self.home)

    def _edited(self, setting: Setting) -> None:
        field = self.fields[setting.name]
        if isinstance(field, QLineEdit):
            said = field.text().strip()
        else:
            typed = field.currentText() != field.itemText(field.currentIndex())
            said = field.currentText().strip() if typed else str(field.currentData())
        self.changed.emit(setting, said)

    def _compose(self) -> None:
        rows = QWidget()
        column = QVBoxLayout(rows)
        column.setSpacing(18)
        for setting in self.rows:
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            row.addLayout(self._words(setting), 1)
            row.addWidget(self.fields[setting.name], 1, Qt.AlignmentFlag.AlignTop)
            self._row_layouts.append(row)
            column.addLayout(row)
        column.addStretch(1)
        self._scroll.setWidget(rows)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(14)
        for button in self._buttons:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            buttons.addWidget(button, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(14)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(buttons)

    def _words(self, setting: Setting) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(_label(_(setting.title)))
        column.addWidget(_label(_(setting.help), small=True))
        if setting is STORE:
            column.addWidget(self.told_place)
            column.addWidget(_label(_place_words(), small=True))
        column.addWidget(self._told[setting.name])
        column.addStretch(1)
        return column


def _field(setting: Setting) -> Field:
    field: Field = QLineEdit() if setting.name in _HINTS else Choice()
    if isinstance(field, QComboBox):
        field.setEditable(setting is CAMERA)
        field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        field.setMinimumContentsLength(6)
        field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow
            if setting is not CAMERA
            else QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
    else:
        field.setPlaceholderText(_(_HINTS[setting.name]))
    field.setAccessibleName(_(setting.title))
    field.setAccessibleDescription(_(setting.help))
    return field


def _language_name(code: str) -> str:
    """Return the name of a language in that language, as its speakers look for it."""
    return "English" if code == SOURCE else QLocale(code).nativeLanguageName().capitalize()


def _label(words: str, *, small: bool = False) -> QLabel:
    made = QLabel(words)
    made.setWordWrap(True)
    made.setProperty("small", "true" if small else "false")
    return made


def _place_words() -> str:
    return _(
        "An address is that of a clinic's database, such as {example}: then what you do is kept "
        "there. Empty is the usual file on this computer. Another place holds from the next start "
        "on, and what was kept so far stays where it is."
    ).format(example="postgresql://name@server/database")
