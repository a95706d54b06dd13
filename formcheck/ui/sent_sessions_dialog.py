"""A file of sessions that somebody sent: what is in it, and whose they are to be here."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PyQt6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from formcheck.language import _, ngettext
from formcheck.report import parcel_words
from formcheck.store.database import Store
from formcheck.store.parcel import MOST_NAME, Parcel
from formcheck.store.parcel_files import keep_video
from formcheck.store.parcel_take import Taken, has_own_sessions, take_in_for, whose
from formcheck.store.people import People
from formcheck.ui.buttons import push_button
from formcheck.ui.choice import Choice
from formcheck.ui.look import Look
from formcheck.ui.reading_text import Block, ReadingText
from formcheck.ui.work_dialog import WorkDialog


class SentSessionsDialog(WorkDialog):
    """Nothing is kept unless somebody says whose the sessions are, and presses the button.

    Parameters
    ----------
    store
        Where they would be kept.
    parcel
        What was sent.
    look
        Colours and sizes.

    Raises
    ------
    StoreError
        When what is kept cannot be read.
    """

    def __init__(
        self, store: Store, parcel: Parcel, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Sessions that were sent"), look, parent)
        self._store, self.parcel = store, parcel
        people = People(store).all()
        self._own = {one.name for one in people if has_own_sessions(store, one.id)}
        self.people_before = len(people)
        self.text = ReadingText(_("What is in the file"))
        self.text.dress(look)
        self.text.show_text(parcel_words.sender(parcel), self._blocks())
        self.name = Choice()
        self.name.addItems([one.name for one in people])
        self.hint = QLabel()
        self.keep_button = push_button(_("Keep these sessions"), main=True)
        self.video_button = push_button(_("Save the video…"))
        self.close_button = push_button(_("Close (Esc)"), name=_("Close"))
        self._fill_name(whose(store, parcel))
        shown = (self.text, self._whose(), self.hint) if parcel.sessions else (self.text,)
        buttons = [self.keep_button] if parcel.sessions else []
        buttons += [self.video_button] if parcel.video is not None else []
        self.compose(shown, (*buttons, self.close_button))
        self._connect()
        self.refresh()

    @property
    def called(self) -> str:
        """The name that is chosen or typed."""
        return " ".join(self.name.currentText().split())

    def keep(self) -> None:
        """Keep the sessions as those of who is named."""
        if self.keep_button.isEnabled():
            self.begin(partial(self._kept, self.called), _("The sessions are being kept."))

    def keep_video(self, path: Path) -> None:
        """Write the video that is in it to a file."""
        words = _("Writing {path}.").format(path=path.name)
        self.begin(partial(self._saved, path), words)

    def ask_video(self) -> QFileDialog:
        """Ask where to write the video."""
        ending = Path(self.parcel.video.member).suffix if self.parcel.video is not None else ""
        dialog = QFileDialog(self, _("Save the video"), str(self.parcel.path.parent))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # What is there is never written over: another name is asked for in words.
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setNameFilter(_("Videos") + f" (*{ending})")
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{self.parcel.path.stem}{ending}")
        dialog.fileSelected.connect(lambda chosen: self.keep_video(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def refresh(self) -> None:
        """Let be pressed what can be pressed now, and say what a name means."""
        self.keep_button.setEnabled(bool(self.called) and not self.work.busy)
        self.video_button.setEnabled(not self.work.busy)
        words = ""
        if self.called in self._own:
            words = _("{name} trains on this computer: they would be among {name}'s own.").format(
                name=self.called
            )
        elif not self.called and self.parcel.name in self._own:
            words = _("{name} trains on this computer, too: say whose they are.").format(
                name=self.parcel.name
            )
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _kept(self, name: str) -> Callable[[], None]:
        new = take_in_for(self._store, self.parcel, name)
        return partial(self._show_kept, name, new)

    def _show_kept(self, name: str, new: Taken) -> None:
        self.say(parcel_words.taken(new, name))
        self.close_button.setFocus()

    def _saved(self, path: Path) -> Callable[[], None]:
        keep_video(self.parcel, path)
        return partial(self.say, _("The video is saved as {path}.").format(path=path))

    def _blocks(self) -> Iterator[Block]:
        yield Block(points=tuple(parcel_words.inside(self.parcel)))
        if not self.parcel.sessions:
            return
        told = _(
            "This is for the computer of the physio: there the sessions are kept beside those of "
            "others, each under a name. Nothing of your own changes, and nothing is kept unless "
            "you say so."
        )
        yield Block(text=(told,))
        yield Block(
            _("Sessions"), points=tuple(_row(one) for one in parcel_words.rows(self.parcel))
        )

    def _fill_name(self, name: str) -> None:
        self.name.setEditable(True)
        self.name.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.name.setMinimumContentsLength(6)
        self.name.setEditText(name)
        edit = self.name.lineEdit()
        if edit is not None:
            edit.setMaxLength(MOST_NAME)
            edit.setPlaceholderText(_("A name"))

    def _whose(self) -> QWidget:
        made = QWidget()
        label = QLabel(_("Whose are they?"))
        label.setBuddy(self.name)
        self.hint.setWordWrap(True)
        self.name.setAccessibleName(_("Whose are they? Choose a name, or type a new one."))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(label)
        row.addWidget(self.name, 1)
        return made

    def _connect(self) -> None:
        self.name.currentTextChanged.connect(self.refresh)
        self.keep_button.clicked.connect(self.keep)
        self.video_button.clicked.connect(self.ask_video)
        self.close_button.clicked.connect(self.reject)


def _row(one: parcel_words.SentRow) -> str:
    full = ngettext("{number} full", "{number} full", one.full).format(number=one.full)
    return f"{one.begun}: {one.title}, {full}, {one.length}"
