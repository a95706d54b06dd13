"""Messages of the desktop, over a real bus."""

import sys
from collections.abc import Iterator

import pytest
from PyQt6.QtDBus import QDBusConnection
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from formcheck.ui.desk.dbus_note import NO_SERVICE, DBusNote
from formcheck.ui.desk.ways import FOR_MS
from tests.ui.desk.dbus_parts import Messages
from tests.ui.desk.desk_views import MOVE, SIT_UP
from tests.ui.desk.desktops import PrivateBus

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: D-Bus"),
]


class Room:
    """A bus, something that tells on it, and desktops that come and go."""

    def __init__(self, qtbot: QtBot, bus: PrivateBus) -> None:
        self.qtbot, self.bus = qtbot, bus
        self.note = DBusNote(bus.connection())
        self.desktops: list[Messages] = []
        self.failed: list[str] = []
        self.opened: list[None] = []
        self.note.opened.connect(lambda: self.opened.append(None))

    def desktop(self, *abilities: str, first: int = 1) -> Messages:
        self.desktops.append(Messages(self.bus.connection(), *abilities, first=first))
        return self.desktops[-1]

    def tell(self, told, desktop: Messages) -> None:
        before = len(desktop.shown)
        self.note.tell(told, self.failed.append)
        self.qtbot.waitUntil(lambda: len(desktop.shown) > before)

    def has_number(self, number: int) -> None:
        self.qtbot.waitUntil(lambda: self.note._id == number)


@pytest.fixture(scope="module")
def bus(qapp: QApplication) -> Iterator[PrivateBus]:
    with PrivateBus() as made:
        yield made


@pytest.fixture
def room(qtbot: QtBot, bus: PrivateBus) -> Iterator[Room]:
    made = Room(qtbot, bus)
    yield made
    made.note.close()
    for one in made.desktops:
        one.bus.unregisterService(one.service)


def test_a_message_is_quiet_and_goes_by_itself(room: Room) -> None:
    # GIVEN a desktop that can do little
    desktop = room.desktop("body")
    # WHEN something is told
    room.tell(SIT_UP, desktop)
    # THEN it is shown, with types as the rules want them, low, silent, not kept, for seconds
    [shown] = desktop.shown
    assert shown.signature == "susssasa{sv}i"
    assert (shown.app, shown.title, shown.text) == ("formcheck", SIT_UP.title, SIT_UP.text)
    assert shown.hints["urgency"] == b"\x00"
    assert shown.hints["suppress-sound"] is True
    assert shown.hints["transient"] is True
    assert "image-data" in shown.hints
    assert shown.for_ms == FOR_MS
    assert shown.actions == []
    assert room.failed == []


def test_one_takes_the_place_of_the_other(room: Room) -> None:
    desktop = room.desktop("body", first=41)
    room.tell(SIT_UP, desktop)
    room.has_number(41)
    room.tell(MOVE, desktop)
    assert [one.replaces for one in desktop.shown] == [0, 41]
    # WHEN it does not hold any more, it is taken back, once
    room.note.hush()
    room.note.hush()
    room.qtbot.waitUntil(lambda: desktop.closed == [41])
    room.tell(MOVE, desktop)
    assert desktop.shown[-1].replaces == 0


def test_a_desktop_that_reads_markup_gets_signs_as_signs(room: Room) -> None:
    desktop = room.desktop("body", "body-markup")
    room.tell(SIT_UP, desktop)
    assert "&" in SIT_UP.text
    assert desktop.shown[0].text == SIT_UP.text.replace("&", "&amp;")


def test_a_click_on_it_opens_and_one_on_another_does_not(room: Room) -> None:
    # GIVEN a desktop with clicks
    desktop = room.desktop("body", "actions", first=7)
    room.tell(SIT_UP, desktop)
    room.has_number(7)
    assert desktop.shown[0].actions == ["default", "Open"]
    # WHEN somebody clicks another program's message, and then ours
    desktop.click(6)
    desktop.click(7, "other")
    desktop.click(7)
    # THEN ours opens
    room.qtbot.waitUntil(lambda: len(room.opened) == 1)


def test_without_a_service_it_fails_and_says_why(room: Room) -> None:
    room.note.tell(SIT_UP, room.failed.append)
    room.qtbot.waitUntil(lambda: bool(room.failed))
    assert room.failed == [NO_SERVICE]


def test_a_service_that_refuses_counts_as_none(room: Room) -> None:
    desktop = room.desktop("body")
    desktop.refuses = True
    room.note.tell(SIT_UP, room.failed.append)
    room.qtbot.waitUntil(lambda: room.failed == [NO_SERVICE])


def test_a_new_service_is_not_given_the_numbers_of_the_old_one(room: Room) -> None:
    # GIVEN a message, and a service that ends and is started anew
    old = room.desktop("body", first=3)
    room.tell(SIT_UP, old)
    room.has_number(3)
    old.goes()
    room.has_number(0)
    new = room.desktop("body")
    # WHEN the next is told
    room.tell(MOVE, new)
    # THEN it replaces none: 3 may be another program's by now
    assert new.shown[0].replaces == 0
    assert room.failed == []


def test_without_a_bus_it_fails_at_once(qtbot: QtBot) -> None:
    note = DBusNote(QDBusConnection.connectToBus("unix:path=/nowhere", "test-nowhere"))
    failed: list[str] = []
    note.tell(SIT_UP, failed.append)
    assert failed == [NO_SERVICE]
    note.close()
