"""What is told, in which style, and what comes in its place where that style is not possible."""

import pytest
from pytestqt.qtbot import QtBot

from formcheck.desk.style import Style
from formcheck.desk.view import Told, Topic
from formcheck.settings import POSTURE_STYLE
from formcheck.ui.desk.actions import DeskActions
from formcheck.ui.desk.notifier import Notifier, Ways, make_notifier
from formcheck.ui.desk.tray import DeskTray
from formcheck.ui.desk.tray_note import NO_MESSAGE, TrayNote
from formcheck.ui.desk.ways import FACES, Failed
from tests.ui.desk.desk_views import MOVE, MOVED, SIT_UP

pytestmark = pytest.mark.gui


class Kept:
    """A way that keeps what it is given; it may not work, at once or found out later."""

    def __init__(self, name: str, log: list[str]) -> None:
        self.name, self._log = name, log
        self.trouble = ""
        self.late: list[Failed] = []

    def tell(self, told: Told, failed: Failed) -> None:
        self._log.append(f"{self.name}: {told.topic}")
        self.late.append(failed)
        if self.trouble:
            failed(self.trouble)

    def hush(self) -> None:
        self._log.append(f"{self.name} hushed")

    def close(self) -> None:
        self._log.append(f"{self.name} closed")


class Desk:
    """A notifier with ways in a test's hand."""

    def __init__(self, style: Style, **troubles: str) -> None:
        self.log: list[str] = []
        names = ("bus", "panel", "toast", "voice", "tone", "edge")
        self.ways = {name: Kept(name, self.log) for name in names}
        for name, trouble in troubles.items():
            self.ways[name].trouble = trouble
        one = self.ways
        ways = Ways(
            notes=(one["bus"], one["panel"], one["toast"]),
            voice=one["voice"],
            tone=one["tone"],
            edge=one["edge"],
        )
        self.notifier = Notifier(style, ways)
        self.changes: list[str] = []
        self.notifier.changed.connect(lambda: self.changes.append(self.notifier.trouble))


@pytest.mark.parametrize(
    ("style", "sitting", "break_"),
    [
        (Style.ICON, [], []),
        (Style.NOTIFICATION, ["bus: sitting"], ["bus: break"]),
        (Style.SOUND, ["tone: sitting", "bus: sitting"], ["tone: break", "bus: break"]),
        (Style.SPOKEN, ["voice: sitting"], ["voice: break"]),
        (Style.EDGE, ["edge: sitting"], ["bus: break"]),
    ],
)
def test_each_style_tells_in_its_own_way(
    qtbot: QtBot, style: Style, sitting: list[str], break_: list[str]
) -> None:
    for told, expected in ((SIT_UP, sitting), (MOVE, break_)):
        desk = Desk(style)
        desk.notifier.tell(told)
        assert desk.log == expected
        assert desk.notifier.trouble == ""


def test_in_the_style_of_the_icon_nothing_ever_pops_up(qtbot: QtBot) -> None:
    desk = Desk(Style.ICON)
    for told in (SIT_UP, MOVE, MOVED):
        desk.notifier.tell(told)
    assert desk.log == []
    # WHEN somebody has just done something, it is answered all the same
    desk.notifier.note(MOVED)
    assert desk.log == ["bus: baseline"]


def test_a_message_goes_the_next_way_until_one_works(qtbot: QtBot) -> None:
    # GIVEN a desktop and a panel without messages
    desk = Desk(Style.NOTIFICATION, bus="no bus", panel="no panel")
    desk.notifier.tell(SIT_UP)
    # THEN the own window shows it, and nothing is wrong: a message was asked for and is there
    assert desk.log == ["bus: sitting", "panel: sitting", "toast: sitting"]
    assert desk.notifier.trouble == ""
    # WHEN that is not possible either
    desk.ways["toast"].trouble = "no place"
    desk.notifier.tell(SIT_UP)
    assert desk.notifier.trouble == "no place"
    assert desk.changes == ["no place"]


def test_a_way_may_fail_later(qtbot: QtBot) -> None:
    # GIVEN a service that is asked, and answers after a while that it cannot
    desk = Desk(Style.NOTIFICATION)
    desk.notifier.tell(SIT_UP)
    assert desk.log == ["bus: sitting"]
    desk.ways["bus"].late[0]("crashed")
    assert desk.log == ["bus: sitting", "panel: sitting"]
    # WHEN the next is told, the best way is tried again
    desk.notifier.tell(MOVE)
    assert desk.log[2:] == ["bus: break"]


def test_without_a_voice_there_is_a_tone_and_a_message(qtbot: QtBot) -> None:
    desk = Desk(Style.SPOKEN, voice="no voice", tone="no loudspeaker")
    desk.notifier.tell(SIT_UP)
    assert desk.log == ["voice: sitting", "tone: sitting", "bus: sitting"]
    # The first is about what was chosen.
    assert desk.notifier.trouble == "no voice"
    # WHEN a voice is there the next time, all is well again
    desk.ways["voice"].trouble = ""
    desk.notifier.tell(SIT_UP)
    assert desk.notifier.trouble == ""
    assert desk.changes == ["no voice", "", ""][:2]


def test_without_a_loudspeaker_the_message_is_shown_and_the_lack_told(qtbot: QtBot) -> None:
    desk = Desk(Style.SOUND, tone="no loudspeaker")
    desk.notifier.tell(MOVE)
    assert desk.log == ["tone: break", "bus: break"]
    assert desk.notifier.trouble == "no loudspeaker"


def test_where_no_line_can_be_there_is_a_message(qtbot: QtBot) -> None:
    desk = Desk(Style.EDGE, edge="no place")
    desk.notifier.tell(SIT_UP)
    assert desk.log == ["edge: sitting", "bus: sitting"]
    assert desk.notifier.trouble == "no place"


def test_the_line_goes_when_somebody_sits_up(qtbot: QtBot) -> None:
    desk = Desk(Style.EDGE)
    # GIVEN looks that come before and while somebody leans
    for on in (False, False, True, True):
        desk.notifier.lean(on=on)
    assert desk.log == []
    # WHEN they sit up
    for on in (False, False):
        desk.notifier.lean(on=on)
    assert desk.log == ["edge hushed"]


def test_all_is_taken_back_when_it_must_be_quiet_and_at_the_end(qtbot: QtBot) -> None:
    names = {"bus", "panel", "toast", "voice", "tone", "edge"}
    desk = Desk(Style.SOUND)
    desk.notifier.hush()
    assert set(desk.log) == {f"{name} hushed" for name in names}
    desk.log.clear()
    desk.notifier.close()
    assert set(desk.log) == {f"{name} closed" for name in names}


def test_another_style_takes_back_what_the_old_one_shows(qtbot: QtBot) -> None:
    desk = Desk(Style.EDGE, edge="no place")
    desk.notifier.tell(SIT_UP)
    desk.log.clear()
    # WHEN the same is chosen once more, nothing changes
    desk.notifier.use(Style.EDGE)
    assert desk.log == []
    assert desk.notifier.trouble == "no place"
    # WHEN another one is
    desk.notifier.use(Style.SOUND)
    assert "edge hushed" in desk.log
    assert desk.notifier.trouble == ""
    assert desk.changes == ["no place", ""]
    desk.notifier.tell(SIT_UP)
    assert desk.log[-2:] == ["tone: sitting", "bus: sitting"]


def test_every_style_can_be_chosen_and_every_topic_has_its_picture() -> None:
    assert set(POSTURE_STYLE.choices) == {one.value for one in Style}
    assert set(FACES) == set(Topic)


def test_the_panel_shows_messages_only_while_it_has_the_icon(qtbot: QtBot) -> None:
    # GIVEN a desktop whose panel is gone
    there = [False]
    tray = DeskTray(DeskActions(), there=lambda: there[0])
    note, failed = TrayNote(tray), list[str]()
    note.tell(SIT_UP, failed.append)
    assert failed == [NO_MESSAGE]
    # WHEN it is there, whether it can show any is Qt's to say
    there[0] = True
    tray.look()
    note.tell(SIT_UP, failed.append)
    assert len(failed) == 1 + (not tray.message("title", "text", 1000))
    note.hush()
    note.close()
    tray.close()


def test_what_this_computer_has_is_put_together(qtbot: QtBot) -> None:
    # GIVEN the notifier as the app makes it, on a desktop without a panel
    tray = DeskTray(DeskActions(), there=lambda: False)
    opened: list[None] = []
    notifier = make_notifier(Style.ICON, tray, lambda: opened.append(None), zoom=150)
    # WHEN something is told in a style that shows nothing, and all is taken back
    notifier.tell(SIT_UP)
    notifier.hush()
    notifier.lean(on=True)
    notifier.lean(on=False)
    # THEN nothing is wrong, and a click on a message of the desktop opens
    assert notifier.trouble == ""
    notifier._ways.notes[0].opened.emit()
    assert opened == [None]
    notifier.close()
    tray.close()
