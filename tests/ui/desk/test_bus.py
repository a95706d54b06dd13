import sys

import pytest
from pytestqt.qtbot import QtBot

from formcheck.ui.desk.bus import Question, Teller
from tests.ui.desk.desktops import PrivateBus, Saver

pytestmark = [
    pytest.mark.gui,
    pytest.mark.skipif(sys.platform != "linux", reason="expected Linux: D-Bus"),
]


def test_an_answer_that_is_neither_yes_nor_no_is_no(qtbot: QtBot) -> None:
    heard: list[str] = []
    with PrivateBus() as daemon:
        bus = daemon.connection()
        # GIVEN a question that is answered with a text, and with "yes" when something changed
        saver = Saver(daemon.connection(), "gnome").comes()
        question = Question(
            service="org.gnome.ScreenSaver",
            path="/org/gnome/ScreenSaver",
            interface="org.freedesktop.DBus.Introspectable",
            method="Introspect",
            signals=(("org.gnome.ScreenSaver", "ActiveChanged"),),
        )
        teller = Teller(bus, question, lambda: heard.append("changed"))
        # WHEN it changes twice
        saver.turns(active=True)
        qtbot.waitUntil(lambda: teller.yes)
        saver.says("org.gnome.ScreenSaver", "ActiveChanged", "perhaps")
        saver.turns(active=False)
        qtbot.waitUntil(lambda: not teller.yes)
        # THEN only what was told counts
        assert heard == ["changed", "changed"]
        teller.close()


def test_nobody_is_started_for_a_question() -> None:
    question = Question(service="org.x", path="/x", interface="org.x", method="Get")
    assert not question.message().autoStartService()
