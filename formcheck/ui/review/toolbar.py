"""The tools of the review as buttons with keys; undo, ghost and skeleton beside them."""

from typing import Final

from PyQt6.QtCore import QSize, Qt, pyqtSignal
from PyQt6.QtGui import QAction, QActionGroup, QKeyEvent, QKeySequence, QResizeEvent
from PyQt6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from formcheck.language import _
from formcheck.overlay.scene import Tone
from formcheck.ui.look import Look
from formcheck.ui.review.icons import Glyph, glyph_icon
from formcheck.ui.review.stage import Stage
from formcheck.ui.review.tools import TOOLS, Tool
from formcheck.ui.theme import INK, STYLES, font

_ICON: Final = 1.25
"""Side of an icon, in sizes of the letters."""
_WORDS_BELOW: Final = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
_ICON_ONLY: Final = Qt.ToolButtonStyle.ToolButtonIconOnly


class Toolbar(QWidget):
    """One tool is in the hand; words stand under the icons where there is room for all of them."""

    tool_picked = pyqtSignal(object)
    """A `Tool`."""
    note_picked = pyqtSignal()
    undo_wanted = pyqtSignal()
    redo_wanted = pyqtSignal()
    ghost_toggled = pyqtSignal(bool)
    skeleton_toggled = pyqtSignal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setAccessibleName(_("Tools"))
        self._icons: dict[QAction, Glyph] = {}
        self._buttons: list[QToolButton] = []
        self._lines: list[QFrame] = []
        self._group = QActionGroup(self)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.tools = {tool: self._tool(tool) for tool in TOOLS}
        self.note = self._action(
            _("Note"), "N", _("Write a note that belongs to this moment."), Glyph.NOTE
        )
        self.note.setShortcuts([QKeySequence("N"), QKeySequence("Ctrl+N")])
        self._divide()
        self.undo = self._action(_("Undo"), "Ctrl+Z", _("Undo the last change."), Glyph.UNDO)
        self.redo = self._action(
            _("Redo"), "Ctrl+Shift+Z", _("Make the last change again."), Glyph.REDO
        )
        self._divide()
        self.ghost = self._action(
            _("Ghost"), "G", _("Show the best repetition faintly over this one."), Glyph.GHOST
        )
        self.skeleton = self._action(
            _("Skeleton"), "O", _("Show what was found over the picture."), Glyph.BODY
        )
        self._row.addStretch(1)
        self._connect()
        self.set_undo("", "")
        self.set_look(look)

    def serve(self, stage: Stage) -> None:
        """Work for a stage: tools, notes and the skeleton; the rest is for the window."""
        self.tool_picked.connect(stage.set_tool)
        self.tool_picked.connect(stage.setFocus)
        self.note_picked.connect(stage.want_note)
        self.skeleton_toggled.connect(lambda shown: stage.set_overlay(shown=shown))
        stage.tool_changed.connect(self.set_tool)

    def set_tool(self, tool: Tool) -> None:
        """Show which tool is in the hand."""
        self.tools[tool].setChecked(True)

    def set_undo(self, undo: str, redo: str) -> None:
        """Say what would be undone and made again, in words; empty where there is nothing."""
        for action, what in ((self.undo, undo), (self.redo, redo)):
            action.setEnabled(bool(what))
            key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            said = _("{action}: {what}").format(action=action.text(), what=what)
            action.setToolTip(f"{said if what else action.text()} ({key})")

    def set_look(self, look: Look) -> None:
        """Show it in other colours and sizes."""
        side = round(look.small_px * _ICON)
        for action, glyph in self._icons.items():
            action.setIcon(glyph_icon(glyph, look, side))
        palette, main = look.palette, STYLES[Tone.GOOD].colour
        self.setStyleSheet(f"""
QToolButton {{ background: transparent; color: {palette.text}; border: 3px solid transparent;
  border-radius: 8px; padding: 2px 4px; }}
QToolButton:hover {{ border-color: {palette.muted}; }}
QToolButton:disabled {{ color: {palette.off}; }}
QToolButton:checked {{ background: {main}; color: {INK}; border-color: {main}; }}
QToolButton:focus {{ border-color: {palette.focus}; }}
QFrame[divides="true"] {{ background: {palette.muted}; max-width: 1px; }}
""")
        for button in self._buttons:
            button.setFont(font(round(look.small_px * 0.8)))
            button.setIconSize(QSize(side, side))
        self._row.setSpacing(max(1, round(look.small_px * 0.15)))
        self._choose_style()

    @override
    def resizeEvent(self, a0: QResizeEvent | None) -> None:
        super().resizeEvent(a0)
        self._choose_style()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._width_of(_ICON_ONLY), super().minimumSizeHint().height())

    @override
    def keyPressEvent(self, a0: QKeyEvent | None) -> None:
        if (
            a0 is not None
            and a0.key() == Qt.Key.Key_Escape
            and not self.tools[Tool.LOOK].isChecked()
        ):
            self.tools[Tool.LOOK].trigger()
        else:
            super().keyPressEvent(a0)

    def _choose_style(self) -> None:
        """Write words under the icons when all of them have room."""
        wide = self._width_of(_WORDS_BELOW) <= self.width()
        for button in self._buttons:
            button.setToolButtonStyle(_WORDS_BELOW if wide else _ICON_ONLY)

    def _width_of(self, style: Qt.ToolButtonStyle) -> int:
        """Return how wide all buttons are in a style."""
        gaps = self._row.spacing() * (self._row.count() - 1) + len(self._lines)
        total = gaps
        for button in self._buttons:
            before = button.toolButtonStyle()
            button.setToolButtonStyle(style)
            total += button.sizeHint().width()
            button.setToolButtonStyle(before)
        return total

    def _connect(self) -> None:
        self.note.triggered.connect(self.note_picked)
        self.undo.triggered.connect(self.undo_wanted)
        self.redo.triggered.connect(self.redo_wanted)
        for action, signal in (
            (self.ghost, self.ghost_toggled),
            (self.skeleton, self.skeleton_toggled),
        ):
            action.setCheckable(True)
            action.toggled.connect(signal)
        self.skeleton.setChecked(True)

    def _tool(self, tool: Tool) -> QAction:
        kind = TOOLS[tool]
        action = self._action(_(kind.title), kind.key, _(kind.tip), Glyph(tool.value))
        action.setCheckable(True)
        action.setChecked(tool is Tool.LOOK)
        self._group.addAction(action)
        action.triggered.connect(lambda: self.tool_picked.emit(tool))
        return action

    def _action(self, text: str, key: str, tip: str, glyph: Glyph) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({native})\n{tip}")
        self.addAction(action)
        self._icons[action] = glyph
        button = QToolButton()
        button.setDefaultAction(action)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons.append(button)
        self._row.addWidget(button)
        return action

    def _divide(self) -> None:
        line = QFrame()
        line.setProperty("divides", "true")
        line.setFixedWidth(1)
        self._lines.append(line)
        self._row.addWidget(line)
