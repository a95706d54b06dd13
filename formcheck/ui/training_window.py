"""The guided training: from the first question to the summary without touching the keyboard.

::

    questions --> movement --> set-up, count --> rest or questions --> ... --> summary

Space pauses and goes on, so does a hand that is held up; N skips, + and - correct the count.
"""

from collections.abc import Callable
from typing import Final

from PyQt6.QtCore import pyqtSignal
from PyQt6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PyQt6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from formcheck.care.progression import Proposal
from formcheck.care.traffic_light import Light
from formcheck.exercises.rules import GuidedRule
from formcheck.language import _
from formcheck.training.asking import Told
from formcheck.training.stages import Stage
from formcheck.ui.buttons import push_button
from formcheck.ui.lead_words import lead_of
from formcheck.ui.live_page import LivePage
from formcheck.ui.look import Look
from formcheck.ui.question_page import QuestionPage
from formcheck.ui.rest_page import RestPage
from formcheck.ui.safety_note import SafetyNote
from formcheck.ui.show_page import ShowPage
from formcheck.ui.speaker import Speaker
from formcheck.ui.summary_page import SummaryPage
from formcheck.ui.training_run import TrainingParts, TrainingRun
from formcheck.ui.training_talk import JUMPED, TrainingTalk
from formcheck.ui.voice_base import Voice

_START_SIZE: Final = (1280, 720)
_SMALLEST: Final = (800, 480)
_WATCHED: Final = frozenset({Stage.SETUP, Stage.COUNTDOWN, Stage.WORK})
_ASKING: Final = frozenset({Stage.BEFORE, Stage.ASK, Stage.AFTER})


class TrainingWindow(QMainWindow):
    """Leads through the exercises of a day.

    Parameters
    ----------
    parts
        What the training is made of.
    talk
        Asks, keeps the answers, and says what they mean.
    voice
        What speaks.
    look
        Returns colours and sizes for a height of the window.
    mirror
        Whether the picture is mirrored; None: that of a camera is.
    reduced_motion
        Whether pictures stand still.
    """

    over = pyqtSignal()
    """After the summary was shown."""
    closed = pyqtSignal()
    """After it was closed, and nothing runs any more."""

    def __init__(
        self,
        parts: TrainingParts,
        talk: TrainingTalk,
        voice: Voice,
        look: Callable[[int], Look],
        *,
        mirror: bool | None = None,
        reduced_motion: bool = False,
    ) -> None:
        super().__init__()
        self.setWindowTitle("formcheck")
        self.setMinimumSize(*_SMALLEST)
        self.resize(*_START_SIZE)
        self.barred = False
        self._look_of, self._mirror, self._talk = look, mirror, talk
        self.speaker = Speaker(voice, parent=self)
        self.run = TrainingRun(parts, self.speaker, self)
        now = look(self.height())
        self.questions = QuestionPage()
        self.show_page = ShowPage(now, reduced_motion=reduced_motion)
        self.live_page = LivePage()
        self.rest_page = RestPage(now, reduced_motion=reduced_motion)
        self.summary = SummaryPage()
        self._pages = QStackedWidget()
        for page in (
            self.questions,
            self.show_page,
            self.live_page,
            self.rest_page,
            self.summary,
        ):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._add_corrections()
        self._connect()
        self._add_shortcuts()
        self._dress()
        self._show_voice()

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def begin(self) -> None:
        """Open the camera, and ask the first questions."""
        self.run.begin()

    def toggle(self) -> None:
        """Press what has the focus, go on where it waits, or pause."""
        focused = QApplication.focusWidget()
        stage = self.run.now.stage
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif stage in _WATCHED:
            self._main()
        elif self.run.now.paused is not None:
            self.run.toggle_pause()
        else:
            self.run.go_on()

    def escape(self) -> None:
        """End the training; on the summary close the window."""
        if self.run.now.stage is Stage.OVER:
            self.close()
        else:
            self.run.stop()

    def show_safety(self) -> None:
        """Pause, and show when to seek care at once."""
        if self.run.now.paused is None:
            self.run.toggle_pause()
        SafetyNote(self._look_of(self.height()), self).open()

    # What is shown

    def _enter(self, stage: Stage) -> None:
        """Show the page of another stage, with the focus where one goes on."""
        if stage in _ASKING:
            asking, title = self._talk.asking(self.run.now)
            self.questions.ask(asking, title)
            self._pages.setCurrentWidget(self.questions)
        elif stage is Stage.SHOW:
            self._pages.setCurrentWidget(self.show_page)
            self.show_page.figure.setFocus()
        elif stage is Stage.REST:
            self._pages.setCurrentWidget(self.rest_page)
            self.rest_page.figure.setFocus()
        elif stage is Stage.OVER:
            self._finish()
        elif self._pages.currentWidget() is not self.live_page:
            self._pages.setCurrentWidget(self.live_page)
            self.live_page.video.setFocus()

    def _show(self) -> None:
        now, live = self.run.now, self.run.live
        page = self._pages.currentWidget()
        if page is self.show_page:
            self.show_page.show_now(now)
        elif page is self.rest_page:
            self.rest_page.show_now(now)
        elif page is self.live_page and live is not None and now.plan is not None:
            lead = lead_of(now, now.plan, self.run.update, lost=self.run.lost or live.trouble)
            self.live_page.show_live(live, mirrored=self._mirrored, lead=lead)
            self._show_buttons()

    def _show_buttons(self) -> None:
        now = self.run.now
        page, lost = self.live_page, bool(self.run.lost)
        paused = now.paused is not None
        words = {
            Stage.SETUP: (_("Start (Space)"), _("Start now")),
            Stage.COUNTDOWN: (_("Pause (Space)"), _("Pause")),
            Stage.WORK: (_("Pause (Space)"), _("Pause")),
        }
        text, name = (_("Go on (Space)"), _("Go on")) if paused else words[now.stage]
        if lost:
            text, name = _("Try again (Space)"), _("Open the camera again")
        page.main_button.setEnabled(True)
        page.main_button.setText(text)
        page.main_button.setAccessibleName(name)
        page.stop_button.setText(_("End (Esc)"))
        page.stop_button.setAccessibleName(_("End the training"))
        plan = now.plan
        counts = plan is not None and not plan.task.item.timed and now.stage is not Stage.SETUP
        self.more_button.setVisible(counts)
        self.less_button.setVisible(counts)
        guided = plan is not None and isinstance(plan.exercise.rule, GuidedRule)
        page.tap_button.setVisible(guided and now.stage is Stage.WORK)

    def _show_voice(self) -> None:
        self.live_page.show_voice(self.speaker.status, self.speaker.trouble)

    @property
    def _mirrored(self) -> bool:
        live = self.run.live
        if self._mirror is not None:
            return self._mirror
        return live is not None and live.source is not None and live.source.live

    # Questions and the end

    def _told(self, told: Told) -> None:
        talk = self._talk
        verdict = talk.take(told, self.run.now, self.run.sets)
        red = verdict is not None and verdict.light is Light.RED
        self.barred = self.barred or red or talk.jumped
        if talk.jumped and not red:
            self.run.stop()
        else:
            self.run.told(verdict)

    def _finish(self) -> None:
        trouble = self.run.close()
        end = self._talk.end()
        jump = _(JUMPED) if self._talk.jumped else ""
        note = " ".join(one for one in (jump, trouble, self._talk.trouble) if one)
        self.summary.show_summary(end.summary, end.proposals, end.titles, note)
        self._pages.setCurrentWidget(self.summary)
        self.over.emit()

    def _decide(self, proposal: Proposal, agreed: object) -> None:
        if agreed:
            self._talk.confirm(proposal)
        else:
            self._talk.decline(proposal)

    # Keys and buttons

    def _main(self) -> None:
        if self.run.lost:
            self.run.again()
        elif self.run.now.paused is not None or self.run.now.stage is not Stage.SETUP:
            self.run.toggle_pause()
        else:
            self.run.go_on()

    def _add_corrections(self) -> None:
        self.less_button = push_button("-1", name=_("Count one less"))
        self.more_button = push_button("+1", name=_("Count one more"))
        self.skip_button = push_button(_("Skip (N)"), name=_("Skip this set"))
        self.safety_button = push_button(_("Safety (F1)"), name=_("When to seek care at once"))
        self.live_page.add_buttons((self.less_button, self.more_button))
        self.live_page.add_buttons((self.skip_button, self.safety_button))

    def _connect(self) -> None:
        run = self.run
        run.entered.connect(self._enter)
        run.changed.connect(self._show)
        self.questions.told.connect(self._told)
        for page in (self.show_page, self.rest_page):
            page.go_on.connect(run.go_on)
            page.skip.connect(run.skip)
            page.leave.connect(run.stop)
        self.live_page.main_button.clicked.connect(self._main)
        self.live_page.stop_button.clicked.connect(run.stop)
        self.live_page.tap_button.clicked.connect(run.tap)
        self.less_button.clicked.connect(lambda: run.correct(-1))
        self.more_button.clicked.connect(lambda: run.correct(1))
        self.skip_button.clicked.connect(run.skip)
        self.safety_button.clicked.connect(self.show_safety)
        self.summary.decided.connect(self._decide)
        self.summary.leave.connect(self.close)
        self.speaker.changed.connect(self._show_voice)
        self.summary.history_button.hide()

    def _add_shortcuts(self) -> None:
        for key, action in (
            ("Space", self.toggle),
            ("Escape", self.escape),
            ("N", self.run.skip),
            ("+", lambda: self.run.correct(1)),
            ("-", lambda: self.run.correct(-1)),
            ("T", self.run.tap),
            ("Z", self.run.find_zero),
            ("V", self.speaker.toggle),
            ("F1", self.show_safety),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(action)

    def _dress(self) -> None:
        look = self._look_of(self.height())
        self.setStyleSheet(look.style_sheet)
        for page in (self.questions, self.show_page, self.rest_page, self.summary):
            page.dress(look)

    @override
    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        self._dress()

    @override
    def closeEvent(self, event: QCloseEvent | None) -> None:
        self.hide()
        self.run.close()
        self.speaker.close()
        super().closeEvent(event)
        self.closed.emit()
