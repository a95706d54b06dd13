"""Which exercise a recording shows, and the limits that hold for this person."""

from collections.abc import Sequence
from typing import Final

from PyQt6.QtCore import QLocale, QSignalBlocker, Qt, QTimer, pyqtSignal
from PyQt6.QtGui import QColor, QPalette, QWheelEvent
from PyQt6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from formcheck.exercises.loader import list_exercises
from formcheck.exercises.spec import Against, Check, Direction, Exercise
from formcheck.features.reading import Unit
from formcheck.language import N_, _, language
from formcheck.report import words
from formcheck.review.edits import SetLimit
from formcheck.review.own_limits import fault_range, kept_in_order, limit_of, steps_of, unit_of
from formcheck.ui.look import DARK, Look, Palette

_LOOK: Final = Look(DARK, 24, 16, 14)
"""Until the window says how it looks."""
_SETTLED_MS: Final = 400
"""So long after the last step of a number it is taken: one step of undo, not ten (judgement)."""
_FROM: Final = {
    Direction.ABOVE: N_("noticed above"),
    Direction.BELOW: N_("noticed below"),
    Direction.AWAY: N_("noticed from so far off"),
}
_FROM_OWN: Final = {
    Direction.ABOVE: N_("noticed so far above the own baseline"),
    Direction.BELOW: N_("noticed so far below the own baseline"),
    Direction.AWAY: N_("noticed so far off the own baseline"),
}
_SUFFIX: Final = {Unit.DEG: "°", Unit.PERCENT: " %", Unit.RATIO: ""}
_SPACING_PX: Final = 6


class LimitSpin(QDoubleSpinBox):
    """A number that the wheel changes only for who is in it: else it scrolls the panel."""

    @override
    def wheelEvent(self, e: QWheelEvent | None) -> None:
        if e is not None and not self.hasFocus():
            e.ignore()
            return
        super().wheelEvent(e)


class CheckRow(QFrame):
    """The limits of one check."""

    limit_set = pyqtSignal(object)
    """`SetLimit`: other limits were chosen."""

    def __init__(self, check: Check, original: Check) -> None:
        super().__init__()
        self.check, self.original = check, original
        self.title = QLabel(check.title)
        self.title.setWordWrap(True)
        from_own = check.against is not Against.ZERO
        self._from = QLabel(_((_FROM_OWN if from_own else _FROM)[check.direction]))
        self._clearly = QLabel(_("clearly from"))
        self.changed = QLabel()
        """What it is in the exercise, where it is another here."""
        self.source = QLabel(check.source)
        for one in (self._from, self._clearly, self.changed, self.source):
            one.setWordWrap(True)
            one.setProperty("small", "true")
        self.warn, self.fault = _spin(check), _spin(check)
        self.warn.setAccessibleName(_("{check}: noticed from").format(check=check.title))
        self.fault.setAccessibleName(_("{check}: clearly from").format(check=check.title))
        self.reset = QPushButton(_("As in the exercise"))
        self.reset.setAccessibleName(
            _("{check}: limits as in the exercise").format(check=check.title)
        )
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED_MS)
        self._settled.timeout.connect(self._say)
        self._arrange()
        self.show_check(check)
        self.warn.valueChanged.connect(self._turned)
        self.fault.valueChanged.connect(self._turned)
        self.reset.clicked.connect(self._reset)

    def show_check(self, check: Check) -> None:
        """Show limits, silently."""
        self.check = check
        self._put(limit_of(check))

    def set_look(self, look: Look) -> None:
        """Show it in other colours. Not by a style sheet: with it a spin box loses its arrows."""
        colours = QPalette()
        for role, name in _colours(look.palette).items():
            colours.setColor(role, QColor(name))
        for one in (self.warn, self.fault):
            one.setPalette(colours)

    @property
    def limit(self) -> SetLimit:
        """What is chosen now."""
        fault = None if self.check.fault is None else self.fault.value()
        return kept_in_order(self.check, self.warn.value(), fault)

    def _put(self, limit: SetLimit) -> None:
        with QSignalBlocker(self.warn), QSignalBlocker(self.fault):
            self.warn.setValue(limit.warn)
            self.fault.setRange(*fault_range(self.check, limit.warn))
            if limit.fault is not None:
                self.fault.setValue(limit.fault)
        original = limit_of(self.original)
        other = limit != original
        self.reset.setVisible(other)
        self.changed.setText(_was(self.original) if other else "")
        self.changed.setVisible(other)

    def _turned(self) -> None:
        self._put(self.limit)
        self._settled.start()

    def _reset(self) -> None:
        self._settled.stop()
        self._put(limit_of(self.original))
        self._say()

    def _say(self) -> None:
        if self.limit != limit_of(self.check):
            self.limit_set.emit(self.limit)

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self._from, 1, 0)
        grid.addWidget(self.warn, 1, 1)
        if self.check.fault is not None:
            grid.addWidget(self._clearly, 2, 0)
            grid.addWidget(self.fault, 2, 1)
        grid.addWidget(self.changed, 3, 0, 1, 2)
        grid.addWidget(self.reset, 4, 0, 1, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.source, 5, 0, 1, 2)


class LimitsPanel(QWidget):
    """The exercise, and the limits of all its checks. What is chosen is said, not done here."""

    limit_set = pyqtSignal(object)
    """`SetLimit`"""
    exercise_chosen = pyqtSignal(str)
    """Slug of another exercise."""

    def __init__(self, exercises: Sequence[Exercise] | None = None) -> None:
        """``exercises`` can be chosen; None: every one that is known."""
        super().__init__()
        self.setAccessibleName(_("Limits for this person"))
        self.rows: tuple[CheckRow, ...] = ()
        self._look = _LOOK
        self._head = QLabel(_("The exercise in this recording"))
        self._head.setWordWrap(True)
        self.choice = QComboBox()
        self.choice.setAccessibleName(self._head.text())
        self.choice.activated.connect(self._chosen)
        self._exercise: Exercise | None = None
        self._below = QLabel(_("Limits for this person"))
        self._below.setWordWrap(True)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(_SPACING_PX)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        for one in (self._head, self.choice, self._below, self.hint):
            layout.addWidget(one)
        layout.addWidget(self._area, 1)
        known = list_exercises() if exercises is None else exercises
        for exercise in sorted(known, key=lambda one: one.title.casefold()):
            self.choice.addItem(exercise.title, exercise.slug)
        self._dress()

    def show_exercise(self, exercise: Exercise, original: Exercise) -> None:
        """Show an exercise.

        Parameters
        ----------
        exercise
            With the limits that hold for this person.
        original
            As it is for everybody.
        """
        same = self._exercise is not None and self._exercise.slug == exercise.slug
        self._exercise = exercise
        self._list(exercise)
        if not same:
            self._build(exercise, original)
        for row in self.rows:
            row.show_check(exercise.check(row.check.id))
        many = sum(limit_of(row.check) != limit_of(row.original) for row in self.rows)
        self.hint.setText(_hint(len(self.rows), many))

    def set_look(self, look: Look) -> None:
        """Show it in other colours or sizes."""
        if look != self._look:
            self._look = look
            self._dress()

    def _dress(self) -> None:
        look = self._look
        one = look.palette
        self.setStyleSheet(
            f"QLabel, QComboBox, QDoubleSpinBox, QPushButton {{ font-size: {look.small_px}px; }}"
            f"QLabel[small='true'] {{ color: {one.muted}; }}"
            f"QDoubleSpinBox {{ min-width: 4em; min-height: 1.7em; }}"
            f"CheckRow {{ background: {one.surface}; border-radius: 8px; }}"
        )
        for row in self.rows:
            row.set_look(look)
        for title in (self._head, self._below):
            title.setStyleSheet(f"font-weight: bold; font-size: {look.small_px}px;")

    def _list(self, exercise: Exercise) -> None:
        if self.choice.findData(exercise.slug) < 0:
            self.choice.addItem(exercise.title, exercise.slug)
        self.choice.setCurrentIndex(self.choice.findData(exercise.slug))

    def _build(self, exercise: Exercise, original: Exercise) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()  # without a parent it would be a window for a moment
            row.deleteLater()
        known = {check.id: check for check in original.checks}
        self.rows = tuple(CheckRow(check, known.get(check.id, check)) for check in exercise.checks)
        for place, row in enumerate(self.rows):
            row.set_look(self._look)
            row.limit_set.connect(self.limit_set)
            self._column.insertWidget(place, row)

    def _chosen(self, place: int) -> None:
        slug = str(self.choice.itemData(place))
        if self._exercise is not None and slug != self._exercise.slug:
            self.exercise_chosen.emit(slug)


def _colours(one: Palette) -> dict[QPalette.ColorRole, str]:
    role = QPalette.ColorRole
    return {
        role.Base: one.background,
        role.Text: one.text,
        role.Window: one.surface,
        role.WindowText: one.text,
        role.Button: one.raised,
        role.ButtonText: one.text,
        role.Highlight: one.focus,
        role.HighlightedText: one.background,
        role.Light: one.text,
        role.Mid: one.muted,
    }


def _spin(check: Check) -> LimitSpin:
    steps = steps_of(check)
    made = LimitSpin()
    made.setLocale(QLocale(language()))
    made.setDecimals(steps.digits)
    made.setRange(steps.least, steps.most)
    made.setSingleStep(steps.step)
    made.setSuffix(_SUFFIX[unit_of(check)])
    # What is half typed is no limit.
    made.setKeyboardTracking(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _was(original: Check) -> str:
    unit = unit_of(original)
    warn = words.limit(original.warn, unit)
    if original.fault is None:
        return _("Changed; in the exercise {warn}").format(warn=warn)
    text = _("Changed; in the exercise {warn}, clearly from {fault}")
    return text.format(warn=warn, fault=words.limit(original.fault, unit))


def _hint(checks: int, changed: int) -> str:
    if not checks:
        return _("Nothing is judged in this exercise, so there are no limits.")
    if not changed:
        return _("As in the exercise, for everybody.")
    return _("Some limits are other than in the exercise. The measurement stays as it is.")
