"""Start the reminder at the desk, and end it: everything that is opened once."""

import os
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module

from PyQt6.QtCore import QObject
from PyQt6.QtWidgets import QApplication

from formcheck.around.surroundings import Surroundings
from formcheck.care.today import Task
from formcheck.paths import user_data_dir
from formcheck.settings import CAMERA
from formcheck.store.makeshift import store_for_now
from formcheck.store.people import People
from formcheck.ui.app import application, check_display
from formcheck.ui.camera_choices import camera_choices
from formcheck.ui.desk.app import PostureApp, PostureParts, open_desk_source
from formcheck.ui.desk.lock import LockWatch
from formcheck.ui.desk.single import Word, first_or_show
from formcheck.ui.manners import good_manners
from formcheck.ui.openers import SessionWindow
from formcheck.ui.place import remembered
from formcheck.ui.recordings import last_person
from formcheck.ui.resident import Resident, resident, speak_to


@dataclass(frozen=True, slots=True)
class PostureOptions:
    """How the reminder is started."""

    clip: str = ""
    """A video that is played as if it were a camera."""
    close_at_end: bool = False
    """Whether it ends with the video."""
    store: str = ""
    """Where everything is kept; empty for what is set."""
    person: str = ""
    """Who sits there, by name; empty for who was here last."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Settings that the command line named, by name."""
    show: bool = False
    """Whether the small window opens at once."""


def run_posture(options: PostureOptions) -> int:
    """Start the reminder, and return the exit status when somebody quit.

    Where one runs already it shows its window, and this one ends.

    Raises
    ------
    StoreError
        When what is kept cannot be opened, or nobody has the name.
    SettingError
        When a setting is no choice.
    SourceError
        When the video cannot be played.
    FormcheckError
        When there is no screen, or the one that runs does not answer.
    """
    check_display(os.environ, unattended=False)
    if options.clip:
        # A camera may come later, and is tried again; a file that is none never becomes one.
        with open_desk_source(options.clip):
            pass
    app = application()
    with ExitStack() as stack:
        single = first_or_show(user_data_dir())
        if single is None:
            return 0
        stack.callback(single.close)
        store = stack.enter_context(store_for_now(options.store))
        place = remembered()
        people = People(store)
        person = people.named(options.person) if options.person else last_person(people, place)
        speak_to(people, person)
        who = resident(store, person, options.given)
        lock = LockWatch()
        stack.callback(lock.close)
        post = Post(options, who, lock, app)
        single.asked.connect(post.obey)
        stack.callback(post.close)
        stack.enter_context(good_manners(post.quit, post.keep))
        app.aboutToQuit.connect(post.quit)
        post.open()
        post.tell(store.notice)
        return app.exec()


class Post(QObject):
    """Keeps one reminder running, and makes it anew in another language."""

    def __init__(
        self, options: PostureOptions, who: Resident, lock: LockWatch, app: QApplication
    ) -> None:
        super().__init__(app)
        self._options, self._who, self._lock, self._app = options, who, lock, app
        self._asks: list[Surroundings] = []
        self.posture = self._made()

    def open(self) -> None:
        """Begin to watch."""
        self.posture.begin()
        if self._options.show:
            self.posture.open_today()

    def obey(self, word: Word) -> None:
        """Do what another formcheck of this person wants."""
        match word:
            case Word.SHOW:
                self.posture.open_today()
            case Word.REST:
                self.posture.lend(on=True)
            case Word.GO_ON:
                self.posture.lend(on=False)
            case Word.QUIT:
                self.quit()

    def quit(self) -> None:
        """End everything."""
        self.posture.quit()

    def keep(self) -> None:
        """Write what the day has come to."""
        self.posture.records.keep()

    def tell(self, trouble: str) -> None:
        """Tell what is wrong with what is kept; nothing where nothing is."""
        if trouble:
            self.posture.records.trouble.emit(trouble)

    def close(self) -> None:
        """Let go of what asks the system."""
        for one in self._asks:
            one.close()

    def _made(self) -> PostureApp:
        options = self._options
        camera = partial(_camera, options, self._who)
        asks = Surroundings(camera(), lock=self._lock)
        self._asks.append(asks)
        parts = PostureParts(
            who=self._who,
            open_source=lambda: open_desk_source(camera()),
            training=partial(_train, options.clip, self._who),
            cameras=_cameras,
            ask=asks,
            camera_chosen=lambda: asks.choose(camera()),
        )
        made = PostureApp(parts, self._app)
        made.over.connect(self._app.quit)
        made.again.connect(self._again)
        if options.close_at_end:
            made.ended.connect(made.quit)
        return made

    def _again(self) -> None:
        """Make it anew, in the language that was chosen; the day goes on."""
        old = self.posture
        old.over.disconnect(self._app.quit)
        old.quit()
        speak_to(People(self._who.store), self._who.person)
        self.posture = self._made()
        self.posture.begin()
        self.posture.actions.settings_action.trigger()
        old.deleteLater()


def _camera(options: PostureOptions, who: Resident) -> str:
    return options.clip or who.chosen.value(CAMERA) or camera_choices()[0].source


def _cameras() -> tuple[tuple[str, str], ...]:
    return tuple((one.label, one.source) for one in camera_choices())


def _train(clip: str, who: Resident, tasks: tuple[Task, ...]) -> SessionWindow:
    """Open the guided training, with the camera of the desk."""
    # Late: most days need none of it, and it takes memory.
    ui = import_module("formcheck.ui.training")
    window: SessionWindow = ui.open_training(ui.TrainingOptions(clip=clip), who, tasks)
    return window
